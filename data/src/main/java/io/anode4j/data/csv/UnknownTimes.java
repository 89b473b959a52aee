package io.anode4j.data.csv;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.internal.DecimalText;
import java.util.List;
import java.util.Locale;

/**
 * Columns of times by which no series can be made: not one cell is a number or a date that is
 * known, so that a word about numbers would not help, or all cells are one time.
 */
final class UnknownTimes {
  /** Fewer rows may be the same measured again. */
  private static final long FEW = 5;

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

  /**
   * Refuses a table all of whose rows have one time, as of stations at one moment: their mean is no
   * series.
   *
   * @throws CsvException if nothing names the series
   */
  static void refuseOneAlone(CsvOptions options, long rows, SeriesSet set, ColumnPlan plan) {
    boolean one = set.size() == 1 && set.series().get(0).length() == 1;
    if (one && rows >= FEW && plan.id() < 0 && !options.singleSeries && !options.part) {
      String time = set.timeFormat().format(set.series().get(0).firstTime());
      throw new CsvException(
          CsvProblem.ofFile(
              set.source(),
              String.format(Locale.ROOT, "%,d rows of one time, %s", rows, time),
              "rows of several times, or a column of ids by which each row is of another series",
              "name the ids with --id COL, or another column of times with --time COL"));
    }
  }

  private static boolean isNone(String cell) {
    return Double.isNaN(DecimalText.parse(cell));
  }
}
