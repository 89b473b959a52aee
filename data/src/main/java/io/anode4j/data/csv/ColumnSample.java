package io.anode4j.data.csv;

import io.anode4j.data.AmbiguousDatesException;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.internal.DecimalText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/**
 * A column as far as the first rows show it.
 *
 * @param name its name
 * @param cells its cells that are not missing
 */
record ColumnSample(String name, List<String> cells) {
  /** Fewer cells tell nothing of the others. */
  private static final int LEAST_CODES = 10;

  private static final double DAY = 86_400;

  private static final Set<String> SWITCH =
      Set.of("true", "false", "on", "off", "yes", "no", "open", "closed");

  /** The samples of all columns. */
  static List<ColumnSample> of(List<String> header, Iterable<CsvRow> rows, CellValues values) {
    List<ColumnSample> samples = new ArrayList<>();
    header.forEach(name -> samples.add(new ColumnSample(name, new ArrayList<>())));
    for (CsvRow row : rows) {
      for (int i = 0; i < header.size() && !row.isBroken(); i++) {
        if (!values.isMissing(row.cell(i))) {
          samples.get(i).cells.add(row.cell(i));
        }
      }
    }
    return samples;
  }

  String lowerName() {
    return name.toLowerCase(Locale.ROOT);
  }

  boolean isEmpty() {
    return cells.isEmpty();
  }

  /** Whether there are cells and none of them is a number, however it is written, or a switch. */
  boolean isText() {
    return !isEmpty() && !isSwitch() && cells.stream().noneMatch(LooseNumber::isNumber);
  }

  /** Whether most cells are texts and the others have a number with a text behind it by chance. */
  boolean isCodes() {
    long numbers = cells.stream().filter(LooseNumber::isNumber).count();
    boolean plain = cells.stream().anyMatch(c -> !Double.isNaN(DecimalText.parse(c)));
    return cells.size() >= LEAST_CODES && !isSwitch() && !plain && 4 * numbers <= cells.size();
  }

  boolean isNumeric() {
    return !isEmpty() && cells.stream().allMatch(c -> !Double.isNaN(DecimalText.parse(c)));
  }

  /** Whether all cells are on or off, true or false. */
  boolean isSwitch() {
    return !isEmpty() && cells.stream().allMatch(c -> SWITCH.contains(c.toLowerCase(Locale.ROOT)));
  }

  /** Whether most cells are dates, or numbers that can hardly be anything else. */
  boolean isDated() {
    if (isEmpty()) {
      return false;
    }
    try {
      TimeFormat format = TimeFormat.detect(cells, name);
      return format.isDated()
          && 10 * cells.stream().filter(c -> fits(format, c)).count() >= 9L * cells.size();
    } catch (AmbiguousDatesException e) {
      return true;
    }
  }

  /** The name of the format of these times; empty where no cell tells day from month. */
  String formatName() {
    try {
      return TimeFormat.detect(cells, name).name();
    } catch (AmbiguousDatesException e) {
      return "";
    }
  }

  private static boolean fits(TimeFormat format, String cell) {
    return ColumnResolver.accepts(format, cell);
  }

  /** Whether these times are of the very days that another column has, row by row. */
  boolean tellsDaysOf(ColumnSample dates) {
    double[] since = since(dates);
    return since.length > 0 && Arrays.stream(since).allMatch(s -> s >= 0 && s < DAY);
  }

  /**
   * How far these times are behind those of another column, row by row, in seconds.
   *
   * @return empty where a cell of either is no time
   */
  double[] since(ColumnSample others) {
    if (cells.size() != others.cells.size()) {
      return new double[0];
    }
    try {
      TimeFormat own = TimeFormat.detect(cells, name);
      TimeFormat format = TimeFormat.detect(others.cells, others.name);
      double[] since = new double[cells.size()];
      for (int i = 0; i < since.length; i++) {
        if (!fits(own, cells.get(i)) || !fits(format, others.cells.get(i))) {
          return new double[0];
        }
        since[i] = own.parse(cells.get(i)) - format.parse(others.cells.get(i));
      }
      return since;
    } catch (AmbiguousDatesException e) {
      return new double[0];
    }
  }

  /** Whether all cells are whole numbers within a range. */
  boolean isWithin(int least, int most) {
    return !isEmpty()
        && cells.stream()
            .mapToDouble(DecimalText::parse)
            .allMatch(v -> v == Math.rint(v) && v >= least && v <= most);
  }

  int distinct() {
    return new HashSet<>(cells).size();
  }

  boolean repeats() {
    return distinct() < cells.size();
  }
}
