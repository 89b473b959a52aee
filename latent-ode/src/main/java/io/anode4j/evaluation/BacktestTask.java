package io.anode4j.evaluation;

import io.anode4j.data.TimeSeries;

/**
 * One origin of one series.
 *
 * @param origin the present; nothing later may be known
 * @param history the rows up to the origin, a view that ends there
 * @param future the rows behind it, up to the horizon
 * @param rows the rows of {@code future} in which something was observed
 */
record BacktestTask(double origin, TimeSeries history, TimeSeries future, int[] rows) {

  /** {@return the times to forecast} */
  double[] times() {
    double[] times = new double[rows.length];
    for (int k = 0; k < rows.length; k++) {
      times[k] = future.time(rows[k]);
    }
    return times;
  }

  /** {@return how long after the origin a target lies} */
  double lead(int target) {
    return future.time(rows[target]) - origin;
  }
}
