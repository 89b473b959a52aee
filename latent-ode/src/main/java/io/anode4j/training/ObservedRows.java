package io.anode4j.training;

import io.anode4j.data.TimeSeries;

/** Rows of a series in which something was observed; the others teach nothing. */
public final class ObservedRows {
  private ObservedRows() {}

  /**
   * A series without its rows in which nothing was observed.
   *
   * @param series any series
   * @return the same where each row has a value
   */
  public static TimeSeries of(TimeSeries series) {
    int n = series.length();
    int blanks = 0;
    for (int i = 0; i < n; i++) {
      blanks += isBlank(series, i) ? 1 : 0;
    }
    return blanks == 0 ? series : without(series, n - blanks).with(series.covariates());
  }

  private static boolean isBlank(TimeSeries series, int row) {
    for (int c = 0; c < series.channels(); c++) {
      if (series.isObserved(row, c)) {
        return false;
      }
    }
    return true;
  }

  private static TimeSeries without(TimeSeries series, int left) {
    if (left == 0) {
      return TimeSeries.empty(series.id(), series.channels());
    }
    double[] times = new double[left];
    double[][] values = new double[left][];
    int count = 0;
    for (int i = 0; i < series.length(); i++) {
      if (!isBlank(series, i)) {
        times[count] = series.time(i);
        values[count++] = series.row(i);
      }
    }
    return TimeSeries.of(series.id(), times, values);
  }
}
