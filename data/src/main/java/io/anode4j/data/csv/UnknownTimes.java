package io.anode4j.data.csv;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
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

  private static final TimeFormat MMWR = TimeFormat.of("mmwr-weeks");

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

  /** What may be done about a cell that is no time of a format. */
  static String remedy(TimeFormat format, String cell) {
    boolean week = format.name().contains("ww") && ColumnResolver.accepts(MMWR, cell);
    return week
        ? "state --time-format mmwr-weeks if these are weeks of the CDC, from Sunday on; else mend the"
            + " cell"
        : "mend the cell, or state how times are written with --time-format";
  }

  /** Says by which weeks years were divided where it is not ISO's. */
  static void noteWeeks(TimeFormat format, List<String> times, List<String> notes) {
    if (format.equals(MMWR)) {
      String first = times.stream().filter(t -> t.endsWith("53")).findFirst().orElse(times.get(0));
      notes.add(
          "weeks such as %s are those of the CDC (MMWR), from Sunday on; --time-format YYYY-'W'ww reads those of ISO 8601"
              .formatted(first));
    }
  }

  private static boolean isNone(String cell) {
    return Double.isNaN(DecimalText.parse(cell));
  }
}
