package io.anode4j.streaming.command;

import io.anode4j.streaming.ForecastStream;
import io.anode4j.streaming.config.StreamingConfig;
import io.anode4j.streaming.operations.FeedListener;
import io.anode4j.streaming.operations.HealthServer;
import io.anode4j.streaming.operations.LiveFeed;
import io.anode4j.streaming.operations.OperationsServer;
import io.anode4j.streaming.operations.OperationsSettings;
import io.anode4j.streaming.operations.OperationsSources;
import io.anode4j.streaming.operations.StreamMetrics;
import io.anode4j.streaming.record.ModelClock;
import io.anode4j.streaming.reload.ModelDirectory;
import io.anode4j.streaming.reload.ModelHandle;
import io.anode4j.streaming.reload.ModelReloaders;
import io.anode4j.streaming.reload.ModelsTopic;
import io.anode4j.streaming.reload.ReloadOutcome;
import io.anode4j.streaming.reload.TypedModels;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** A running stream with all that belongs to it: metrics, live page, watch for new models. */
final class StreamSession {
  private static final Duration LOOK = Duration.ofSeconds(2);
  private static final String APPLICATION_SERVER = "application.server";

  private final URI page;
  private final SessionHealth health;
  private final LiveFeed feed;

  private StreamSession(URI page, SessionHealth health, LiveFeed feed) {
    this.page = page;
    this.health = health;
    this.feed = feed;
  }

  /** Starts all of it with one model for all sensors. */
  static StreamSession start(
      Parts parts,
      StreamingConfig stated,
      ModelHandle models,
      StreamOptions options,
      Consumer<String> notes) {
    return start(parts, stated, new TypedModels(models, List.of()), options, notes);
  }

  /**
   * Starts all of it. Operations come first, so that who watches sees the start.
   *
   * @param parts takes in what is to be ended
   * @param stated settings
   * @param models the models to begin with, and those to come
   * @param options where to serve, and where to look for models
   * @param notes is told what people should know: models that came and went
   */
  static StreamSession start(
      Parts parts,
      StreamingConfig stated,
      TypedModels models,
      StreamOptions options,
      Consumer<String> notes) {
    SessionHealth health = new SessionHealth(models.usual());
    StreamMetrics metrics = parts.add(new StreamMetrics());
    metrics.show(models.usual().serving(), models.all());
    ModelReloaders reloaders =
        ModelReloaders.of(
            models,
            (type, outcome) -> {
              metrics.counted(outcome);
              metrics.show(models.usual().serving(), models.all());
              health.reloaded(type, outcome);
              tell(notes, type, outcome);
            });
    LiveFeed feed = new LiveFeed();
    StreamQueries queries = new StreamQueries(new PeerQuestions(options.token(), options.tls()));
    ModelClock clock = new ModelClock(stated.timeUnitMillis());
    OperationsServer server =
        parts.add(
            OperationsServer.start(
                OperationsSettings.at(options.listen())
                    .withToken(options.token())
                    .withHosts(options.allowed())
                    .withTls(options.tls()),
                new OperationsSources(
                    health,
                    metrics::prometheus,
                    queries,
                    feed,
                    reloaders,
                    clock.unitMillis() / 1000.0,
                    stated.channelUnits())));
    if (options.health() != null) {
      parts.add(HealthServer.start(options.health(), health));
    }
    StreamingConfig config = reachable(stated, options, server.uri().getPort());
    FeedListener toPage = new FeedListener(feed, models, clock, config.forecasts().quantiles());
    ForecastStream stream = parts.add(ForecastStream.start(config, models, metrics.and(toPage)));
    health.watch(stream);
    queries.ask(stream);
    metrics.show(stream::metrics);
    metrics.showLag(config.inputTopic(), stream::lag);
    watchForModels(parts, options, config, reloaders);
    return new StreamSession(server.uri(), health, feed);
  }

  private static void tell(Consumer<String> notes, String type, ReloadOutcome outcome) {
    if (outcome.kind() != ReloadOutcome.Kind.UNCHANGED) {
      notes.accept((type.isEmpty() ? "" : type + ": ") + outcome.sentence());
    }
  }

  /** Other instances send questions about this one's sensors to this address. */
  private static StreamingConfig reachable(
      StreamingConfig stated, StreamOptions options, int port) {
    return stated.statedNames().contains(APPLICATION_SERVER)
        ? stated
        : stated.with(APPLICATION_SERVER, options.reachable(port));
  }

  private static void watchForModels(
      Parts parts, StreamOptions options, StreamingConfig config, ModelReloaders reloaders) {
    Path directory = options.modelsDirectory();
    String topic = options.modelsTopic();
    if (directory == null) {
      return;
    }
    parts.add(
        topic == null
            ? ModelDirectory.watch(directory, LOOK, reloaders.usual())
            : ModelsTopic.follow(topic, config.kafkaClient(), directory, reloaders.usual()));
    reloaders
        .types()
        .forEach(
            (type, one) -> parts.add(ModelDirectory.watch(directory.resolve(type), LOOK, one)));
  }

  /** Where the live page is. */
  URI page() {
    return page;
  }

  /** What the live page shows. */
  LiveFeed feed() {
    return feed;
  }

  /** Whether it works. */
  SessionHealth health() {
    return health;
  }
}
