package io.anode4j.anchor;

import io.anode4j.data.TimeSeries;

/** Another scale of values, by channel. */
@FunctionalInterface
interface ChannelScale {
  /** A value on it; NaN stays. */
  double of(int channel, double value);

  /** A series on it, without its covariates. */
  default TimeSeries of(TimeSeries series) {
    double[][] rows = new double[series.length()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = series.row(i);
      for (int c = 0; c < rows[i].length; c++) {
        rows[i][c] = of(c, rows[i][c]);
      }
    }
    return TimeSeries.of(series.id(), series.times(), rows);
  }
}
