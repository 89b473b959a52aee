package io.anode4j.forecast;

/** Figures of a censored mixture within bounds. */
final class CensoredMixture {
  /** Gauss and Legendre's nodes of 8 points on [−1, 1], the positive half, and their weights. */
  private static final double[] NODES = {
    0.1834346424956498, 0.5255324099163290, 0.7966664774136267, 0.9602898564975363
  };

  private static final double[] WEIGHTS = {
    0.3626837833783620, 0.3137066458778873, 0.2223810344533745, 0.1012285362903763
  };

  /** Panels of equal length. */
  private static final int PANELS = 8;

  /** Beyond so many standard deviations of the widest component nothing is left to be counted. */
  private static final double FAR = 9;

  private static final double NEGLIGIBLE = 1e-12;

  private CensoredMixture() {}

  /** A function of a distance from a bound. */
  @FunctionalInterface
  private interface Integrand {
    double at(double distance);
  }

  /** What a bound takes off the score: ∫F² below the lower, ∫(1 − F)² above the upper. */
  static double beyond(Marginal m) {
    double sum = 0;
    if (m.bounds().lower() > Double.NEGATIVE_INFINITY) {
      double reach = reach(m, m.bounds().lower(), -1);
      sum += integral(reach, d -> square(below(m, m.bounds().lower() - d)));
    }
    if (m.bounds().upper() < Double.POSITIVE_INFINITY) {
      double reach = reach(m, m.bounds().upper(), 1);
      sum += integral(reach, d -> square(1 - below(m, m.bounds().upper() + d)));
    }
    return sum;
  }

  /**
   * Standard deviation. With {@code A(b) = E[((X − b)⁺)²]} and {@code B(b) = E[(X − b)⁺]}, the mean
   * squared distance from the lower bound L of what is censored at L and U is {@code A(L) − A(U) −
   * 2(U − L)·B(U)}; without a lower bound the mirror image is looked at.
   */
  static double std(Marginal m) {
    // Far from its bounds nothing is cut off, and the difference below would lose all digits.
    if (below(m, m.bounds().lower()) + 1 - below(m, m.bounds().upper()) < NEGLIGIBLE) {
      return Mixture.std(m.density(), m.means(), m.scales(), m.from(), m.size());
    }
    boolean fromLower = m.bounds().lower() > Double.NEGATIVE_INFINITY;
    double near = fromLower ? m.bounds().lower() : -m.bounds().upper();
    double far = fromLower ? m.bounds().upper() : Double.POSITIVE_INFINITY;
    double square = 0;
    for (int i = m.from(); i < m.from() + m.size(); i++) {
      double location = fromLower ? m.means()[i] : -m.means()[i];
      double scale = m.scales()[i];
      square += m.density().expectedSquareAbove(near - location, scale);
      if (far < Double.POSITIVE_INFINITY) {
        double offset = far - location;
        square -= m.density().expectedSquareAbove(offset, scale);
        double excess = 0.5 * (m.density().expectedAbsolute(offset, scale) - offset);
        square -= 2 * (far - near) * excess;
      }
    }
    double offset = (fromLower ? m.mean() : -m.mean()) - near;
    return Math.sqrt(Math.max(0, square / m.size() - offset * offset));
  }

  private static double below(Marginal m, double y) {
    return Mixture.cdf(m.density(), m.means(), m.scales(), m.from(), m.size(), y);
  }

  /** How far beyond a bound the mixture reaches, to one side. */
  private static double reach(Marginal m, double bound, int side) {
    double reach = 0;
    for (int i = m.from(); i < m.from() + m.size(); i++) {
      double edge = m.means()[i] + side * FAR * m.density().std(m.scales()[i]);
      reach = Math.max(reach, side * (edge - bound));
    }
    return reach;
  }

  private static double square(double x) {
    return x * x;
  }

  /** From 0 to a reach, on equal panels. */
  private static double integral(double reach, Integrand integrand) {
    if (reach == 0) {
      return 0;
    }
    double sum = 0;
    for (int p = 0; p < PANELS; p++) {
      double start = reach * p / PANELS;
      double half = reach / PANELS / 2;
      double middle = start + half;
      for (int k = 0; k < NODES.length; k++) {
        double side = half * NODES[k];
        sum += half * WEIGHTS[k] * (integrand.at(middle - side) + integrand.at(middle + side));
      }
    }
    return sum;
  }
}
