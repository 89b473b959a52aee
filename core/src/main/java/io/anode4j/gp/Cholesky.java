package io.anode4j.gp;

import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.DoubleMatrix;

/** The factor L of a symmetric positive definite matrix, {@code A = L·Lᵀ}, and solves with it. */
final class Cholesky {
  /** Rows at a time: those that went before are read once for all of them. */
  private static final int BLOCK = 16;

  private final DoubleMatrix factor;

  private Cholesky(DoubleMatrix factor) {
    this.factor = factor;
  }

  /**
   * Factors a matrix in its own place; only its lower triangle is read, and becomes L.
   *
   * @throws ArithmeticException when it is not positive definite to rounding
   */
  static Cholesky inPlace(DoubleMatrix a) {
    int n = a.rows();
    for (int from = 0; from < n; from += BLOCK) {
      Cancellation.check("A Cholesky factorisation");
      int to = Math.min(n, from + BLOCK);
      for (int j = 0; j < to; j++) {
        for (int i = Math.max(from, j); i < to; i++) {
          double rest = a.get(i, j) - dot(a, i, a, j, j);
          a.set(i, j, i == j ? pivot(rest, i) : rest / a.get(j, j));
        }
      }
    }
    return new Cholesky(a);
  }

  private static double pivot(double rest, int row) {
    if (!(rest > 0)) {
      throw new ArithmeticException(
          "The covariance is not positive definite: what is left of row "
              + row
              + " is "
              + rest
              + "; expected above 0: add more noise, or leave out what occurs twice");
    }
    return Math.sqrt(rest);
  }

  /** Four sums, which do not wait for each other. */
  private static double dot(DoubleMatrix a, int i, DoubleMatrix b, int j, int count) {
    double[] x = a.data();
    double[] y = b.data();
    int p = i * a.stride();
    int q = j * b.stride();
    double s0 = 0;
    double s1 = 0;
    double s2 = 0;
    double s3 = 0;
    int k = 0;
    for (; k + 4 <= count; k += 4) {
      s0 += x[p + k] * y[q + k];
      s1 += x[p + k + 1] * y[q + k + 1];
      s2 += x[p + k + 2] * y[q + k + 2];
      s3 += x[p + k + 3] * y[q + k + 3];
    }
    for (; k < count; k++) {
      s0 += x[p + k] * y[q + k];
    }
    return s0 + s1 + (s2 + s3);
  }

  /** {@code A⁻¹·b}, in the place of b. */
  void solve(double[] b) {
    int n = factor.rows();
    for (int i = 0; i < n; i++) {
      double sum = b[i];
      for (int k = 0; k < i; k++) {
        sum -= factor.get(i, k) * b[k];
      }
      b[i] = sum / factor.get(i, i);
    }
    for (int i = n - 1; i >= 0; i--) {
      b[i] /= factor.get(i, i);
      for (int k = 0; k < i; k++) {
        b[k] -= factor.get(i, k) * b[i];
      }
    }
  }

  /** ln det A. */
  double logDeterminant() {
    double sum = 0;
    for (int i = 0; i < factor.rows(); i++) {
      sum += 2 * Math.log(factor.get(i, i));
    }
    return sum;
  }
}
