package io.anode4j.evaluation;

import io.anode4j.data.TimeSeries;
import java.util.Arrays;
import java.util.List;

/**
 * The channel's mean in the training data, whatever the history.
 *
 * @param mean mean of each channel
 */
record TrainingMean(List<Double> mean) implements PointRule {
  @Override
  public double[] predict(TimeSeries history, int channel, double[] times) {
    double[] values = new double[times.length];
    Arrays.fill(values, mean.get(channel));
    return values;
  }
}
