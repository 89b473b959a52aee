package io.anode4j.tensor.kernel;

/**
 * The innermost loops of the plain products: sums held in whole arrays, indexed from 0, so that
 * HotSpot's auto-vectoriser takes them. Terms are added from left to right, one rounding each, so
 * every sum has the same bits whichever of these loops added its terms.
 *
 * <p>Six multiply-adds for seven loads and stores is as much as a body may hold: with eight the
 * compiler of JDK 17 refuses to unroll and with it to vectorise, at a fifth of the speed.
 */
final class MultiplyAdd {
  private MultiplyAdd() {}

  /** {@code a += a0·u + a1·v + a2·w} and {@code b += b0·u + b1·v + b2·w}. */
  static void twoByThree(
      int width,
      float[] u,
      float[] v,
      float[] w,
      float a0,
      float a1,
      float a2,
      float b0,
      float b1,
      float b2,
      float[] a,
      float[] b) {
    for (int j = 0; j < width; j++) {
      float x = u[j];
      float y = v[j];
      float z = w[j];
      a[j] = a[j] + a0 * x + a1 * y + a2 * z;
      b[j] = b[j] + b0 * x + b1 * y + b2 * z;
    }
  }

  /** {@code a += a0·u + a1·v} and {@code b += b0·u + b1·v}. */
  static void twoByTwo(
      int width,
      float[] u,
      float[] v,
      float a0,
      float a1,
      float b0,
      float b1,
      float[] a,
      float[] b) {
    for (int j = 0; j < width; j++) {
      float x = u[j];
      float y = v[j];
      a[j] = a[j] + a0 * x + a1 * y;
      b[j] = b[j] + b0 * x + b1 * y;
    }
  }

  /** {@code a += a0·u} and {@code b += b0·u}. */
  static void twoByOne(int width, float[] u, float a0, float b0, float[] a, float[] b) {
    for (int j = 0; j < width; j++) {
      float x = u[j];
      a[j] += a0 * x;
      b[j] += b0 * x;
    }
  }

  /** {@code a += a0·u + a1·v + a2·w + a3·x}. */
  static void oneByFour(
      int width,
      float[] u,
      float[] v,
      float[] w,
      float[] x,
      float a0,
      float a1,
      float a2,
      float a3,
      float[] a) {
    for (int j = 0; j < width; j++) {
      a[j] = a[j] + a0 * u[j] + a1 * v[j] + a2 * w[j] + a3 * x[j];
    }
  }

  /** {@code a += a0·u}. */
  static void oneByOne(int width, float[] u, float a0, float[] a) {
    for (int j = 0; j < width; j++) {
      a[j] += a0 * u[j];
    }
  }

  /**
   * {@code a += Σ_i x[xo + i·step]·terms[i]} and {@code b} likewise from {@code x[xo + other + …]}.
   */
  static void addTwo(
      int width,
      float[][] terms,
      int count,
      float[] x,
      int xo,
      int other,
      int step,
      float[] a,
      float[] b) {
    int i = 0;
    int p = xo;
    for (; i + 3 <= count; i += 3, p += 3 * step) {
      int q = p + other;
      twoByThree(
          width,
          terms[i],
          terms[i + 1],
          terms[i + 2],
          x[p],
          x[p + step],
          x[p + 2 * step],
          x[q],
          x[q + step],
          x[q + 2 * step],
          a,
          b);
    }
    if (i + 2 == count) {
      int q = p + other;
      twoByTwo(width, terms[i], terms[i + 1], x[p], x[p + step], x[q], x[q + step], a, b);
    } else if (i + 1 == count) {
      twoByOne(width, terms[i], x[p], x[p + other], a, b);
    }
  }

  /** {@code a += Σ_i x[xo + i·step]·terms[i]}. */
  static void addOne(
      int width, float[][] terms, int count, float[] x, int xo, int step, float[] a) {
    int i = 0;
    int p = xo;
    for (; i + 4 <= count; i += 4, p += 4 * step) {
      oneByFour(
          width,
          terms[i],
          terms[i + 1],
          terms[i + 2],
          terms[i + 3],
          x[p],
          x[p + step],
          x[p + 2 * step],
          x[p + 3 * step],
          a);
    }
    for (; i < count; i++, p += step) {
      oneByOne(width, terms[i], x[p], a);
    }
  }
}
