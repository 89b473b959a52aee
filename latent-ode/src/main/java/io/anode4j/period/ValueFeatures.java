package io.anode4j.period;

import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;

/**
 * How the values of a channel are spread and how they follow each other, whatever their period
 * (Richards et al. 2011, table 5).
 */
final class ValueFeatures {
  static final List<String> NAMES =
      List.of(
          "deviation",
          "skewness",
          "kurtosis",
          "median_deviation",
          "amplitude",
          "farthest",
          "beyond_deviation",
          "slope",
          "trend_share",
          "steepest",
          "von_neumann",
          "middle_20",
          "middle_50",
          "middle_80",
          "asymmetry");

  private ValueFeatures() {}

  /**
   * Computes them.
   *
   * @param seen at least two observations that are not all equal
   * @return in the order of {@link #NAMES}: standard deviation; third and fourth standardised
   *     moment; median absolute deviation; half of the range; largest distance from the median;
   *     share beyond one deviation from the mean; slope of a line, and the share of the variance
   *     that it explains; steepest change between neighbours; mean square of successive differences
   *     over the variance (von Neumann 1941); widths of the middle 20, 50 and 80 % and how lopsided
   *     the middle 90 % lie about the median, all in units of the width of the middle 90 %
   */
  static double[] of(Observations seen) {
    double[] sorted = seen.value().clone();
    Arrays.sort(sorted);
    double median = quantile(sorted, 0.5);
    double[] away = Arrays.stream(sorted).map(v -> Math.abs(v - median)).sorted().toArray();
    double width = quantile(sorted, 0.95) - quantile(sorted, 0.05);
    double deviation = Math.sqrt(seen.variance());
    double[] z = standardised(seen, deviation);
    double slope = slope(seen.time(), z);
    double explained = slope * slope * variance(seen.time());
    return new double[] {
      deviation,
      moment(z, 3),
      moment(z, 4),
      quantile(away, 0.5),
      (sorted[sorted.length - 1] - sorted[0]) / 2,
      away[away.length - 1],
      Arrays.stream(z).filter(v -> Math.abs(v) > 1).count() / (double) z.length,
      slope * deviation,
      explained,
      steepest(seen),
      successive(z) / (z.length - 1),
      middle(sorted, 0.2) / width,
      middle(sorted, 0.5) / width,
      middle(sorted, 0.8) / width,
      (quantile(sorted, 0.95) + quantile(sorted, 0.05) - 2 * median) / width
    };
  }

  private static double[] standardised(Observations seen, double deviation) {
    double mean = seen.mean();
    return Arrays.stream(seen.value()).map(v -> (v - mean) / deviation).toArray();
  }

  private static double moment(double[] z, int power) {
    return Arrays.stream(z).map(v -> Math.pow(v, power)).average().orElse(0);
  }

  private static double variance(double[] x) {
    double mean = DoubleStream.of(x).average().orElse(0);
    return DoubleStream.of(x).map(v -> (v - mean) * (v - mean)).average().orElse(0);
  }

  /** Of values with mean 0. */
  private static double slope(double[] time, double[] z) {
    double mean = DoubleStream.of(time).average().orElse(0);
    double product = 0;
    for (int i = 0; i < z.length; i++) {
      product += (time[i] - mean) * z[i];
    }
    return product / z.length / variance(time);
  }

  private static double steepest(Observations seen) {
    double most = 0;
    for (int i = 1; i < seen.size(); i++) {
      double rise = Math.abs(seen.value()[i] - seen.value()[i - 1]);
      most = Math.max(most, rise / (seen.time()[i] - seen.time()[i - 1]));
    }
    return most;
  }

  /** Sum of the squares of successive differences. */
  static double successive(double[] values) {
    double sum = 0;
    for (int i = 1; i < values.length; i++) {
      sum += (values[i] - values[i - 1]) * (values[i] - values[i - 1]);
    }
    return sum;
  }

  private static double middle(double[] sorted, double share) {
    return quantile(sorted, (1 + share) / 2) - quantile(sorted, (1 - share) / 2);
  }

  /** Between the two values about it. */
  static double quantile(double[] sorted, double p) {
    double at = p * (sorted.length - 1);
    int below = Math.min((int) at, sorted.length - 2);
    return sorted[below] + (at - below) * (sorted[below + 1] - sorted[below]);
  }
}
