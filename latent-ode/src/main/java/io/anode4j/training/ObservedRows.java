package io.anode4j.training;

import io.anode4j.data.TimeSeries;
import java.util.Arrays;

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
    double[] times = new double[n];
    double[][] values = new double[n][];
    int count = 0;
    for (int i = 0; i < n; i++) {
      double[] row = series.row(i);
      if (!Arrays.stream(row).allMatch(Double::isNaN)) {
        times[count] = series.time(i);
        values[count++] = row;
      }
    }
    if (count == n) {
      return series;
    }
    return count == 0
        ? TimeSeries.empty(series.id(), series.channels())
        : TimeSeries.of(series.id(), Arrays.copyOf(times, count), Arrays.copyOf(values, count));
  }
}
