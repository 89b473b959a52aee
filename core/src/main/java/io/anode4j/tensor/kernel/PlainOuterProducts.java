package io.anode4j.tensor.kernel;

/**
 * Sums of outer products in plain Java, a block of rows at a time: one factor's rows are copied to
 * arrays of their own, and each row (or column) of the result is moved in and out once a block.
 * Terms of a sum are added in the order of the rows.
 */
final class PlainOuterProducts {
  /** Rows of one pass over the result: 64 KiB for 128 columns. */
  private static final int ROW_BLOCK = 128;

  /** Rows from which running along the columns of the result repays their scattered moves. */
  private static final int MANY_ROWS = 64;

  private PlainOuterProducts() {}

  static void add(
      int rows,
      float[] a,
      int ao,
      int as,
      int m,
      float[] b,
      int bo,
      int bs,
      int n,
      float[] c,
      int cs) {
    for (int r = 0; r < rows; r += ROW_BLOCK) {
      int block = Math.min(ROW_BLOCK, rows - r);
      int ar = ao + r * as;
      int br = bo + r * bs;
      if (m > n && block >= MANY_ROWS) {
        PlainScratch s = copy(block, a, ar, as, m);
        alongColumns(block, s, m, b, br, bs, n, c, cs);
      } else {
        PlainScratch s = copy(block, b, br, bs, n);
        alongRows(block, a, ar, as, m, s, n, c, cs);
      }
    }
  }

  private static PlainScratch copy(int rows, float[] x, int xo, int xs, int width) {
    PlainScratch s = PlainScratch.sumsAndTerms(width, rows);
    for (int r = 0; r < rows; r++) {
      System.arraycopy(x, xo + r * xs, s.terms[r], 0, width);
    }
    return s;
  }

  private static void alongRows(
      int rows, float[] a, int ao, int as, int m, PlainScratch s, int n, float[] c, int cs) {
    int i = 0;
    for (; i + 2 <= m; i += 2) {
      System.arraycopy(c, i * cs, s.a, 0, n);
      System.arraycopy(c, (i + 1) * cs, s.b, 0, n);
      MultiplyAdd.addTwo(n, s.terms, rows, a, ao + i, 1, as, s.a, s.b);
      System.arraycopy(s.a, 0, c, i * cs, n);
      System.arraycopy(s.b, 0, c, (i + 1) * cs, n);
    }
    if (i < m) {
      System.arraycopy(c, i * cs, s.a, 0, n);
      MultiplyAdd.addOne(n, s.terms, rows, a, ao + i, as, s.a);
      System.arraycopy(s.a, 0, c, i * cs, n);
    }
  }

  private static void alongColumns(
      int rows, PlainScratch s, int m, float[] b, int bo, int bs, int n, float[] c, int cs) {
    int j = 0;
    for (; j + 2 <= n; j += 2) {
      for (int i = 0; i < m; i++) {
        s.a[i] = c[i * cs + j];
        s.b[i] = c[i * cs + j + 1];
      }
      MultiplyAdd.addTwo(m, s.terms, rows, b, bo + j, 1, bs, s.a, s.b);
      for (int i = 0; i < m; i++) {
        c[i * cs + j] = s.a[i];
        c[i * cs + j + 1] = s.b[i];
      }
    }
    if (j < n) {
      for (int i = 0; i < m; i++) {
        s.a[i] = c[i * cs + j];
      }
      MultiplyAdd.addOne(m, s.terms, rows, b, bo + j, bs, s.a);
      for (int i = 0; i < m; i++) {
        c[i * cs + j] = s.a[i];
      }
    }
  }
}
