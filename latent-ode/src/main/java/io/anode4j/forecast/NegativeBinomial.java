package io.anode4j.forecast;

import org.apache.commons.numbers.gamma.LogGamma;
import org.apache.commons.numbers.gamma.RegularizedBeta;
import org.apache.commons.numbers.gamma.RegularizedGamma;

/**
 * The negative binomial of a mean and a variance above it (Hilbe, "Negative Binomial Regression",
 * 2011, eq. 8.7: {@code Var N = μ + μ²/r}): counts whose rate is gamma distributed. A variance that
 * is not above the mean is taken for the Poisson's, of which it is the limit.
 *
 * @param mean μ, above 0
 * @param size r, above 0; infinite for the Poisson
 */
record NegativeBinomial(double mean, double size) {
  /** A mean is never taken to be less, so that the impossible is merely improbable. */
  private static final double LEAST_MEAN = 1e-9;

  /** An overdispersion below it is lost in rounding. */
  private static final double LEAST_EXCESS = 1e-7;

  /** Of a mean and a standard deviation. */
  static NegativeBinomial of(double mean, double std) {
    double rate = Math.max(LEAST_MEAN, mean);
    double excess = std * std - rate;
    return new NegativeBinomial(
        rate, excess > LEAST_EXCESS * rate ? rate * rate / excess : Double.POSITIVE_INFINITY);
  }

  double variance() {
    return mean + mean * mean / size;
  }

  /** Natural logarithm of the probability of a count from 0 on. */
  double logProbability(double count) {
    if (Double.isInfinite(size)) {
      return count * Math.log(mean) - mean - LogGamma.value(count + 1);
    }
    return LogGamma.value(count + size)
        - LogGamma.value(size)
        - LogGamma.value(count + 1)
        - size * Math.log1p(mean / size)
        + (count == 0 ? 0 : count * Math.log(mean / (size + mean)));
  }

  /** Probability of at most a whole number. */
  double upTo(double count) {
    if (count < 0) {
      return 0;
    }
    return Double.isInfinite(size)
        ? RegularizedGamma.Q.value(count + 1, mean)
        : RegularizedBeta.complement(mean / (size + mean), count + 1, size);
  }
}
