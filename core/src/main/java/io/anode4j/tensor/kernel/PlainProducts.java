package io.anode4j.tensor.kernel;

import io.anode4j.tensor.Matrix;

/**
 * Products in plain Java. A vectorised loop of HotSpot spends about as long on the elements before
 * the first and after the last whole vector, which it takes one by one, as on a hundred others; so
 * the loop runs along the longer side: over the outputs of a row, or over the rows for one output
 * where outputs are few. The terms of each sum are added in the same order in both.
 */
final class PlainProducts {
  /** Rows turned at a time: long enough for the loops, small enough for the cache. */
  private static final int ROW_BLOCK = 128;

  /** Up to this width the loops run over rows if there are enough of them. */
  private static final int NARROW = 16;

  /** Rows from which turning them pays. */
  private static final int MANY_ROWS = 24;

  private PlainProducts() {}

  static void product(
      int rows,
      float[] x,
      int xo,
      int xs,
      PlainPacked w,
      float[] start,
      int so,
      int ss,
      float[] y,
      int yo,
      int ys) {
    int r = 0;
    if (w.outputs() <= NARROW) {
      for (; rows - r >= MANY_ROWS; r += ROW_BLOCK) {
        int block = Math.min(ROW_BLOCK, rows - r);
        turned(block, x, xo + r * xs, xs, w, start, so + r * ss, ss, y, yo + r * ys, ys);
      }
    }
    if (r < rows) {
      straight(rows - r, x, xo + r * xs, xs, w, start, so + r * ss, ss, y, yo + r * ys, ys);
    }
  }

  private static void straight(
      int rows,
      float[] x,
      int xo,
      int xs,
      PlainPacked w,
      float[] start,
      int so,
      int ss,
      float[] y,
      int yo,
      int ys) {
    int k = w.inputs();
    int n = w.outputs();
    int width = Matrix.padded(n); // moved whole, so that padding of the start goes to the output
    PlainScratch s = PlainScratch.sums(width);
    float[] a = s.a;
    float[] b = s.b;
    int r = 0;
    for (; r + 2 <= rows; r += 2) {
      System.arraycopy(start, so + r * ss, a, 0, width);
      System.arraycopy(start, so + (r + 1) * ss, b, 0, width);
      MultiplyAdd.addTwo(n, w.rows, k, x, xo + r * xs, xs, 1, a, b);
      System.arraycopy(a, 0, y, yo + r * ys, width);
      System.arraycopy(b, 0, y, yo + (r + 1) * ys, width);
    }
    if (r < rows) {
      System.arraycopy(start, so + r * ss, a, 0, width);
      MultiplyAdd.addOne(n, w.rows, k, x, xo + r * xs, 1, a);
      System.arraycopy(a, 0, y, yo + r * ys, width);
    }
  }

  private static void turned(
      int rows,
      float[] x,
      int xo,
      int xs,
      PlainPacked w,
      float[] start,
      int so,
      int ss,
      float[] y,
      int yo,
      int ys) {
    int k = w.inputs();
    int n = w.outputs();
    PlainScratch s = PlainScratch.sumsAndTerms(ROW_BLOCK, k);
    turn(rows, x, xo, xs, k, s.terms);
    float[] a = s.a;
    float[] b = s.b;
    int o = 0;
    for (; o + 2 <= n; o += 2) {
      for (int r = 0; r < rows; r++) {
        a[r] = start[so + r * ss + o];
        b[r] = start[so + r * ss + o + 1];
      }
      MultiplyAdd.addTwo(rows, s.terms, k, w.columns, o * k, k, 1, a, b);
      for (int r = 0; r < rows; r++) {
        y[yo + r * ys + o] = a[r];
        y[yo + r * ys + o + 1] = b[r];
      }
    }
    if (o < n) {
      for (int r = 0; r < rows; r++) {
        a[r] = start[so + r * ss + o];
      }
      MultiplyAdd.addOne(rows, s.terms, k, w.columns, o * k, 1, a);
      for (int r = 0; r < rows; r++) {
        y[yo + r * ys + o] = a[r];
      }
    }
  }

  /** {@code to[i][r] = x[r][i]}, four columns in one pass over the rows. */
  private static void turn(int rows, float[] x, int xo, int xs, int columns, float[][] to) {
    int i = 0;
    for (; i + 4 <= columns; i += 4) {
      float[] t0 = to[i];
      float[] t1 = to[i + 1];
      float[] t2 = to[i + 2];
      float[] t3 = to[i + 3];
      for (int r = 0, p = xo + i; r < rows; r++, p += xs) {
        t0[r] = x[p];
        t1[r] = x[p + 1];
        t2[r] = x[p + 2];
        t3[r] = x[p + 3];
      }
    }
    for (; i < columns; i++) {
      float[] t = to[i];
      for (int r = 0, p = xo + i; r < rows; r++, p += xs) {
        t[r] = x[p];
      }
    }
  }
}
