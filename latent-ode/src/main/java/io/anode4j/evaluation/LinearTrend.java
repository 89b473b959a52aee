package io.anode4j.evaluation;

import io.anode4j.data.TimeSeries;
import java.util.List;

/**
 * The straight line through the channel's last observed points, by least squares.
 *
 * <p>With fewer points than asked it uses those there are, but no fewer than three (two if two were
 * asked); below that the last value stands. A line through noise soon leaves all reason, so that it
 * is stopped one training range (largest − smallest value) above and below the last value.
 *
 * @param lastValue what to fall back on
 * @param range largest minus smallest value of each channel in the training data
 * @param points the number of points the line is fitted to, at least 2
 */
record LinearTrend(LastValue lastValue, List<Double> range, int points) implements PointRule {
  private static final int LEAST_POINTS = 3;

  @Override
  public double[] predict(TimeSeries history, int channel, double[] times) {
    ChannelHistory past = new ChannelHistory(history, channel);
    int last = past.last();
    int[] rows = new int[points];
    int count = 0;
    for (int row = last; row >= 0 && count < points; row = past.observedBefore(row)) {
      rows[count++] = row;
    }
    if (count < Math.min(points, LEAST_POINTS)) {
      return lastValue.predict(history, channel, times);
    }
    return extrapolate(past, rows, count, times);
  }

  private double[] extrapolate(ChannelHistory past, int[] rows, int count, double[] times) {
    // Relative to the last point, because times may be seconds since 1970.
    double now = past.time(rows[0]);
    double level = past.value(rows[0]);
    double meanTime = 0;
    double meanValue = 0;
    for (int k = 0; k < count; k++) {
      meanTime += (past.time(rows[k]) - now) / count;
      meanValue += (past.value(rows[k]) - level) / count;
    }
    double spread = 0;
    double product = 0;
    for (int k = 0; k < count; k++) {
      double offset = past.time(rows[k]) - now - meanTime;
      spread += offset * offset;
      product += offset * (past.value(rows[k]) - level - meanValue);
    }
    double bound = range.get(past.channel());
    double[] values = new double[times.length];
    for (int t = 0; t < times.length; t++) {
      double change = meanValue + product / spread * (times[t] - now - meanTime);
      values[t] = level + Math.max(-bound, Math.min(bound, change));
    }
    return values;
  }
}
