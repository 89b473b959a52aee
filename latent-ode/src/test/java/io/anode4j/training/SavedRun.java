package io.anode4j.training;

import java.io.DataInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/** Checkpoint files for the tests of all families. */
public final class SavedRun {
  private SavedRun() {}

  static Checkpoint state(String run) {
    float[] two = {1, 2};
    return new Checkpoint(run, 1, 2, 1, 0.5, 0, 12.5, two, two, two, new float[0], List.of());
  }

  /** Leaves a checkpoint of the run of that fingerprint. */
  public static void write(String run, Path file) throws IOException {
    state(run).write(file);
  }

  /** Running average of the weights in a checkpoint, whichever run it is of. */
  public static float[] average(Path file) throws IOException {
    return read(file).average();
  }

  /** Last weights in a checkpoint, whichever run it is of. */
  public static float[] weights(Path file) throws IOException {
    return read(file).weights();
  }

  private static Checkpoint read(Path file) throws IOException {
    try (DataInputStream in = new DataInputStream(Files.newInputStream(file))) {
      in.skipNBytes(Integer.BYTES);
      return Checkpoint.read(file, in.readUTF()).orElseThrow();
    }
  }
}
