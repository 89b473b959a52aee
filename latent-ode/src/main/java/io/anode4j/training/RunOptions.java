package io.anode4j.training;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What a training run of any family is told beside its settings: nothing of it changes the model
 * but the provenance that it carries.
 *
 * @param threads how many threads compute
 * @param listener who is told how it goes
 * @param checkpoint where the state is saved after each epoch; null for nowhere
 * @param provenance facts about the data to be kept in the model file
 */
public record RunOptions(
    int threads,
    TrainingListener listener,
    @Nullable Path checkpoint,
    Map<String, String> provenance) {
  /** Checks the number of threads. */
  public RunOptions {
    require(threads > 0, "number of threads", threads);
    provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
  }

  /** All processors, nobody told, nothing saved. */
  public static RunOptions defaults() {
    return new RunOptions(
        Runtime.getRuntime().availableProcessors(), TrainingListener.silent(), null, Map.of());
  }

  /**
   * The same with somebody else to be told.
   *
   * @param other who
   * @return options
   */
  public RunOptions with(TrainingListener other) {
    return new RunOptions(threads, other, checkpoint, provenance);
  }

  /**
   * The same of one of several networks, whose checkpoints lie beside each other.
   *
   * @param number 1 for the first, whose checkpoint is the one stated
   * @return options
   */
  public RunOptions ofNetwork(int number) {
    Path own =
        checkpoint == null || number == 1
            ? checkpoint
            : checkpoint.resolveSibling(checkpoint.getFileName() + "-" + number);
    return new RunOptions(threads, listener, own, provenance);
  }

  /** Removes the checkpoint of a run that has ended well. */
  public void discardCheckpoint() {
    try {
      if (checkpoint != null) {
        Files.deleteIfExists(checkpoint);
      }
    } catch (IOException e) {
      listener.onNotice("The checkpoint " + checkpoint + " could not be removed: " + e);
    }
  }

  /**
   * Requires a length of time.
   *
   * @param what what it is
   * @param value what was stated
   * @throws IllegalArgumentException when it is not finite and above 0
   */
  public static void requireAboveZero(String what, double value) {
    require(value > 0 && Double.isFinite(value), what, value);
  }

  private static void require(boolean holds, String what, Number value) {
    if (!holds) {
      throw new IllegalArgumentException(
          "The " + what + " is " + value + "; expected a number above 0");
    }
  }
}
