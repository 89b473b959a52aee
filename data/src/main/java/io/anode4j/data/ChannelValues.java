package io.anode4j.data;

import java.util.Arrays;

/** The observed values of one channel in ascending order, and their statistics. */
final class ChannelValues {
  /**
   * Of more values than this every n-th is taken, so that statistics of a large file need 32 MiB
   * rather than another copy of a channel. The sampling error of a quartile is then about 0.0004
   * standard deviations.
   */
  private static final int MOST = 1 << 22;

  private final double[] sorted;

  private ChannelValues(double[] sorted) {
    this.sorted = sorted;
  }

  static ChannelValues of(Iterable<TimeSeries> series, int channel) {
    return of(series, channel, MOST);
  }

  static ChannelValues of(Iterable<TimeSeries> series, int channel, int most) {
    long count = 0;
    for (TimeSeries one : series) {
      count += one.observedCount(channel);
    }
    long step = Math.max(1, (count + most - 1) / most);
    double[] values = new double[(int) ((count + step - 1) / step)];
    long seen = 0;
    int taken = 0;
    for (TimeSeries one : series) {
      for (int i = 0; i < one.length(); i++) {
        if (one.isObserved(i, channel) && seen++ % step == 0) {
          values[taken++] = one.value(i, channel);
        }
      }
    }
    Arrays.sort(values);
    return new ChannelValues(values);
  }

  /** Any numbers, which are copied. */
  static ChannelValues of(double[] values) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    return new ChannelValues(sorted);
  }

  boolean isEmpty() {
    return sorted.length == 0;
  }

  double min() {
    return sorted[0];
  }

  double max() {
    return sorted[sorted.length - 1];
  }

  double median() {
    return quantile(0.5);
  }

  /** Linear interpolation between order statistics (Hyndman and Fan 1996, type 7). */
  double quantile(double p) {
    double position = p * (sorted.length - 1);
    int below = (int) position;
    int above = Math.min(below + 1, sorted.length - 1);
    double weight = position - below;
    double step = sorted[above] - sorted[below];
    return Double.isInfinite(step) // between the largest doubles of both signs
        ? (1 - weight) * sorted[below] + weight * sorted[above]
        : sorted[below] + weight * step;
  }

  double medianAbsoluteDeviation() {
    double median = median();
    return of(Arrays.stream(sorted).map(value -> Math.abs(value - median)).toArray()).median();
  }

  double mean() {
    double mean = 0;
    for (int i = 0; i < sorted.length; i++) {
      mean += sorted[i] / (i + 1) - mean / (i + 1);
    }
    return mean;
  }

  /** Divisor n; 0 if there are no values. */
  double standardDeviation() {
    double mean = mean();
    double sum = 0;
    for (double value : sorted) {
      sum += (value - mean) * (value - mean);
    }
    return sorted.length == 0 ? 0 : Math.sqrt(sum / sorted.length);
  }
}
