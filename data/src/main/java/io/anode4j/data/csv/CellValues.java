package io.anode4j.data.csv;

import io.anode4j.data.internal.DecimalText;
import java.util.Set;

/** Reads the cells of channels. */
final class CellValues {
  private final Set<String> missing;
  private final WantedChannels wanted;

  /** With texts, besides the usual ones, that stand for a missing value. */
  CellValues(Set<String> missing, WantedChannels wanted) {
    this.missing = missing;
    this.wanted = wanted;
  }

  /** Whether the cell stands for a missing value. */
  boolean isMissing(String cell) {
    return switch (cell.length()) {
      case 0 -> true;
      case 2 -> cell.equalsIgnoreCase("NA") || missing.contains(cell);
      case 3 ->
          cell.equalsIgnoreCase("NaN") || cell.equalsIgnoreCase("N/A") || missing.contains(cell);
      case 4 ->
          cell.equalsIgnoreCase("null") || cell.equalsIgnoreCase("None") || missing.contains(cell);
      default -> !missing.isEmpty() && missing.contains(cell);
    };
  }

  /**
   * The number in a cell that is not missing.
   *
   * @return a finite number
   * @throws BadCellException if there is none
   */
  double number(String cell) throws BadCellException {
    double value = DecimalText.parse(cell);
    if (Double.isFinite(value)) {
      return value;
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
