package io.anode4j.data.csv;

import io.anode4j.data.AmbiguousDatesException;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.internal.DecimalText;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A table whose times are numbers with commas, {@code 0,5} and {@code 1,25}, seen with points:
 * programs write them so even where other columns have points.
 *
 * @param header the names of the columns
 * @param time the column of the times
 * @param decimal what the comma is: the decimal separator, or, if this is a point, one of thousands
 */
record DecimalCommaTimes(List<String> header, int time, char decimal) implements RowView {
  private static final Pattern NUMBER = Pattern.compile("[+-]?\\d+(,\\d+)?");
  private static final Pattern THOUSANDS = Pattern.compile("[+-]?[1-9]\\d{0,2}(,\\d{3})+");

  /** Whether all cells are numbers and some have a comma; it may stand between thousands. */
  static boolean mayBe(ColumnSample times) {
    return times.cells().stream().anyMatch(cell -> cell.indexOf(',') >= 0)
        && times.cells().stream()
            .allMatch(c -> NUMBER.matcher(c).matches() || THOUSANDS.matcher(c).matches());
  }

  /**
   * How such a table is seen.
   *
   * @return null where no times have a comma
   * @throws CsvException where no cell tells what the comma is, and nothing was stated
   */
  static @Nullable DecimalCommaTimes of(
      CsvOptions options, String file, List<ColumnSample> columns, int time) {
    if (time < 0 || !mayBe(columns.get(time)) || isDated(columns.get(time))) {
      return null;
    }
    List<String> header = columns.stream().map(ColumnSample::name).toList();
    Character stated = options.table.decimal();
    if (stated != null) {
      return new DecimalCommaTimes(header, time, stated);
    }
    List<ColumnSample> others = new ArrayList<>(columns);
    others.remove(time);
    boolean thousands =
        columns.get(time).cells().stream()
            .filter(cell -> cell.indexOf(',') >= 0)
            .allMatch(cell -> THOUSANDS.matcher(cell).matches());
    boolean decimals = rises(columns.get(time), ',');
    if (thousands && decimals != rises(columns.get(time), '.')) {
      return new DecimalCommaTimes(header, time, decimals ? ',' : '.');
    }
    if (!thousands || CellStyle.decimal(others, false) == ',') {
      return new DecimalCommaTimes(header, time, ',');
    }
    throw new CsvException(
        new CsvProblem(
            file,
            0,
            columns.get(time).name(),
            "times such as " + CsvProblem.cell(firstWithComma(columns.get(time))),
            "one that shows whether the comma is the decimal point or stands between thousands",
            "say so with --decimal , or --decimal ."));
  }

  /** Whether the times go on from row to row if the comma is this. */
  private static boolean rises(ColumnSample times, char decimal) {
    double last = Double.NEGATIVE_INFINITY;
    boolean rises = true;
    for (String cell : times.cells()) {
      double now =
          DecimalText.parse(decimal == ',' ? cell.replace(',', '.') : cell.replace(",", ""));
      rises &= now >= last;
      last = now;
    }
    return rises;
  }

  private static String firstWithComma(ColumnSample times) {
    return times.cells().stream().filter(cell -> cell.indexOf(',') >= 0).findFirst().orElse("");
  }

  /** The serial days of spreadsheets are read with their comma. */
  private static boolean isDated(ColumnSample times) {
    try {
      return TimeFormat.detect(times.cells(), times.name()).isDated();
    } catch (AmbiguousDatesException e) {
      return true;
    }
  }

  String note() {
    return decimal == ','
        ? "the comma is the decimal point of the times"
        : "commas stand between the thousands of the times";
  }

  @Override
  public List<CsvRow> rows(CsvRow row) {
    String cell = row.cell(time);
    if (decimal == ',' && cell.indexOf('.') >= 0) {
      return List.of(
          CsvRow.broken(
              row.line(),
              row.bytes(),
              "the time %s in column %s".formatted(CsvProblem.cell(cell), header.get(time)),
              "a decimal comma, as other times have it, and no point",
              "write all times in one way"));
    }
    Pattern form = decimal == ',' ? NUMBER : THOUSANDS;
    if (cell.indexOf(',') < 0 || !form.matcher(cell).matches()) {
      return List.of(row);
    }
    List<String> cells = new ArrayList<>(row.cells());
    cells.set(time, decimal == ',' ? cell.replace(',', '.') : cell.replace(",", ""));
    return List.of(CsvRow.of(row.line(), cells, row.bytes()));
  }
}
