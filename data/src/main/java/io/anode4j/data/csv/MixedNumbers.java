package io.anode4j.data.csv;

import io.anode4j.data.AmbiguousDatesException;
import io.anode4j.data.TimeFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Numbers that are dates, but not all of them or not of one kind: seconds here and milliseconds
 * there, or a digit lost. They must not become plain numbers because of that.
 */
final class MixedNumbers {
  /** A clock in microseconds passes for dates for a while: not for nearly all of its rows. */
  private static final double NEARLY_ALL = 0.9;

  private static final double HALF = 0.5;

  private MixedNumbers() {}

  /**
   * Refuses a column of such numbers.
   *
   * @throws CsvException if half of the numbers are dates such as 20240131, or nearly all of them
   *     dates of any kind
   */
  static void refuse(String file, String column, List<String> times) {
    Map<String, Integer> kinds = new LinkedHashMap<>();
    String other = "";
    int cells = 0;
    int days = 0;
    for (String time : times) {
      if (!CellValues.USUALLY_MISSING.contains(time)) {
        String kind = kind(time, column);
        kinds.merge(kind.isEmpty() ? "other numbers" : kind, 1, Integer::sum);
        other = kind.isEmpty() && other.isEmpty() ? " such as " + CsvProblem.cell(time) : other;
        cells++;
        days += kind.contains("d") && !kind.contains("epoch") ? 1 : 0;
      }
    }
    int dated = cells - kinds.getOrDefault("other numbers", 0);
    if (dated > 0 && (days >= HALF * cells || dated >= NEARLY_ALL * cells)) {
      throw new CsvException(
          new CsvProblem(
              file,
              0,
              column,
              "times of different kinds: " + String.join(", ", kinds.keySet()) + other,
              "one kind of time in all rows",
              "mend the column, or state number with --time-format if they are no dates"));
    }
  }

  /** What a cell is, taken alone; empty if it is a plain number. */
  private static String kind(String cell, String column) {
    try {
      TimeFormat format = TimeFormat.detect(List.of(cell), column);
      return format.isDated() ? format.name() : "";
    } catch (AmbiguousDatesException e) {
      return "dates in one number";
    }
  }
}
