package io.anode4j.data.csv;

import io.anode4j.data.csv.JoinedView.Kind;
import io.anode4j.data.csv.JoinedView.Part;
import io.anode4j.data.internal.DecimalText;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.function.DoublePredicate;
import org.jspecify.annotations.Nullable;

/**
 * Times of day in one number, in a column beside a date: {@code 1655}, {@code 165530}, the hours of
 * a column that is called {@code Time}, or the part of a day that a spreadsheet keeps.
 *
 * @param samples all columns
 */
record ClockNumbers(List<ColumnSample> samples) {
  private static final String TIME = "time";
  private static final Set<String> HOUR_MINUTE = Set.of("hhmm", "hrmn", TIME, "hour_minute");
  private static final Set<String> HOUR_MINUTE_SECOND = Set.of("hhmmss", "hms", TIME);

  /** Hours and minutes if they are written so: {@code est} may be an estimate, too. */
  private static final Set<String> ZONES =
      Set.of("utc", "gmt", "lst", "est", "cst", "mst", "pst", "utc_time", "lst_time");

  private static final double DAY = 86_400;

  /** Of a second, in a part of a day: six digits after the point are enough. */
  private static final double ROUNDING = 0.1;

  /** The part of the time that such a column gives; null without one. */
  @Nullable Part find(int but) {
    Part found = null;
    for (int i = 0; i < samples.size() && found == null; i++) {
      Kind kind = i == but || !samples.get(i).isNumeric() ? null : kind(samples.get(i));
      found = kind == null ? null : new Part(i, " ", kind);
    }
    return found;
  }

  private static @Nullable Kind kind(ColumnSample sample) {
    String name = sample.lowerName();
    boolean hoursAndMinutes = sample.isWithin(0, 2400);
    if (name.equals(TIME) && hoursAndMinutes && areHours(sample)) {
      return Kind.HOUR;
    }
    if (hoursAndMinutes
        && (HOUR_MINUTE.contains(name) || ZONES.contains(name) && isMilitary(sample))) {
      return Kind.HOUR_MINUTE;
    }
    if (HOUR_MINUTE_SECOND.contains(name) && areSeconds(sample)) {
      return Kind.HOUR_MINUTE_SECOND;
    }
    return name.equals(TIME) && arePartsOfDay(sample) ? Kind.PART_OF_DAY : null;
  }

  /** Whether no number is beyond a day's hours, nor written with the digits of minutes. */
  private static boolean areHours(ColumnSample sample) {
    return sample.isWithin(0, 24) && sample.cells().stream().noneMatch(c -> c.length() > 2);
  }

  /** Hours written as {@code 0100} to {@code 2400}: numbers below 100 alone are none. */
  static boolean isMilitary(ColumnSample hour) {
    return all(hour, v -> v >= 0 && v <= 2400 && v % 100 < 60) && any(hour, v -> v >= 100);
  }

  /**
   * Whether the numbers are hours, minutes and seconds such as {@code 93000} and {@code 161530}.
   */
  private static boolean areSeconds(ColumnSample sample) {
    return sample.isWithin(0, 240_000)
        && all(sample, v -> v % 100 < 60 && v / 100 % 100 < 60)
        && any(sample, v -> v >= 10_000);
  }

  /** Whether the numbers are whole seconds as parts of a day: no clock of seconds begins so. */
  private static boolean arePartsOfDay(ColumnSample sample) {
    long written = sample.cells().stream().filter(c -> c.matches("0?\\.\\d{5,}")).count();
    return 2 * written > sample.cells().size()
        && all(sample, v -> v >= 0 && v < 1 && Math.abs(DAY * v - Math.rint(DAY * v)) < ROUNDING);
  }

  private static boolean all(ColumnSample sample, DoublePredicate test) {
    return numbers(sample).length > 0 && Arrays.stream(numbers(sample)).allMatch(test);
  }

  private static boolean any(ColumnSample sample, DoublePredicate test) {
    return Arrays.stream(numbers(sample)).anyMatch(test);
  }

  private static double[] numbers(ColumnSample sample) {
    return sample.cells().stream().mapToDouble(DecimalText::parse).toArray();
  }

  /** What the numbers of a column called {@code Time} were taken for; null for other parts. */
  @Nullable String note(Part part) {
    ColumnSample sample = samples.get(part.column());
    String what =
        switch (part.kind()) {
          case HOUR -> "hours";
          case HOUR_MINUTE -> "hours and minutes";
          case HOUR_MINUTE_SECOND -> "hours, minutes and seconds";
          case PART_OF_DAY -> "parts of a day";
          default -> null;
        };
    return what == null || !sample.lowerName().equals(TIME)
        ? null
        : "the numbers of %s are %s".formatted(sample.name(), what);
  }
}
