package io.anode4j.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CheckpointTest {
  @TempDir Path folder;

  @Test
  void itIsReadByItsOwnRunAlone() throws IOException {
    Path file = folder.resolve("run.checkpoint");
    SavedRun.state("run").write(file);
    Checkpoint read = Checkpoint.read(file, "run").orElseThrow();
    assertEquals(2, read.step());
    assertEquals(12.5, read.elapsedSeconds());
    assertTrue(Checkpoint.read(file, "another run").isEmpty());
    assertTrue(Checkpoint.read(folder.resolve("none"), "run").isEmpty());
    byte[] whole = Files.readAllBytes(file);
    for (int at = 0; at < whole.length; at++) {
      byte[] changed = whole.clone();
      changed[at] ^= 4;
      Files.write(file, changed);
      assertTrue(Checkpoint.read(file, "run").isEmpty(), "byte " + at);
    }
  }
}
