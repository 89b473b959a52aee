package io.anode4j.streaming;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeFormat;
import io.anode4j.streaming.broker.EmbeddedBroker;
import io.anode4j.streaming.config.StreamingConfig;
import io.anode4j.streaming.reload.SmallModels;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Scoring by the command line, in a process of its own. */
class StartUpTest {
  private static final Duration LONG = Duration.ofSeconds(60);

  @TempDir Path folder;

  @Test
  void scoringLoadsNeitherNd4jNorItsNativeLibrary() throws Exception {
    Path model = folder.resolve("small.anode");
    SmallModels.of(1, TimeFormat.epochSeconds(), "a", "b").save(model);
    Path classes = folder.resolve("classes.log");
    try (EmbeddedBroker broker = EmbeddedBroker.start(folder.resolve("broker"));
        BrokerBench bench = new BrokerBench(broker.bootstrap())) {
      StreamingConfig config = bench.config("started", folder.resolve("state"));
      StreamTopics.prepare(config);
      bench.reading(config, "s", 0);
      bench.flush();
      Process process = start(broker, config, model, classes);
      try {
        assertEquals(1, bench.read(config.scoresTopic(), 1, LONG).size(), this::said);
        assertEquals(List.of(), nativeNd4j(Path.of("/proc/" + process.pid() + "/maps")));
        process.destroy();
        process.waitFor();
      } finally {
        process.destroyForcibly();
      }
    }
    List<String> loaded = Files.readAllLines(classes);
    assertTrue(
        loaded.stream().anyMatch(line -> line.contains("io.anode4j.filter.NeuralFilter ")),
        "the log of loaded classes works");
    assertEquals(
        List.of(),
        loaded.stream()
            .filter(line -> line.contains(" org.nd4j.") || line.contains(" org.bytedeco."))
            .toList());
  }

  private Process start(EmbeddedBroker broker, StreamingConfig config, Path model, Path classes)
      throws Exception {
    return new ProcessBuilder(
            Path.of(System.getProperty("java.home"), "bin", "java").toString(),
            "-Xlog:class+load:file=" + classes,
            "--add-modules=jdk.incubator.vector",
            "-cp",
            System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
            "io.anode4j.cli.Anode4j",
            "stream",
            "--model",
            model.toString(),
            "--bootstrap",
            broker.bootstrap(),
            "--listen",
            "127.0.0.1:0",
            "--set",
            "application.id=" + config.applicationId(),
            "--set",
            "state.dir=" + config.stateDirectory())
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said.txt").toFile())
        .start();
  }

  /** Native libraries of ND4J in a process's memory, where the system tells. */
  private static List<String> nativeNd4j(Path maps) throws Exception {
    if (!Files.exists(maps)) {
      return List.of();
    }
    try (Stream<String> lines = Files.lines(maps)) {
      return lines.filter(line -> line.matches(".*(nd4j|openblas|javacpp).*\\.so.*")).toList();
    }
  }

  private String said() {
    try {
      return Files.readString(folder.resolve("said.txt"));
    } catch (java.io.IOException e) {
      return e.toString();
    }
  }
}
