package io.anode4j.data.csv;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.DoublePredicate;

/**
 * Several columns with usual names of times that tell the same: {@code Date} beside {@code
 * Datetime}, {@code Date}, {@code Time} and {@code Timestamp}, seconds since 1970 beside a date.
 * One of them is the times, the others follow from it.
 *
 * @param samples all columns
 * @param columns those of times
 */
record AgreeingTimes(List<ColumnSample> samples, List<Integer> columns) {
  private static final double DAY = 86_400;

  /** A clock that shows no seconds is less than a minute behind. */
  private static final double MINUTE = 60;

  /** The finest column that all others follow from; none where they contradict each other. */
  int finest() {
    return columns.stream()
        .filter(this::isWhole)
        .filter(
            full -> columns.stream().allMatch(other -> other.equals(full) || tells(full, other)))
        .max(Comparator.comparingInt(this::digits))
        .orElse(ColumnPlan.NONE);
  }

  /** Readable times before numbers; those with more to them before others. */
  private int digits(int column) {
    ColumnSample sample = samples.get(column);
    return sample.isNumeric() ? 0 : 1 + sample.cells().get(0).length();
  }

  private boolean isWhole(int column) {
    ColumnSample sample = samples.get(column);
    return sample.isDated() && !DateAndTime.isClock(sample) && !DateAndTime.isDateOnly(sample);
  }

  private boolean tells(int full, int other) {
    double[] since = samples.get(full).since(samples.get(other));
    if (DateAndTime.isClock(samples.get(other))) {
      return all(since, seconds -> within(seconds - DAY * Math.floor(seconds / DAY), MINUTE));
    }
    double most = DateAndTime.isDateOnly(samples.get(other)) ? DAY : 1;
    return all(since, seconds -> within(seconds, most));
  }

  private static boolean within(double seconds, double most) {
    return seconds >= 0 && seconds < most;
  }

  private static boolean all(double[] since, DoublePredicate test) {
    return since.length > 0 && Arrays.stream(since).allMatch(test);
  }
}
