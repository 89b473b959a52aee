package io.anode4j.period;

/**
 * A constant and some harmonics of one frequency, {@code c + Σ_k a_k·cos(2πk f t) + b_k·sin(2πk f
 * t)}, fitted by weighted least squares.
 *
 * @param frequency f, cycles a unit of time
 * @param coefficients c, a₁, b₁, a₂, b₂ and so on
 */
record FourierFit(double frequency, double[] coefficients) {
  /** Pull of the harmonics to 0, so that phases that were never seen are not made up. */
  private static final double RIDGE = 1e-3;

  static FourierFit of(Observations seen, double frequency, int harmonics) {
    int size = 1 + 2 * harmonics;
    double[][] normal = new double[size][size + 1];
    double[] row = new double[size];
    for (int i = 0; i < seen.size(); i++) {
      row(frequency, seen.time()[i], row);
      for (int p = 0; p < size; p++) {
        double weighted = seen.weight()[i] * row[p];
        for (int q = 0; q < size; q++) {
          normal[p][q] += weighted * row[q];
        }
        normal[p][size] += weighted * seen.value()[i];
      }
    }
    for (int p = 1; p < size; p++) {
      normal[p][p] += RIDGE;
    }
    return new FourierFit(frequency, solve(normal));
  }

  private static void row(double frequency, double time, double[] row) {
    row[0] = 1;
    double angle = 2 * Math.PI * frequency * time;
    for (int k = 1; 2 * k < row.length; k++) {
      row[2 * k - 1] = Math.cos(k * angle);
      row[2 * k] = Math.sin(k * angle);
    }
  }

  /** Gauss-Jordan without pivots: the matrix is positive definite. */
  private static double[] solve(double[][] m) {
    int size = m.length;
    for (int p = 0; p < size; p++) {
      for (int q = 0; q < size; q++) {
        if (q != p) {
          double factor = m[q][p] / m[p][p];
          for (int k = p; k <= size; k++) {
            m[q][k] -= factor * m[p][k];
          }
        }
      }
    }
    double[] x = new double[size];
    for (int p = 0; p < size; p++) {
      x[p] = m[p][size] / m[p][p];
    }
    return x;
  }

  /** What is left of values. */
  double[] residuals(Observations seen) {
    double[] row = new double[coefficients.length];
    double[] left = seen.value().clone();
    for (int i = 0; i < left.length; i++) {
      row(frequency, seen.time()[i], row);
      for (int p = 0; p < row.length; p++) {
        left[i] -= coefficients[p] * row[p];
      }
    }
    return left;
  }

  /** Amplitude of a harmonic, from 1. */
  double amplitude(int k) {
    return Math.hypot(coefficients[2 * k - 1], coefficients[2 * k]);
  }

  /**
   * Phase of a harmonic beside the first, which does not depend on where time begins: {@code φ_k −
   * k·φ₁} of {@code A·sin(2πk f t + φ)} (Simon and Lee 1981).
   *
   * @param k harmonic, from 2
   * @return −π to π
   */
  double relativePhase(int k) {
    double first = Math.atan2(coefficients[1], coefficients[2]);
    double own = Math.atan2(coefficients[2 * k - 1], coefficients[2 * k]);
    return Math.IEEEremainder(own - k * first, 2 * Math.PI);
  }
}
