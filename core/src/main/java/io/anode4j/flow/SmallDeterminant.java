package io.anode4j.flow;

/** Determinants of small matrices by elimination with pivots, in double precision. */
final class SmallDeterminant {
  private SmallDeterminant() {}

  /**
   * ln|det A|.
   *
   * @param a {@code [n × n]}, destroyed
   * @return negative infinity for a singular matrix
   */
  static double logarithm(double[][] a) {
    double sum = 0;
    for (int c = 0; c < a.length; c++) {
      int best = c;
      for (int r = c + 1; r < a.length; r++) {
        best = Math.abs(a[r][c]) > Math.abs(a[best][c]) ? r : best;
      }
      double[] pivot = a[best];
      a[best] = a[c];
      a[c] = pivot;
      sum += Math.log(Math.abs(pivot[c]));
      for (int r = c + 1; r < a.length && pivot[c] != 0; r++) {
        double factor = a[r][c] / pivot[c];
        for (int j = c; j < a.length; j++) {
          a[r][j] -= factor * pivot[j];
        }
      }
    }
    return sum;
  }
}
