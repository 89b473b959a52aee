package io.anode4j.forecast;

import org.apache.commons.numbers.gamma.Erfc;

/**
 * Φ and φ of the standard Gaussian, fast: exact values on a grid, and the Taylor series around the
 * nearest of them, whose remainder is below rounding. Where thousands of mixtures are inverted, the
 * exact functions would be most of the time.
 */
final class NormalTable {
  private static final int PER_UNIT = 256;

  /** Beyond, the exact functions answer. */
  private static final int REACH = 9;

  private static final double[] CDF = new double[2 * REACH * PER_UNIT + 1];
  private static final double[] DENSITY = new double[CDF.length];

  /** Of both series; a division costs as much as all the rest of a term. */
  private static final int TERMS = 6;

  private static final double[] RECIPROCAL = new double[TERMS + 1];

  private static final double SQRT_2 = Math.sqrt(2);
  private static final double FACTOR = 1 / Math.sqrt(2 * Math.PI);

  static {
    for (int k = 1; k <= TERMS; k++) {
      RECIPROCAL[k] = 1.0 / k;
    }
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
    // φ(a + t) = φ(a)·exp(−u) with u = a·t + t²/2, at most 0.016: six terms leave 1e-16.
    double u = -t * (a + 0.5 * t);
    double e = 1;
    for (int k = TERMS - 1; k > 0; k--) {
      e = 1 + u * RECIPROCAL[k] * e;
    }
    // Φ(a + t) − Φ(a) = φ(a)·Σ Hₖ: derivatives of φ by the recurrence of Hermite's polynomials.
    double h0 = 1;
    double h1 = -a;
    double power = t;
    double sum = t;
    for (int k = 2; k <= TERMS; k++) {
      power *= t * RECIPROCAL[k];
      sum += h1 * power;
      double h2 = -a * h1 - (k - 1) * h0;
      h0 = h1;
      h1 = h2;
    }
    sums[0] += CDF[i] + DENSITY[i] * sum;
    sums[1] += DENSITY[i] * e;
  }
}
