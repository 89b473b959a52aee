package io.anode4j.data.csv;

import io.anode4j.data.internal.DecimalText;
import java.util.List;

/**
 * Times of which not one is a number, nor a date that is known: a word about numbers won't help.
 */
final class UnknownTimes {
  private UnknownTimes() {}

  /**
   * Refuses a column of such cells.
   *
   * @throws CsvException if no cell is a number
   */
  static void refuse(String file, String column, List<String> times) {
    List<String> cells =
        times.stream().filter(time -> !CellValues.USUALLY_MISSING.contains(time)).toList();
    if (!cells.isEmpty() && cells.stream().allMatch(UnknownTimes::isNone)) {
      throw new CsvException(
          new CsvProblem(
              file,
              0,
              column,
              "times such as " + CsvProblem.cell(cells.get(0)),
              "numbers, or dates in a form that is known, such as 2020-12-31 23:59 or 31.12.2020",
              "state how they are written with --time-format, such as 'dd/MMM/yy', or name another"
                  + " column with --time"));
    }
  }

  private static boolean isNone(String cell) {
    return Double.isNaN(DecimalText.parse(cell));
  }
}
