package io.anode4j.streaming.command;

import io.anode4j.filter.SensorModel;
import io.anode4j.streaming.broker.EmbeddedBroker;
import io.anode4j.streaming.config.StreamingConfig;
import io.anode4j.streaming.reload.ModelHandle;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.function.Consumer;

/** A broker, a fleet of pumps, a stream and its page in one process, from nothing. */
final class Demo {
  /** Seconds of the past that are sent at once, so that the page has something to show. */
  private static final double HISTORY = 180;

  private static final long SEED = 9;

  private Demo() {}

  /**
   * Starts all of it.
   *
   * @param parts takes in what is to be ended
   * @param home directory of its data, its own; kept for the next time
   * @param pumps number of pumps
   * @param options where to serve
   * @param notes is told what people should know
   */
  static StreamSession start(
      Parts parts, Path home, int pumps, StreamOptions options, Consumer<String> notes) {
    EmbeddedBroker broker = parts.add(EmbeddedBroker.start(home.resolve("kafka")));
    notes.accept("broker: " + broker.bootstrap() + ", its data in " + home);
    Path file = DemoModel.unpack(home.resolve(DemoModel.RESOURCE));
    ModelHandle models = new ModelHandle(SensorModel.load(file), DemoModel.RESOURCE);
    StreamingConfig config = config(broker.bootstrap(), home);
    StreamSession session = StreamSession.start(parts, config, models, options, notes);
    double start = System.currentTimeMillis() / 1000.0 - HISTORY;
    PumpFleet fleet = new PumpFleet(pumps, start, SEED, false);
    PumpProducer.Planted planted =
        (pump, fault, millis) -> session.feed().remark(pump, millis, "planted: " + fault.label());
    parts.add(PumpProducer.start(config.kafkaClient(), config.inputTopic(), fleet, planted, notes));
    return session;
  }

  private static StreamingConfig config(String bootstrap, Path home) {
    Properties settings = new Properties();
    settings.setProperty("bootstrap.servers", bootstrap);
    settings.setProperty("application.id", "anode4j-demo");
    settings.setProperty("state.dir", home.resolve("state").toString());
    settings.setProperty("forecast.step.ms", "5000");
    settings.setProperty("silence.min.ms", "8000");
    settings.setProperty("channel.units", "temperature=°C,pressure=bar,vibration=mm/s");
    // The session of a run that was killed must not keep the next one waiting.
    settings.setProperty("consumer.session.timeout.ms", "6000");
    return StreamingConfig.of(settings);
  }

  /** Makes the directory of a demo. */
  static Path home(Path directory) {
    try {
      return Files.createDirectories(directory);
    } catch (IOException e) {
      throw new UncheckedIOException(
          "--data: %s cannot be made (%s); expected a directory; name another one"
              .formatted(directory, e),
          e);
    }
  }
}
