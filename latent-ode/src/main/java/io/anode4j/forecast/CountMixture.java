package io.anode4j.forecast;

import java.util.function.ToDoubleFunction;

/**
 * Figures of a mixture of {@link NegativeBinomial} components, whose scales are their standard
 * deviations. A probability is that of a count; nothing is rounded.
 */
final class CountMixture {
  /** Beyond so many standard deviations of the widest component nothing is left to be counted. */
  private static final double FAR = 40;

  /** Of more counts than these a score is taken from Gaussians of the same moments. */
  private static final int MOST_TERMS = 4096;

  /** What is left of a distribution when no further term of a score matters. */
  private static final double NEGLIGIBLE = 1e-12;

  /** What is left of a density where no count is, as a logarithm: a thousandth. */
  private static final double LOG_BETWEEN = Math.log(1e-3);

  private CountMixture() {}

  private static NegativeBinomial component(Marginal m, int i) {
    return NegativeBinomial.of(m.means()[i], m.scales()[i]);
  }

  private static double average(Marginal m, ToDoubleFunction<NegativeBinomial> figure) {
    double sum = 0;
    for (int i = m.from(); i < m.from() + m.size(); i++) {
      sum += figure.applyAsDouble(component(m, i));
    }
    return sum / m.size();
  }

  static double mean(Marginal m) {
    return average(m, NegativeBinomial::mean);
  }

  /** By the law of total variance. */
  static double std(Marginal m) {
    double mean = mean(m);
    return Math.sqrt(average(m, one -> one.variance() + (one.mean() - mean) * (one.mean() - mean)));
  }

  static double cdf(Marginal m, double y) {
    return average(m, one -> one.upTo(Math.floor(y)));
  }

  /** The least count whose probability not to be exceeded reaches p, by bisection. */
  static double quantile(Marginal m, double p) {
    double low = -1;
    double high = Math.ceil(mean(m) + std(m));
    while (cdf(m, high) < p && high < 1e300) {
      low = high;
      high = 2 * high + 1;
    }
    while (high - low > 1) {
      double middle = Math.floor(low + (high - low) / 2);
      if (middle <= low || middle >= high) {
        break; // no whole number in between can be told apart
      }
      if (cdf(m, middle) < p) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return high;
  }

  /** Logarithm of a count's probability; of what is none, a thousandth of a density near it. */
  static double logProbability(Marginal m, double y) {
    if (y < 0 || y != Math.rint(y)) {
      return LOG_BETWEEN
          + Mixture.logDensity(
              ComponentDensity.gaussian(), m.means(), m.scales(), m.from(), m.size(), y);
    }
    double largest = Double.NEGATIVE_INFINITY;
    for (int i = m.from(); i < m.from() + m.size(); i++) {
      largest = Math.max(largest, component(m, i).logProbability(y));
    }
    double most = largest;
    return most + Math.log(average(m, one -> Math.exp(one.logProbability(y) - most)));
  }

  /** The ranked probability score (Epstein 1969): {@code Σ (P(N ≤ n) − 1(y ≤ n))²}. */
  static double crps(Marginal m, double y) {
    double last = Math.max(y, mean(m) + FAR * std(m));
    if (y < 0 || y != Math.rint(y) || last > MOST_TERMS) {
      return Mixture.crps(
          ComponentDensity.gaussian(), m.means(), m.scales(), m.from(), m.size(), y);
    }
    double sum = 0;
    for (double n = 0; n < last; n++) {
      double below = cdf(m, n);
      double off = n >= y ? below - 1 : below;
      sum += off * off;
      if (n >= y && 1 - below < NEGLIGIBLE) {
        break;
      }
    }
    return sum;
  }
}
