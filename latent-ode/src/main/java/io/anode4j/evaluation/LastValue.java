package io.anode4j.evaluation;

import io.anode4j.data.TimeSeries;
import java.util.Arrays;
import java.util.List;

/**
 * The channel's last observed value, the training mean where it was never observed.
 *
 * @param mean mean of each channel in the training data
 */
record LastValue(List<Double> mean) implements PointRule {
  @Override
  public double[] predict(TimeSeries history, int channel, double[] times) {
    double[] values = new double[times.length];
    Arrays.fill(values, value(history, channel));
    return values;
  }

  double value(TimeSeries history, int channel) {
    ChannelHistory past = new ChannelHistory(history, channel);
    int last = past.last();
    return last < 0 ? mean.get(channel) : past.value(last);
  }
}
