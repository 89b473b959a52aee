package io.anode4j.period;

import io.anode4j.data.TimeSeries;
import java.util.Arrays;

/**
 * What was observed of one channel, without holes. Times count from the middle between the first
 * and the last, so that seconds since 1970 lose nothing.
 *
 * @param time of each value, increasing
 * @param value original units, finite
 * @param weight of each value, above 0, summing to 1: equal ones, or inverse squares of errors
 */
record Observations(double[] time, double[] value, double[] weight) {
  /** Longer series are thinned evenly to at most so many. */
  static final int MOST = 4_096;

  static Observations of(TimeSeries series, int channel) {
    double[] time = new double[series.length()];
    double[] value = new double[series.length()];
    int count = 0;
    for (int i = 0; i < series.length(); i++) {
      double v = series.value(i, channel);
      if (!Double.isNaN(v)) {
        time[count] = series.time(i);
        value[count++] = v;
      }
    }
    int stride = Math.max(1, (count + MOST - 1) / MOST);
    int kept = (count + stride - 1) / stride;
    for (int i = 0; i < kept; i++) {
      time[i] = time[i * stride];
      value[i] = value[i * stride];
    }
    return equal(Arrays.copyOf(time, kept), Arrays.copyOf(value, kept));
  }

  /** Values that all count the same. */
  static Observations equal(double[] time, double[] value) {
    double[] weight = new double[time.length];
    Arrays.fill(weight, 1.0 / Math.max(1, time.length));
    double middle = time.length == 0 ? 0 : time[0] + (time[time.length - 1] - time[0]) / 2;
    double[] centred = Arrays.stream(time).map(t -> t - middle).toArray();
    return new Observations(centred, value.clone(), weight);
  }

  int size() {
    return time.length;
  }

  /** Time from the first to the last. */
  double span() {
    return time.length == 0 ? 0 : time[time.length - 1] - time[0];
  }

  /** The same with other values. */
  Observations with(double[] other) {
    return new Observations(time, other, weight);
  }

  /** Weighted mean. */
  double mean() {
    double sum = 0;
    for (int i = 0; i < value.length; i++) {
      sum += weight[i] * value[i];
    }
    return sum;
  }

  /** Weighted mean square of the distance from the weighted mean. */
  double variance() {
    double mean = mean();
    double sum = 0;
    for (int i = 0; i < value.length; i++) {
      sum += weight[i] * (value[i] - mean) * (value[i] - mean);
    }
    return sum;
  }
}
