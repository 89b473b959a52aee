package io.anode4j.classification;

import io.anode4j.data.TimeSeries;

/**
 * Rows of series as series of their own: each with what came within a length of time up to it. What
 * comes later is not seen, so a row is classified as it could have been when it was read.
 */
public final class RowWindows {
  private RowWindows() {}

  /**
   * What was known at a row.
   *
   * @param series the whole series
   * @param row number of the row
   * @param context length of time before it
   * @return its rows within that time, the row itself the last, under an id of its own
   */
  public static TimeSeries at(TimeSeries series, int row, double context) {
    int from = row;
    while (from > 0 && series.time(row) - series.time(from - 1) <= context) {
      from--;
    }
    return series.slice(from, row + 1).withId(series.id() + "@" + row);
  }

  /**
   * The series that a window is of.
   *
   * @param window made by {@link #at}
   * @return the id of the whole series
   */
  public static String series(TimeSeries window) {
    return window.id().substring(0, window.id().lastIndexOf('@'));
  }
}
