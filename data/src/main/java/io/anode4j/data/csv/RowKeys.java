package io.anode4j.data.csv;

import io.anode4j.data.internal.DecimalText;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Columns called {@code id} that number the rows, as databases do, and name no series. */
final class RowKeys {
  /** Fewer rows may be series of one row each. */
  private static final int LEAST = 10;

  private RowKeys() {}

  /**
   * Whether a column numbers rows: whole numbers that only rise, or only fall, beside times of
   * which most are different. Series that are listed one after the other at one time do not.
   */
  static boolean is(int column, int time, List<CsvRow> rows) {
    Set<String> times = new HashSet<>();
    double last = Double.NaN;
    int up = 0;
    int down = 0;
    int seen = 0;
    for (CsvRow row : rows) {
      if (row.isBroken()) {
        continue;
      }
      double key = DecimalText.parse(row.cell(column));
      if (key != Math.rint(key)) {
        return false;
      }
      up += key > last ? 1 : 0;
      down += key < last ? 1 : 0;
      last = key;
      times.add(row.cell(time));
      seen++;
    }
    return seen >= LEAST && (up == seen - 1 || down == seen - 1) && 2 * times.size() > seen;
  }
}
