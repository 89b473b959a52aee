package io.anode4j.streaming.soak;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Whether a figure of a running process grows. The first third of its samples is left out: code is
 * compiled and caches fill. The median of the last third is held against that of the second, since
 * single samples carry what is collected or compacted a moment later.
 *
 * @param name what is watched
 * @param figure the figure in a sample, NaN where the system does not tell
 * @param share growth that is no leak, as a share of the second third's median
 * @param slack growth that is no leak, in the figure's unit
 */
record Growth(String name, ToDoubleFunction<Sample> figure, double share, double slack) {
  private static final double MIB = 1 << 20;

  /** What must not grow: a heap that keeps three bytes of a reading is found in half an hour. */
  static final List<Growth> ALL =
      List.of(
          new Growth("heap after collection", Sample::heap, 0.05, 4 * MIB),
          new Growth("resident memory", Sample::resident, 0.03, 8 * MIB),
          // Compaction halves it from time to time.
          new Growth("state on disk", Sample::state, 0.5, 16 * MIB),
          new Growth("threads", Sample::threads, 0, 2),
          // Tables of the state come and go.
          new Growth("open files", Sample::files, 0.1, 16));

  /** Says how much it grew when that is more than may be. */
  Optional<String> in(List<Sample> samples) {
    int third = samples.size() / 3;
    double before = median(samples.subList(third, 2 * third));
    double after = median(samples.subList(2 * third, samples.size()));
    double most = before * (1 + share) + slack;
    // NaN is above nothing: what cannot be seen is not judged.
    return after > most
        ? Optional.of(
            String.format(
                Locale.ROOT,
                "%s grew from %.0f to %.0f; expected at most %.0f",
                name,
                before,
                after,
                most))
        : Optional.empty();
  }

  private double median(List<Sample> samples) {
    double[] sorted = samples.stream().mapToDouble(figure).sorted().toArray();
    return sorted.length == 0 ? Double.NaN : sorted[sorted.length / 2];
  }

  /** All that grew. */
  static List<String> all(List<Sample> samples) {
    return ALL.stream().flatMap(growth -> growth.in(samples).stream()).toList();
  }
}
