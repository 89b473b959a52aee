package io.anode4j.training;

import java.nio.file.Path;
import java.util.Map;

/**
 * A training run to be, of any family: an immutable description whose setters return another one.
 *
 * @param <R> the family's runs
 */
public interface Run<R> {
  /** What it is told so far. */
  RunOptions options();

  /**
   * The same run, told otherwise.
   *
   * @param options all options
   * @return another run
   */
  R with(RunOptions options);

  /**
   * How many threads compute; the result does not depend on it.
   *
   * @param count number of threads, at least 1
   * @return another run
   */
  default R threads(int count) {
    RunOptions o = options();
    return with(new RunOptions(count, o.listener(), o.checkpoint(), o.provenance()));
  }

  /**
   * Who is told how it goes.
   *
   * @param observer called on the thread that trains
   * @return another run
   */
  default R listener(TrainingListener observer) {
    return with(options().with(observer));
  }

  /**
   * Where to save the run's state after each epoch. A file left there by a run of the same data and
   * settings that was stopped is resumed; it is removed at the end.
   *
   * @param file path of the checkpoint
   * @return another run
   */
  default R checkpoint(Path file) {
    RunOptions o = options();
    return with(new RunOptions(o.threads(), o.listener(), file, o.provenance()));
  }

  /**
   * Facts about the data to be kept in the model file.
   *
   * @param entries names and values
   * @return another run
   */
  default R provenance(Map<String, String> entries) {
    RunOptions o = options();
    return with(new RunOptions(o.threads(), o.listener(), o.checkpoint(), entries));
  }
}
