package io.anode4j.tensor.kernel;

/** Element-wise kernels in plain Java: activations, stage combinations, dense output. */
final class PlainElementwise {
  private PlainElementwise() {}

  static void tanh(float[] x, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      x[i] = RationalTanh.of(x[i]);
    }
  }

  static void sigmoid(float[] x, int count) {
    for (int i = 0; i < count; i++) {
      x[i] = RationalTanh.sigmoid(x[i]);
    }
  }

  static void tanhGradient(float[] y, int yo, float[] dy, int dyo, int count) {
    for (int i = 0; i < count; i++) {
      float v = y[yo + i];
      dy[dyo + i] *= 1f - v * v;
    }
  }

  static void addColumnSums(int rows, float[] a, int ao, int stride, float[] c) {
    int r = 0;
    for (; r + 4 <= rows; r += 4) {
      int p = ao + r * stride;
      int p1 = p + stride;
      int p2 = p1 + stride;
      int p3 = p2 + stride;
      for (int j = 0; j < stride; j++) {
        c[j] = c[j] + a[p + j] + a[p1 + j] + a[p2 + j] + a[p3 + j];
      }
    }
    for (; r < rows; r++) {
      int p = ao + r * stride;
      for (int j = 0; j < stride; j++) {
        c[j] += a[p + j];
      }
    }
  }

  static void combine1(
      int rows, int stride, float[] base, double[] h, double w, float[] k, float[] out) {
    for (int r = 0; r < rows; r++) {
      float f = (float) (h[r] * w);
      for (int i = r * stride; i < (r + 1) * stride; i++) {
        out[i] = base[i] + f * k[i];
      }
    }
  }

  static void combine3(
      int rows, int stride, float[] base, double[] h, double[] w, int j, float[][] k, float[] out) {
    float[] k0 = k[j];
    float[] k1 = k[j + 1];
    float[] k2 = k[j + 2];
    double w0 = w[j];
    double w1 = w[j + 1];
    double w2 = w[j + 2];
    for (int r = 0; r < rows; r++) {
      float f0 = (float) (h[r] * w0);
      float f1 = (float) (h[r] * w1);
      float f2 = (float) (h[r] * w2);
      for (int i = r * stride; i < (r + 1) * stride; i++) {
        out[i] = base[i] + f0 * k0[i] + f1 * k1[i] + f2 * k2[i];
      }
    }
  }

  static void horner(
      int width,
      float t,
      float[] base,
      float[][] coefficients,
      int degree,
      int offset,
      float[] out,
      int outOffset) {
    for (int i = 0; i < width; i++) {
      float v = coefficients[degree - 1][offset + i];
      for (int p = degree - 2; p >= 0; p--) {
        v = v * t + coefficients[p][offset + i];
      }
      out[outOffset + i] = v * t + base[offset + i];
    }
  }

  static void horner4(
      int width, float t, float[] base, float[][] q, int offset, float[] out, int outOffset) {
    float[] q0 = q[0];
    float[] q1 = q[1];
    float[] q2 = q[2];
    float[] q3 = q[3];
    for (int i = 0; i < width; i++) {
      int at = offset + i;
      out[outOffset + i] = (((q3[at] * t + q2[at]) * t + q1[at]) * t + q0[at]) * t + base[at];
    }
  }

  static void addScaled(int width, float f, float[] x, int xo, float[] y, int yo) {
    for (int i = 0; i < width; i++) {
      y[yo + i] += f * x[xo + i];
    }
  }
}
