package io.anode4j.data.csv;

import io.anode4j.data.AmbiguousDatesException;
import io.anode4j.data.TimeFormat;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Numbers that are dates each, but of different kinds: seconds here and milliseconds there. */
final class MixedNumbers {
  private MixedNumbers() {}

  /**
   * Refuses a column of such numbers, which must not be taken for plain numbers.
   *
   * @throws CsvException if every number is a date alone
   */
  static void refuse(String file, String column, List<String> times) {
    Set<String> kinds = new LinkedHashSet<>();
    for (String time : times) {
      String kind = kind(time, column);
      if (kind.isEmpty()) {
        return;
      }
      kinds.add(kind);
    }
    if (kinds.size() > 1) {
      throw new CsvException(
          new CsvProblem(
              file,
              0,
              column,
              "times of different kinds: " + String.join(", ", kinds),
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
