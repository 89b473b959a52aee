package io.anode4j.data.csv;

import java.util.List;

/**
 * Lines before a header that a spreadsheet has filled up with delimiters to the width of the table:
 * each has few cells that are not empty, the header has a name in most.
 */
final class PaddedPreamble {
  /** Tables of fewer columns have headers with few names. */
  private static final int LEAST = 3;

  private static final int MOST_LINES = 60;

  private PaddedPreamble() {}

  /**
   * How many lines stand before the header.
   *
   * @param rows the cells of the first lines, blank ones among them
   * @return 0 where the first line may be the header
   */
  static int lines(List<List<String>> rows) {
    if (rows.isEmpty() || rows.get(0).size() < LEAST) {
      return 0;
    }
    int width = rows.get(0).size();
    for (int i = 0; i < Math.min(rows.size() - 1, MOST_LINES); i++) {
      List<String> row = rows.get(i);
      long filled = filled(row);
      if (row.size() != width && filled > 1) {
        return 0;
      }
      if (row.size() == width && filled > 1 && 2 * filled > width) {
        boolean names = row.stream().noneMatch(HeadSurvey::isData) || mostlyNames(row);
        return i > 0 && names && 2 * filled(rows.get(i + 1)) > width ? i : 0;
      }
    }
    return 0;
  }

  private static boolean mostlyNames(List<String> row) {
    return 10 * row.stream().filter(HeadSurvey::isData).count() <= 2L * row.size();
  }

  private static long filled(List<String> row) {
    return row.stream().filter(cell -> !cell.isBlank()).count();
  }
}
