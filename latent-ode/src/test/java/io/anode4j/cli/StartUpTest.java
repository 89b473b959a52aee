package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Forecasting in a process of its own. */
class StartUpTest {
  @TempDir Path folder;

  @Test
  void forecastLoadsNeitherNd4jNorItsNativeLibrary() throws Exception {
    Workshop workshop = new Workshop(folder);
    Path data = workshop.dates();
    Path model = workshop.train(data, "6h");
    Path out = workshop.file("f.csv");
    List<String> loaded = classesOf(data, model, out);
    assertEquals("series,time,channel,mean,std,q0.05,q0.5,q0.95", Files.readAllLines(out).get(0));
    assertTrue(
        loaded.stream().anyMatch(line -> line.contains("io.anode4j.latent.LatentOde ")),
        "the log of loaded classes works");
    List<String> unwanted =
        loaded.stream()
            .filter(line -> line.contains(" org.nd4j.") || line.contains(" org.bytedeco."))
            .toList();
    assertEquals(List.of(), unwanted);
    assertFalse(
        loaded.stream().anyMatch(line -> line.contains(" java.awt.Toolkit ")),
        "a forecast draws nothing");
  }

  private List<String> classesOf(Path data, Path model, Path out)
      throws IOException, InterruptedException {
    Path log = folder.resolve("classes.log");
    Path said = folder.resolve("said.txt");
    Process process =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xlog:class+load:file=" + log,
                "--add-modules=jdk.incubator.vector",
                "-cp",
                System.getProperty("java.class.path"),
                "io.anode4j.cli.Anode4j",
                "forecast",
                data.toString(),
                "--model",
                model.toString(),
                "--horizon",
                "3h",
                "--out",
                out.toString())
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start();
    assertEquals(0, process.waitFor(), () -> read(said));
    return Files.readAllLines(log);
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      return e.toString();
    }
  }
}
