package io.anode4j.forecast;

import org.apache.commons.numbers.gamma.Erf;
import org.apache.commons.numbers.gamma.Erfc;
import org.apache.commons.numbers.gamma.InverseErfc;

/**
 * Closed forms for an equally weighted mixture of Gaussians, held as a run of two flat arrays.
 *
 * <p>All methods read the components {@code from … from + size - 1} of {@code mean} and {@code
 * std}. A standard deviation of 0 is a point mass: a step in the distribution function, an infinite
 * density where it stands and none elsewhere.
 */
final class NormalMixture {
  private static final double SQRT_2 = Math.sqrt(2);
  private static final double SQRT_PI = Math.sqrt(Math.PI);
  private static final double HALF_LOG_2_PI = 0.5 * Math.log(2 * Math.PI);

  /** Beyond so many standard deviations erf is 1 to the last bit, so two components are apart. */
  private static final double FAR = 9;

  /** Quantiles are exact to this part of the distance between the outermost components. */
  private static final double QUANTILE_TOLERANCE = 1e-12;

  /** Bisection alone needs 52 halvings; Newton steps only make it fewer. */
  private static final int MAX_QUANTILE_STEPS = 200;

  private NormalMixture() {}

  /** Mean of the mixture. */
  static double mean(double[] mean, int from, int size) {
    double sum = 0;
    for (int i = from; i < from + size; i++) {
      sum += mean[i];
    }
    return sum / size;
  }

  /** Standard deviation by the law of total variance: mean variance plus variance of the means. */
  static double std(double[] mean, double[] std, int from, int size) {
    if (size == 1) {
      return std[from];
    }
    double centre = mean(mean, from, size);
    double sum = 0;
    for (int i = from; i < from + size; i++) {
      double offset = mean[i] - centre;
      sum += std[i] * std[i] + offset * offset;
    }
    return Math.sqrt(sum / size);
  }

  /** Probability of a value of at most {@code y}. */
  static double cdf(double[] mean, double[] std, int from, int size, double y) {
    double sum = 0;
    for (int i = from; i < from + size; i++) {
      sum += lowerTail(y - mean[i], std[i]);
    }
    return sum / size;
  }

  /**
   * Natural logarithm of the density at {@code y}, by log-sum-exp so that far tails stay finite.
   */
  static double logDensity(double[] mean, double[] std, int from, int size, double y) {
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = from; i < from + size; i++) {
      largest = Math.max(largest, logNormal(y - mean[i], std[i]));
    }
    if (Double.isInfinite(largest)) {
      return largest;
    }
    double sum = 0;
    for (int i = from; i < from + size; i++) {
      sum += Math.exp(logNormal(y - mean[i], std[i]) - largest);
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
  static double crps(double[] mean, double[] std, int from, int size, double y) {
    double error = 0;
    double spread = 0;
    for (int i = from; i < from + size; i++) {
      error += expectedAbsolute(y - mean[i], std[i]);
      spread += std[i] / SQRT_PI;
      double variance = std[i] * std[i];
      for (int j = from; j < i; j++) {
        spread += expectedAbsolute(mean[i] - mean[j], Math.sqrt(variance + std[j] * std[j]));
      }
    }
    // Rounding may take a perfect point forecast a hair below the lowest possible score.
    return Math.max(0, error / size - spread / size / size);
  }

  /**
   * Smallest value whose distribution function reaches {@code p}, 0 &lt; p &lt; 1.
   *
   * <p>It lies between the outermost quantiles of the components. Newton steps on the distribution
   * function start at the quantile of the Gaussian with the same mean and variance, with bisection
   * wherever a step would leave the bracket or would shrink it too slowly (the density between two
   * far modes is nearly 0). Values above the median are found in the mirrored mixture, whose tail
   * probabilities do not round to 1.
   */
  static double quantile(double[] mean, double[] std, int from, int size, double p) {
    double sign = p <= 0.5 ? 1 : -1;
    double tail = p <= 0.5 ? p : 1 - p;
    double normal = -SQRT_2 * InverseErfc.value(2 * tail);
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = from; i < from + size; i++) {
      double component = sign * mean[i] + std[i] * normal;
      low = Math.min(low, component);
      high = Math.max(high, component);
    }
    double mirrored = low;
    if (low < high) {
      double gaussian = sign * mean(mean, from, size) + normal * std(mean, std, from, size);
      double start = gaussian > low && gaussian < high ? gaussian : 0.5 * (low + high);
      mirrored = root(mean, std, from, size, sign, tail, low, high, start);
    }
    return sign * mirrored + 0.0; // turns −0 into 0
  }

  private static double root(
      double[] mean,
      double[] std,
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
    double previousStep = high - low;
    for (int k = 0; k < MAX_QUANTILE_STEPS && high - low > tolerance; k++) {
      double excess = -tail;
      double density = 0;
      for (int i = from; i < from + size; i++) {
        double offset = y - sign * mean[i];
        excess += lowerTail(offset, std[i]) / size;
        density += std[i] > 0 ? Math.exp(logNormal(offset, std[i])) / size : 0;
      }
      // On a plateau the smallest value is wanted, which is the largest one of the mirror image.
      if (excess < 0 || (excess == 0 && sign < 0)) {
        low = y;
      } else {
        high = y;
      }
      double step = -excess / density;
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

  /** P(X ≤ offset) of a centred Gaussian; a step at 0 when it has no width. */
  private static double lowerTail(double offset, double std) {
    if (std == 0) {
      return offset >= 0 ? 1 : 0;
    }
    return 0.5 * Erfc.value(-offset / (std * SQRT_2));
  }

  private static double logNormal(double offset, double std) {
    if (std == 0) {
      return offset == 0 ? Double.POSITIVE_INFINITY : Double.NEGATIVE_INFINITY;
    }
    double z = offset / std;
    return -0.5 * z * z - Math.log(std) - HALF_LOG_2_PI;
  }

  /** E|offset + std·Z| of a standard Gaussian Z: the function A of the paper cited above. */
  private static double expectedAbsolute(double offset, double std) {
    double distance = Math.abs(offset);
    if (distance >= FAR * std) {
      return distance;
    }
    double z = distance / std;
    return distance * Erf.value(z / SQRT_2) + 2 * std * Math.exp(-0.5 * z * z - HALF_LOG_2_PI);
  }
}
