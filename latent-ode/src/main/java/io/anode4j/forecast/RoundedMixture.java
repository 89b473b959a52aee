package io.anode4j.forecast;

/**
 * Figures of a censored mixture of counts: {@code N = round(X)} within bounds, so that {@code P(N ≤
 * n) = F(n + ½)}. Sums over the values that matter, which are few where counts are small; where
 * they are many, rounding changes less than a thousandth and the mixture's own figures stand.
 */
final class RoundedMixture {
  /** Beyond so many standard deviations of the widest component nothing is left to be counted. */
  private static final double FAR = 9;

  private static final int MOST_TERMS = 256;

  /** A difference of two distribution functions below it has lost too many digits. */
  private static final double FEW_DIGITS = 1e-6;

  private RoundedMixture() {}

  /** A function of a count. */
  @FunctionalInterface
  private interface Term {
    double at(double count);
  }

  /** Probability of at most {@code y}, for a value below the upper bound. */
  static double cdf(Marginal m, double y) {
    return upTo(m, m.bounds().lower() + Math.floor(y - m.bounds().lower()));
  }

  /** The least count whose probability not to be exceeded is that which belongs to a quantile. */
  static double ofQuantile(Bounds bounds, double quantile) {
    return bounds.lower() + Math.ceil(quantile - bounds.lower() - 0.5);
  }

  /** Whether the values that matter are few enough to be gone through. */
  static boolean areFew(Marginal m) {
    return last(m) - first(m) <= MOST_TERMS;
  }

  /** {@code E N = L + Σ P(N > n)} over the counts from the lower bound on. */
  static double mean(Marginal m) {
    double first = first(m);
    return first + sum(first, last(m), n -> 1 - upTo(m, n));
  }

  /** By {@code E (N − a)² = Σ (2(n − a) + 1)·P(N > n)} from a count on that is hardly undercut. */
  static double std(Marginal m) {
    double first = first(m);
    double mean = mean(m) - first;
    double square = sum(first, last(m), n -> (2 * (n - first) + 1) * (1 - upTo(m, n)));
    return Math.sqrt(Math.max(0, square - mean * mean));
  }

  /** The ranked probability score (Epstein 1969): {@code Σ (P(N ≤ n) − 1(y ≤ n))²}. */
  static double crps(Marginal m, double y) {
    double first = Math.min(first(m), y);
    double last = Math.max(last(m), y);
    return sum(
        first,
        last,
        n -> {
          double off = upTo(m, n) - (n >= y ? 1 : 0);
          return off * off;
        });
  }

  /** Logarithm of the probability of a count. */
  static double logProbability(Marginal m, double y) {
    if (y == m.bounds().lower()) {
      return Mixture.logCdf(m.density(), m.means(), m.scales(), m.from(), m.size(), y + 0.5);
    }
    if (y + 1 > m.bounds().upper()) {
      return Mixture.logUpper(m.density(), m.means(), m.scales(), m.from(), m.size(), y - 0.5);
    }
    double probability = upTo(m, y) - upTo(m, y - 1);
    return probability > FEW_DIGITS
        ? Math.log(probability)
        : Mixture.logDensity(m.density(), m.means(), m.scales(), m.from(), m.size(), y);
  }

  private static double upTo(Marginal m, double count) {
    return Mixture.cdf(m.density(), m.means(), m.scales(), m.from(), m.size(), count + 0.5);
  }

  /** The least count that matters. */
  private static double first(Marginal m) {
    double low = Double.POSITIVE_INFINITY;
    for (int i = m.from(); i < m.from() + m.size(); i++) {
      low = Math.min(low, m.means()[i] - FAR * m.density().std(m.scales()[i]));
    }
    return m.bounds().clamp(ofQuantile(m.bounds(), low));
  }

  /** The largest count that matters. */
  private static double last(Marginal m) {
    double high = Double.NEGATIVE_INFINITY;
    for (int i = m.from(); i < m.from() + m.size(); i++) {
      high = Math.max(high, m.means()[i] + FAR * m.density().std(m.scales()[i]));
    }
    return m.bounds().clamp(ofQuantile(m.bounds(), high));
  }

  /** Over the counts from the first on, without the last. */
  private static double sum(double first, double last, Term term) {
    double sum = 0;
    for (double n = first; n < last; n++) {
      sum += term.at(n);
    }
    return sum;
  }
}
