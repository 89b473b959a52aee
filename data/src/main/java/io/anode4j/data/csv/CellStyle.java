package io.anode4j.data.csv;

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
    boolean prefixed =
        column.cells().stream()
            .map(LooseNumber::of)
            .anyMatch(n -> n != null && !n.prefix().isEmpty());
    String note = suffix.isEmpty() ? "" : "'" + suffix + "' stripped";
    return prefixed
        ? (note.isEmpty() ? "" : note + ", ") + "currency stripped"
        : note.isEmpty() ? null : note;
  }

  /**
   * The decimal separator of a file: the comma where some number shows it, the point where some
   * number has commas between its thousands.
   *
   * @return {@code \0} where numbers have commas and none tells what they are
   */
  static char decimal(List<ColumnSample> columns) {
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
          points |= !number.hasComma() && number.digits().matches("-?\\d*\\.(\\d{1,2}|\\d{4,})");
        }
      }
    }
    if (comma != grouped) {
      return comma ? ',' : '.';
    }
    return any && !(points && !comma) ? '\0' : '.';
  }
}
