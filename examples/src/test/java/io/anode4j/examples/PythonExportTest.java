package io.anode4j.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.anode4j.latent.LatentOde;
import io.anode4j.latent.SpecImport;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The exporter for PyTorch, run where there is PyTorch ({@code -Danode4j.python=INTERPRETER}). */
class PythonExportTest {
  private static final String INTERPRETER = System.getProperty("anode4j.python", "python3");
  private static final Path EXPORTER = Path.of("src/main/python/export_latent_ode.py");
  private static final int CASES = Integer.getInteger("anode4j.imports", 5);

  @TempDir Path folder;

  @ParameterizedTest
  @ValueSource(strings = {"gru", "ode-rnn"})
  void whatItWritesIsImportedAndAnswersAlike(String kind) throws Exception {
    assumeTrue(
        runs("-c", "import torch"), "the exporter was not run: " + INTERPRETER + " has no torch");
    Path written = folder.resolve(kind);
    assertTrue(runs(EXPORTER.toString(), written.toString(), kind, Integer.toString(CASES)));
    LatentOde model = SpecImport.read(written.resolve("spec.json"));
    assertEquals(kind, model.config().encoder().type());
    String golden = String.valueOf(model.provenance().get("golden"));
    assertTrue(golden.startsWith(CASES + " cases, largest difference "), golden);
  }

  @Test
  void itIsShortEnoughToBeRead() throws IOException {
    assertTrue(Files.readAllLines(EXPORTER).size() <= 250);
  }

  private boolean runs(String... arguments) throws InterruptedException {
    List<String> command = new ArrayList<>(List.of(INTERPRETER));
    command.addAll(List.of(arguments));
    try {
      Path log = folder.resolve("python.log");
      Process process =
          new ProcessBuilder(command)
              .redirectErrorStream(true)
              .redirectOutput(log.toFile())
              .start();
      return process.waitFor(10, TimeUnit.MINUTES) && process.exitValue() == 0;
    } catch (IOException e) {
      return false; // There is no such program.
    }
  }
}
