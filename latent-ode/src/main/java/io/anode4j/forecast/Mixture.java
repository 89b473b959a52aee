package io.anode4j.forecast;

import java.util.function.IntToDoubleFunction;

/**
 * Figures of an equally weighted mixture of components of one density, held as a run of two flat
 * arrays.
 *
 * <p>All methods read the components {@code from … from + size - 1} of {@code mean} and {@code
 * scale}. A scale of 0 is a point mass: a step in the distribution function, an infinite density
 * where it stands and none elsewhere.
 */
final class Mixture {

  /** Quantiles are exact to this part of the distance between the outermost components. */
  private static final double QUANTILE_TOLERANCE = 1e-12;

  /** Bisection alone needs 52 halvings; Newton steps only make it fewer. */
  private static final int MAX_QUANTILE_STEPS = 200;

  private Mixture() {}

  /** Mean of the mixture. */
  static double mean(double[] mean, int from, int size) {
    double sum = 0;
    for (int i = from; i < from + size; i++) {
      sum += mean[i];
    }
    return sum / size;
  }

  /** Standard deviation by the law of total variance: mean variance plus variance of the means. */
  static double std(ComponentDensity density, double[] mean, double[] scale, int from, int size) {
    if (size == 1) {
      return density.std(scale[from]);
    }
    double centre = mean(mean, from, size);
    double sum = 0;
    for (int i = from; i < from + size; i++) {
      double offset = mean[i] - centre;
      double std = density.std(scale[i]);
      sum += std * std + offset * offset;
    }
    return Math.sqrt(sum / size);
  }

  /** Probability of a value of at most {@code y}. */
  static double cdf(
      ComponentDensity density, double[] mean, double[] scale, int from, int size, double y) {
    double sum = 0;
    for (int i = from; i < from + size; i++) {
      sum += density.lowerTail(y - mean[i], scale[i]);
    }
    return sum / size;
  }

  /** Natural logarithm of the density at {@code y}; far tails stay finite. */
  static double logDensity(
      ComponentDensity density, double[] mean, double[] scale, int from, int size, double y) {
    return logMean(from, size, i -> density.logDensity(y - mean[i], scale[i]));
  }

  /** Natural logarithm of the probability of at most {@code y}; far tails stay finite. */
  static double logCdf(
      ComponentDensity density, double[] mean, double[] scale, int from, int size, double y) {
    return logMean(from, size, i -> density.logLowerTail(y - mean[i], scale[i]));
  }

  /** Natural logarithm of the probability of at least {@code y}; far tails stay finite. */
  static double logUpper(
      ComponentDensity density, double[] mean, double[] scale, int from, int size, double y) {
    return logMean(from, size, i -> density.logLowerTail(mean[i] - y, scale[i]));
  }

  /** Logarithm of the mean over components, by log-sum-exp. */
  private static double logMean(int from, int size, IntToDoubleFunction log) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = from; i < from + size; i++) {
      largest = Math.max(largest, log.applyAsDouble(i));
    }
    if (Double.isInfinite(largest)) {
      return largest;
    }
    double sum = 0;
    for (int i = from; i < from + size; i++) {
      sum += Math.exp(log.applyAsDouble(i) - largest);
    }
    return largest + Math.log(sum / size);
  }

  /**
   * Continuous ranked probability score of the outcome {@code y}: E|X − y| − ½ E|X − X′|.
   *
   * <p>Closed form of Grimit, Gneiting, Berrocal, Johnson, "The continuous ranked probability score
   * for circular variables and its application to mesoscale forecast ensemble verification",
   * Quarterly Journal of the Royal Meteorological Society 132 (2006), equation 5. Its second term
   * is a double sum, so the cost grows with the square of the number of components.
   */
  static double crps(
      ComponentDensity density, double[] mean, double[] scale, int from, int size, double y) {
    double error = 0;
    double spread = 0;
    for (int i = from; i < from + size; i++) {
      error += density.expectedAbsolute(y - mean[i], scale[i]);
      spread += density.halfSpread(scale[i]);
      for (int j = from; j < i; j++) {
        spread += density.expectedDistance(mean[i] - mean[j], scale[i], scale[j]);
      }
    }
    // Rounding may take a perfect point forecast a hair below the lowest possible score.
    return Math.max(0, error / size - spread / size / size);
  }

  /**
   * Smallest value whose distribution function reaches {@code p}, 0 &lt; p &lt; 1.
   *
   * <p>It lies between the outermost quantiles of the components. Newton steps on the distribution
   * function start at the quantile of one component with the same mean and variance, with bisection
   * wherever a step would leave the bracket or would shrink it too slowly (the density between two
   * far modes is nearly 0). Values above the median are found in the mirrored mixture, whose tail
   * probabilities do not round to 1.
   */
  static double quantile(
      ComponentDensity density, double[] mean, double[] scale, int from, int size, double p) {
    double sign = p <= 0.5 ? 1 : -1;
    double tail = p <= 0.5 ? p : 1 - p;
    double standard = density.lowerQuantile(tail);
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = from; i < from + size; i++) {
      double component = sign * mean[i] + scale[i] * standard;
      low = Math.min(low, component);
      high = Math.max(high, component);
    }
    double mirrored = low;
    if (low < high) {
      double scaled = standard / density.std(1) * std(density, mean, scale, from, size);
      double alike = sign * mean(mean, from, size) + scaled;
      double start = alike > low && alike < high ? alike : 0.5 * (low + high);
      mirrored = root(density, mean, scale, from, size, sign, tail, low, high, start);
    }
    return sign * mirrored + 0.0; // turns −0 into 0
  }

  private static double root(
      ComponentDensity density,
      double[] mean,
      double[] scale,
      int from,
      int size,
      double sign,
      double tail,
      double low,
      double high,
      double start) {
    double tolerance =
        Math.max(
            QUANTILE_TOLERANCE * (high - low),
            2 * Math.ulp(Math.max(Math.abs(low), Math.abs(high))));
    double y = start;
    double[] sums = new double[2];
    double previousStep = high - low;
    for (int k = 0; k < MAX_QUANTILE_STEPS && high - low > tolerance; k++) {
      sums[0] = 0;
      sums[1] = 0;
      for (int i = from; i < from + size; i++) {
        double offset = y - sign * mean[i];
        if (scale[i] > 0) {
          density.addTo(offset, scale[i], sums);
        } else {
          sums[0] += density.lowerTail(offset, 0);
        }
      }
      double excess = sums[0] / size - tail;
      double slope = sums[1] / size;
      // On a plateau the smallest value is wanted, which is the largest one of the mirror image.
      if (excess < 0 || (excess == 0 && sign < 0)) {
        low = y;
      } else {
        high = y;
      }
      double step = -excess / slope;
      double next = y + step;
      // Written so that a NaN or infinite step (density 0) is refused as well.
      boolean newton = next > low && next < high && Math.abs(step) < 0.5 * previousStep;
      if (newton && Math.abs(step) <= 0.5 * tolerance) {
        return next;
      }
      previousStep = newton ? Math.abs(step) : 0.5 * (high - low);
      y = newton ? next : 0.5 * (low + high);
    }
    return high;
  }

  static void requireProbability(double p) {
    if (!(p > 0 && p < 1)) {
      throw new IllegalArgumentException(
          "Quantile at probability "
              + p
              + "; a probability strictly between 0 and 1 is expected: 0.5 is the median.");
    }
  }
}
