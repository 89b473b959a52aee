package io.anode4j.forecast;

import org.apache.commons.numbers.gamma.Erfc;

/**
 * Φ and φ of the standard Gaussian, fast: exact values on a grid, and the Taylor series around the
 * nearest of them, whose remainder is below rounding. Where thousands of mixtures are inverted, the
 * exact functions would be most of the time.
 */
final class NormalTable {
  private static final int PER_UNIT = 64;

  /** Beyond, the exact functions answer. */
  private static final int REACH = 9;

  private static final double[] CDF = new double[2 * REACH * PER_UNIT + 1];
  private static final double[] DENSITY = new double[CDF.length];
  private static final double SQRT_2 = Math.sqrt(2);
  private static final double FACTOR = 1 / Math.sqrt(2 * Math.PI);

  static {
    for (int i = 0; i < CDF.length; i++) {
      double z = (double) i / PER_UNIT - REACH;
      CDF[i] = 0.5 * Erfc.value(-z / SQRT_2);
      DENSITY[i] = FACTOR * Math.exp(-0.5 * z * z);
    }
  }

  private NormalTable() {}

  /**
   * Adds Φ(z) and φ(z) to two sums.
   *
   * @param z any number but NaN
   * @param sums receives Φ at 0 and φ at 1
   */
  static void add(double z, double[] sums) {
    if (!(Math.abs(z) < REACH - 1)) {
      sums[0] += 0.5 * Erfc.value(-z / SQRT_2);
      sums[1] += FACTOR * Math.exp(-0.5 * z * z);
      return;
    }
    int i = (int) ((z + REACH) * PER_UNIT + 0.5);
    double a = (double) i / PER_UNIT - REACH;
    double t = z - a;
    // φ(a + t) = φ(a)·exp(−u) with u = a·t + t²/2, at most 0.063: eight terms leave 1e-16.
    double u = -t * (a + 0.5 * t);
    double e =
        1
            + u
                * (1
                    + u
                        / 2
                        * (1
                            + u
                                / 3
                                * (1
                                    + u
                                        / 4
                                        * (1 + u / 5 * (1 + u / 6 * (1 + u / 7 * (1 + u / 8)))))));
    // Φ(a + t) − Φ(a) = φ(a)·Σ Hₖ: derivatives of φ by the recurrence of Hermite's polynomials.
    double h0 = 1;
    double h1 = -a;
    double power = t;
    double sum = t;
    for (int k = 2; k <= 9; k++) {
      power *= t / k;
      sum += h1 * power;
      double h2 = -a * h1 - (k - 1) * h0;
      h0 = h1;
      h1 = h2;
    }
    sums[0] += CDF[i] + DENSITY[i] * sum;
    sums[1] += DENSITY[i] * e;
  }
}
