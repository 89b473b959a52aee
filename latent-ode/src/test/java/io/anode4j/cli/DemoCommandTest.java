package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.latent.LatentOde;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class DemoCommandTest {
  @TempDir Path folder;

  @Test
  void writesEverythingItPromises() throws IOException {
    Path out = folder.resolve("new/demo");
    CommandRun run = CommandRun.of("demo", "--out", out, "--epochs", "1", "--seed", "3");
    assertEquals(0, run.code(), run.err());
    for (String name :
        new String[] {"forecast.csv", "metrics.json", "report.html", "forecast.svg"}) {
      assertTrue(Files.size(out.resolve(name)) > 1000, name);
    }
    assertEquals((byte) 0x89, Files.readAllBytes(out.resolve("forecast.png"))[0]);
    LatentOde model = LatentOde.load(out.resolve("model.anode"));
    assertEquals(3, model.config().seed());
    assertTrue(run.out().contains("seasonal_naive"), run.out());
    assertTrue(run.out().contains("report.html"), run.out());
    assertTrue(Files.readString(out.resolve("metrics.json")).contains("\"seen\" : false"));
  }

  @Test
  void directoryThatCannotBeMadeIsUsage() throws IOException {
    Path file = Files.writeString(folder.resolve("file"), "");
    CommandRun run = CommandRun.of("demo", "--out", file.resolve("demo"));
    assertEquals(2, run.code());
    assertTrue(run.err().startsWith("anode4j: --out: "), run.err());
  }
}
