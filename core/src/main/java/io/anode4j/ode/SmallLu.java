package io.anode4j.ode;

/** LU factors with partial pivoting of small square matrices that lie one after the other. */
final class SmallLu {
  private final int n;
  private double[] factors = {};
  private int[] pivots = {};

  SmallLu(int n) {
    this.n = n;
  }

  void reserve(int count) {
    factors = new double[count * n * n];
    pivots = new int[count * n];
  }

  /** Copies one matrix's factors over another's. */
  void copy(int to, int from) {
    System.arraycopy(factors, from * n * n, factors, to * n * n, n * n);
    System.arraycopy(pivots, from * n, pivots, to * n, n);
  }

  /**
   * Factors I − scale·J.
   *
   * @param index which matrix
   * @param jacobian J, {@code [n × n]} by rows from {@code at}
   * @return false when it is singular or not finite
   */
  boolean factor(int index, double scale, double[] jacobian, int at) {
    int a = index * n * n;
    for (int i = 0; i < n * n; i++) {
      factors[a + i] = (i % (n + 1) == 0 ? 1 : 0) - scale * jacobian[at + i];
    }
    for (int c = 0; c < n; c++) {
      int best = c;
      for (int r = c + 1; r < n; r++) {
        if (Math.abs(factors[a + r * n + c]) > Math.abs(factors[a + best * n + c])) {
          best = r;
        }
      }
      double pivot = factors[a + best * n + c];
      if (pivot == 0 || !Double.isFinite(pivot)) {
        return false;
      }
      pivots[index * n + c] = best;
      swapRows(a, c, best);
      eliminate(a, c);
    }
    return true;
  }

  private void swapRows(int a, int r, int s) {
    for (int j = 0; r != s && j < n; j++) {
      double x = factors[a + r * n + j];
      factors[a + r * n + j] = factors[a + s * n + j];
      factors[a + s * n + j] = x;
    }
  }

  private void eliminate(int a, int c) {
    for (int r = c + 1; r < n; r++) {
      double l = factors[a + r * n + c] / factors[a + c * n + c];
      factors[a + r * n + c] = l;
      for (int j = c + 1; j < n; j++) {
        factors[a + r * n + j] -= l * factors[a + c * n + j];
      }
    }
  }

  /** Solves A·x = b in place. */
  void solve(int index, double[] x) {
    int a = index * n * n;
    for (int i = 0; i < n; i++) {
      swap(x, i, pivots[index * n + i]);
    }
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        x[i] -= factors[a + i * n + j] * x[j];
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int j = i + 1; j < n; j++) {
        x[i] -= factors[a + i * n + j] * x[j];
      }
      x[i] /= factors[a + i * n + i];
    }
  }

  /** Solves Aᵀ·x = b in place. */
  void solveTransposed(int index, double[] x) {
    int a = index * n * n;
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < i; j++) {
        x[i] -= factors[a + j * n + i] * x[j];
      }
      x[i] /= factors[a + i * n + i];
    }
    for (int i = n - 1; i >= 0; i--) {
      for (int j = i + 1; j < n; j++) {
        x[i] -= factors[a + j * n + i] * x[j];
      }
    }
    for (int i = n - 1; i >= 0; i--) {
      swap(x, i, pivots[index * n + i]);
    }
  }

  private static void swap(double[] x, int i, int j) {
    double kept = x[i];
    x[i] = x[j];
    x[j] = kept;
  }
}
