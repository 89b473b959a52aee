package io.anode4j.streaming.measure;

import io.anode4j.streaming.ActiveModel;
import io.anode4j.streaming.ForecastStream;
import io.anode4j.streaming.ModelSource;
import io.anode4j.streaming.config.StreamingConfig;
import java.io.IOException;
import java.io.Writer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** An instance of the application in a JVM of its own, with the launcher's flags. */
final class StreamProgram {
  private static final Duration PATIENCE = Duration.ofMinutes(2);

  private StreamProgram() {}

  /** Starts one with the model beside which its settings are written; returns when it runs. */
  static ChildJvm start(Path model, Properties settings) throws IOException {
    Path file = Files.createTempFile(model.getParent(), "settings", ".properties");
    try (Writer out = Files.newBufferedWriter(file)) {
      settings.store(out, null);
    }
    return ChildJvm.start(
        StreamProgram.class,
        List.of(
            "-Xms512m",
            "-Xmx512m",
            "-XX:+UseParallelGC",
            "--add-modules=jdk.incubator.vector",
            "--enable-native-access=ALL-UNNAMED",
            "-Dorg.slf4j.simpleLogger.defaultLogLevel=error"),
        model,
        file);
  }

  /** What the other JVM runs. */
  public static void main(String[] args) throws Exception {
    ModelSource model = ModelSource.fixed(ActiveModel.load(Path.of(args[0])));
    StreamingConfig config = StreamingConfig.read(Path.of(args[1]), Map.of());
    try (ForecastStream stream = ForecastStream.start(config, model)) {
      if (!stream.awaitRunning(PATIENCE)) {
        throw new IllegalStateException(stream.health().text());
      }
      ChildJvm.serve("running");
    }
  }
}
