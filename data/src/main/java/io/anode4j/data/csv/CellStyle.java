package io.anode4j.data.csv;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the numbers of one column are written, beyond plain decimals.
 *
 * @param decimal the decimal separator, {@code \0} where commas are not understood
 * @param suffix the unit that all numbers have, or empty
 * @param multiplied whether K, M and the like multiply
 * @param words whether on and off are 1 and 0
 */
record CellStyle(char decimal, String suffix, boolean multiplied, boolean words) {
  /** The style of a column, given the file's decimal separator. */
  static CellStyle of(ColumnSample column, char decimal) {
    if (column.isSwitch()) {
      return new CellStyle(decimal, "", false, true);
    }
    Map<String, Integer> suffixes = new HashMap<>();
    boolean multiplied = true;
    for (String cell : column.cells()) {
      LooseNumber number = LooseNumber.of(cell);
      if (number != null && !number.suffix().isEmpty()) {
        suffixes.merge(number.suffix(), 1, Integer::sum);
        multiplied &= !Double.isNaN(number.multiplier());
      }
    }
    String most =
        suffixes.entrySet().stream()
            .max(Map.Entry.comparingByValue())
            .map(Map.Entry::getKey)
            .orElse("");
    multiplied &= !most.isEmpty() && !isTemperature(column.lowerName());
    return new CellStyle(decimal, multiplied ? "" : most, multiplied, false);
  }

  /** Kelvin, not thousands. */
  private static boolean isTemperature(String name) {
    return name.contains("temp");
  }

  /** Whether a plain decimal number may be taken as it is. */
  boolean isPlain() {
    return decimal != ',';
  }

  /** The number of a cell that is no plain decimal; {@code NaN} if it is none. */
  double parse(String cell) {
    if (words) {
      double on = switchValue(cell);
      if (!Double.isNaN(on)) {
        return on;
      }
    }
    LooseNumber number = LooseNumber.of(cell);
    if (number == null) {
      return Double.NaN;
    }
    double value =
        decimal == '\0' && number.hasComma()
            ? Double.NaN
            : number.value(decimal == '\0' ? '.' : decimal);
    if (number.suffix().isEmpty() || number.suffix().equals(suffix)) {
      return value;
    }
    return multiplied ? value * number.multiplier() : Double.NaN;
  }

  private static double switchValue(String cell) {
    return switch (cell.toLowerCase(Locale.ROOT)) {
      case "on", "true", "yes", "open" -> 1;
      case "off", "false", "no", "closed" -> 0;
      default -> Double.NaN;
    };
  }

  /** What is read otherwise than it stands there, for people; null if nothing is. */
  @Nullable String note(ColumnSample column) {
    if (words) {
      return "on and off (or true and false, yes and no) are 1 and 0";
    }
    if (multiplied) {
      return "K, M and B are thousands, millions and billions";
    }
    List<String> notes = new ArrayList<>();
    if (!suffix.isEmpty()) {
      notes.add("'" + suffix + "' stripped");
    }
    if (hasPrefix(column, "$€£¥")) {
      notes.add("currency stripped");
    }
    if (hasPrefix(column, "(")) {
      notes.add("numbers in brackets are negative");
    }
    if (hasPrefix(column, "-")) {
      notes.add("a minus behind a number is its sign");
    }
    return notes.isEmpty() ? null : String.join(", ", notes);
  }

  /** Whether no number of a column has a comma, and points stand where no thousands can be. */
  static boolean hasPoints(ColumnSample column) {
    boolean points = false;
    for (String cell : column.cells()) {
      LooseNumber number = LooseNumber.of(cell);
      if (number != null && number.hasComma()) {
        return false;
      }
      points |= number != null && number.surelyPoint();
    }
    return points;
  }

  /** Whether all numbers with a point could be thousands as well, and there are some. */
  static boolean mayGroupByPoints(List<ColumnSample> columns) {
    boolean any = false;
    for (ColumnSample column : columns) {
      for (String cell : column.cells()) {
        LooseNumber number = cell.indexOf('.') < 0 ? null : LooseNumber.of(cell);
        if (number != null && !number.digits().matches("-?[1-9]\\d{0,2}(\\.\\d{3})+")) {
          return false;
        }
        any |= number != null;
      }
    }
    return any;
  }

  private static boolean hasPrefix(ColumnSample column, String signs) {
    return column.cells().stream()
        .map(LooseNumber::of)
        .anyMatch(n -> n != null && n.prefix().chars().anyMatch(c -> signs.indexOf(c) >= 0));
  }

  /**
   * The decimal separator of a file: the comma where some number shows it, the point where some
   * number has commas between its thousands.
   *
   * @param strict whether commas also stand between cells, so that points beside them are no
   *     thousands
   * @return {@code \0} where numbers have commas and none tells what they are, or they contradict
   */
  static char decimal(List<ColumnSample> columns, boolean strict) {
    boolean comma = false;
    boolean grouped = false;
    boolean any = false;
    boolean points = false;
    for (ColumnSample column : columns) {
      if (column.isText()) {
        continue;
      }
      for (String cell : column.cells()) {
        LooseNumber number = LooseNumber.of(cell);
        if (number != null) {
          comma |= number.surelyComma();
          grouped |= number.surelyGrouped();
          any |= number.hasComma();
          points |= number.surelyPoint();
        }
      }
    }
    if (comma && points && strict) {
      return '\0';
    }
    if (comma != grouped) {
      return comma ? ',' : '.';
    }
    return any && !(points && !comma) ? '\0' : '.';
  }
}
