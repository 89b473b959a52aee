package io.anode4j.data.csv;

import io.anode4j.data.internal.DecimalText;
import java.util.Set;

/** Reads the cells of channels. */
final class CellValues {
  /** What stands for a missing value in the files of many programs. */
  static final Set<String> USUALLY_MISSING =
      Set.of(
          "", "NA", "NaN", "nan", "N/A", "n/a", "null", "NULL", "None", "-", "--", "---", "?",
          "#N/A", "#NA", "<NA>", "\\N", "n.a.", "MM", ".", "*", "NaT", "–", "—");

  private final Set<String> missing;
  private final double[] missingNumbers;
  private final WantedChannels wanted;

  /** With texts, besides the usual ones, that stand for a missing value. */
  CellValues(Set<String> missing, WantedChannels wanted) {
    this.missing = missing;
    this.missingNumbers =
        missing.stream().mapToDouble(DecimalText::parse).filter(v -> v == v).toArray();
    this.wanted = wanted;
  }

  /** Whether the cell stands for a missing value. */
  boolean isMissing(String cell) {
    return switch (cell.length()) {
      case 0 -> true;
      case 1, 2, 3, 4 ->
          cell.equalsIgnoreCase("NA")
              || cell.equalsIgnoreCase("NaN")
              || cell.equalsIgnoreCase("N/A")
              || cell.equalsIgnoreCase("null")
              || cell.equalsIgnoreCase("None")
              || USUALLY_MISSING.contains(cell)
              || missing.contains(cell);
      default -> !missing.isEmpty() && missing.contains(cell);
    };
  }

  /** Whether a number was said to stand for a missing value, however many digits it has. */
  private boolean isMissing(double value) {
    for (double one : missingNumbers) {
      if (one == value) {
        return true;
      }
    }
    return false;
  }

  /**
   * The number in a cell that is not missing.
   *
   * @return a finite number, or {@code NaN} if that number stands for a missing value
   * @throws BadCellException if there is none
   */
  double number(String cell, CellStyle style) throws BadCellException {
    double value = style.isPlain() ? DecimalText.parse(cell) : style.parse(cell);
    if (!Double.isFinite(value) && style.isPlain() && !Double.isInfinite(value)) {
      value = style.parse(cell);
    }
    if (Double.isFinite(value)) {
      return missingNumbers.length > 0 && isMissing(value) ? Double.NaN : value;
    }
    if (Double.isInfinite(value) || isInfinity(cell)) {
      throw new BadCellException(
          "a finite number, or an empty cell for a missing value", "mend the cell or empty it");
    }
    boolean decimalComma = Double.isFinite(DecimalText.parse(cell.replace(',', '.')));
    throw new BadCellException(
        "a number, or an empty cell for a missing value",
        decimalComma ? "write decimals with a point" : wanted.otherThanNumbers());
  }

  private static boolean isInfinity(String cell) {
    String unsigned = cell.startsWith("-") || cell.startsWith("+") ? cell.substring(1) : cell;
    return unsigned.equalsIgnoreCase("inf") || unsigned.equalsIgnoreCase("infinity");
  }

  /** What is wrong with a cell, for the reader to complete with the place. */
  static final class BadCellException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String remedy;

    BadCellException(String expectation, String remedy) {
      super(expectation, null, false, false);
      this.remedy = remedy;
    }

    String expectation() {
      return String.valueOf(getMessage());
    }

    String remedy() {
      return remedy;
    }
  }
}
