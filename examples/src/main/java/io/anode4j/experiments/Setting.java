package io.anode4j.experiments;

import io.anode4j.tensor.Workers;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.function.LongFunction;

/**
 * How much an experiment does.
 *
 * @param seeds number of repetitions, which have the seeds 1, 2, …
 * @param size quick for tests, usual, or as long as the paper
 * @param data directory of the files that some experiments need; none where nothing was named
 */
public record Setting(int seeds, Size size, Optional<Path> data) {
  /** A setting without data. */
  public Setting(int seeds, Size size) {
    this(seeds, size, Optional.empty());
  }

  /** How long each repetition is. */
  public enum Size {
    /** As short as shows the order, for tests. */
    QUICK,
    /** What the budget says. */
    USUAL,
    /** The paper's own, where that is longer. */
    FULL
  }

  /** Checks the number of seeds. */
  public Setting {
    if (seeds < 1 || seeds > 1000) {
      throw new IllegalArgumentException(
          "Found " + seeds + " seeds; expected 1 to 1000; 5 is what the page is made with");
    }
  }

  /** At most so many seeds, for what is dear; as many as were asked for in the full size. */
  Setting withAtMost(int most) {
    return size == Size.FULL ? this : new Setting(Math.min(seeds, most), size, data);
  }

  /** A number by size. */
  int choose(int quick, int usual, int full) {
    return switch (size) {
      case QUICK -> quick;
      case USUAL -> usual;
      case FULL -> full;
    };
  }

  /** Runs something for each seed, two at a time; results in the order of the seeds. */
  <T> List<T> eachSeed(LongFunction<T> run) {
    try (Workers workers = new Workers(Math.min(2, seeds), "experiment")) {
      return workers.map(seeds, i -> run.apply(i + 1L));
    }
  }
}
