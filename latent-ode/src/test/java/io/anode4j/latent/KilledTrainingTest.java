package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A process killed in the middle of an epoch loses at most that epoch. */
class KilledTrainingTest {
  private static final int KILLED_AFTER = 4;

  @TempDir Path folder;

  private Process start(Path checkpoint, Path epochs) throws IOException {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    if (ModuleLayer.boot().findModule("jdk.incubator.vector").isPresent()) {
      // The same kernels as here: others round differently.
      command.add("--add-modules=jdk.incubator.vector");
    }
    command.add("-cp");
    command.add(System.getProperty("java.class.path"));
    command.add(TrainingChild.class.getName());
    command.add(checkpoint.toString());
    command.add(epochs.toString());
    return new ProcessBuilder(command)
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("said.txt").toFile())
        .start();
  }

  private static List<String> lines(Path file) throws IOException {
    return Files.exists(file) ? Files.readAllLines(file) : List.of();
  }

  @Test
  void aKilledTrainingEndsInTheSameModel() throws Exception {
    Path checkpoint = folder.resolve("run.checkpoint");
    Path epochs = folder.resolve("epochs.txt");
    Process child = start(checkpoint, epochs);
    while (child.isAlive() && lines(epochs).size() < KILLED_AFTER) {
      TimeUnit.MILLISECONDS.sleep(5);
    }
    child.destroyForcibly(); // SIGKILL
    assertTrue(child.waitFor(60, TimeUnit.SECONDS));
    assertNotEquals(0, child.exitValue(), () -> "not killed in time: " + child);
    int done = lines(epochs).size();
    assertTrue(done >= KILLED_AFTER, Files.readString(folder.resolve("said.txt")));
    List<Integer> resumed = new ArrayList<>();
    LatentOde model =
        TrainingChild.trainer(checkpoint)
            .listener((report, pace) -> resumed.add(report.epoch()))
            .fit(TrainingChild.data());
    // An epoch is saved before it is told, so one more than was told may be kept, none less.
    assertTrue(resumed.get(0) > done, resumed + " after " + done);
    assertTrue(resumed.get(0) <= done + 2, resumed + " after " + done);
    LatentOde whole =
        TrainingChild.trainer(folder.resolve("other.checkpoint")).fit(TrainingChild.data());
    assertEquals(14, model.history().size());
    assertArrayEquals(LatentOde.FILE.bytes(whole), LatentOde.FILE.bytes(model));
  }
}
