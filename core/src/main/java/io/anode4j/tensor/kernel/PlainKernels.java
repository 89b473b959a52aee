package io.anode4j.tensor.kernel;

import io.anode4j.tensor.Matrix;

/**
 * Kernels in plain Java, for JVMs without the Vector module. Loops run over whole arrays from index
 * 0 where HotSpot's auto-vectoriser needs that; sums are kept in scratch rows of the thread.
 */
final class PlainKernels implements Kernels {
  private static final ThreadLocal<Scratch> SCRATCH = ThreadLocal.withInitial(Scratch::new);

  /** Four accumulator rows, grown to the widest product this thread has seen. */
  private static final class Scratch {
    float[] a = {};
    float[] b = {};
    float[] c = {};
    float[] d = {};

    void grow(int width) {
      if (a.length < width) {
        a = new float[width];
        b = new float[width];
        c = new float[width];
        d = new float[width];
      }
    }
  }

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public PackedMatrix newPacked(int inputs, int outputs) {
    return new PlainPacked(inputs, outputs);
  }

  @Override
  public void product(
      int rows,
      float[] x,
      int xOffset,
      int xStride,
      PackedMatrix w,
      float[] start,
      int startOffset,
      int startStride,
      float[] y,
      int yOffset,
      int yStride) {
    float[][] packed = ((PlainPacked) w).rows;
    int width = Matrix.padded(w.outputs());
    Scratch s = SCRATCH.get();
    s.grow(width);
    int r = 0;
    for (; r + 4 <= rows; r += 4) {
      int so = startOffset + r * startStride;
      System.arraycopy(start, so, s.a, 0, width);
      System.arraycopy(start, so + startStride, s.b, 0, width);
      System.arraycopy(start, so + 2 * startStride, s.c, 0, width);
      System.arraycopy(start, so + 3 * startStride, s.d, 0, width);
      int xo = xOffset + r * xStride;
      for (int i = 0; i < packed.length; i++) {
        addFour(
            width,
            packed[i],
            x[xo + i],
            x[xo + xStride + i],
            x[xo + 2 * xStride + i],
            x[xo + 3 * xStride + i],
            s.a,
            s.b,
            s.c,
            s.d);
      }
      int yo = yOffset + r * yStride;
      System.arraycopy(s.a, 0, y, yo, width);
      System.arraycopy(s.b, 0, y, yo + yStride, width);
      System.arraycopy(s.c, 0, y, yo + 2 * yStride, width);
      System.arraycopy(s.d, 0, y, yo + 3 * yStride, width);
    }
    for (; r < rows; r++) {
      System.arraycopy(start, startOffset + r * startStride, s.a, 0, width);
      for (int i = 0; i < packed.length; i++) {
        addOne(width, packed[i], x[xOffset + r * xStride + i], s.a);
      }
      System.arraycopy(s.a, 0, y, yOffset + r * yStride, width);
    }
  }

  private static void addFour(
      int width,
      float[] w,
      float x0,
      float x1,
      float x2,
      float x3,
      float[] a,
      float[] b,
      float[] c,
      float[] d) {
    for (int j = 0; j < width; j++) {
      float v = w[j];
      a[j] += x0 * v;
      b[j] += x1 * v;
      c[j] += x2 * v;
      d[j] += x3 * v;
    }
  }

  private static void addOne(int width, float[] w, float x0, float[] a) {
    for (int j = 0; j < width; j++) {
      a[j] += x0 * w[j];
    }
  }

  @Override
  public void addTransposedProduct(
      int rows,
      float[] a,
      int aOffset,
      int aStride,
      int m,
      float[] b,
      int bOffset,
      int bStride,
      int n,
      float[] c,
      int cStride) {
    int width = Matrix.padded(n);
    Scratch s = SCRATCH.get();
    s.grow(width);
    for (int r = 0; r < rows; r += 3) {
      int used = Math.min(3, rows - r);
      System.arraycopy(b, bOffset + r * bStride, s.b, 0, width);
      System.arraycopy(b, bOffset + (r + Math.min(1, used - 1)) * bStride, s.c, 0, width);
      System.arraycopy(b, bOffset + (r + used - 1) * bStride, s.d, 0, width);
      int ao = aOffset + r * aStride;
      for (int i = 0; i < m; i++) {
        float x1 = used > 1 ? a[ao + aStride + i] : 0f;
        float x2 = used > 2 ? a[ao + 2 * aStride + i] : 0f;
        System.arraycopy(c, i * cStride, s.a, 0, width);
        addThree(width, a[ao + i], s.b, x1, s.c, x2, s.d, s.a);
        System.arraycopy(s.a, 0, c, i * cStride, width);
      }
    }
  }

  private static void addThree(
      int width, float x0, float[] b, float x1, float[] c, float x2, float[] d, float[] a) {
    for (int j = 0; j < width; j++) {
      a[j] = a[j] + x0 * b[j] + x1 * c[j] + x2 * d[j];
    }
  }

  @Override
  public void addColumnSums(int rows, float[] a, int aOffset, int stride, float[] c) {
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < stride; j++) {
        c[j] += a[aOffset + r * stride + j];
      }
    }
  }

  @Override
  public void tanh(float[] x, int offset, int count) {
    for (int i = offset; i < offset + count; i++) {
      x[i] = RationalTanh.of(x[i]);
    }
  }

  @Override
  public void tanhGradient(float[] y, int yOffset, float[] dy, int dyOffset, int count) {
    for (int i = 0; i < count; i++) {
      float v = y[yOffset + i];
      dy[dyOffset + i] *= 1f - v * v;
    }
  }

  @Override
  public void combine(
      int rows,
      int stride,
      float[] base,
      double[] h,
      double[] weights,
      float[][] terms,
      int count,
      float[] out) {
    if (out != base) {
      System.arraycopy(base, 0, out, 0, rows * stride);
    }
    for (int j = 0; j < count; j++) {
      float[] k = terms[j];
      for (int r = 0; r < rows; r++) {
        float f = (float) (h[r] * weights[j]);
        for (int i = r * stride; i < (r + 1) * stride; i++) {
          out[i] += f * k[i];
        }
      }
    }
  }

  @Override
  public void horner(
      int width,
      double theta,
      float[] base,
      float[][] coefficients,
      int degree,
      int offset,
      float[] out,
      int outOffset) {
    float t = (float) theta;
    for (int i = 0; i < width; i++) {
      float v = coefficients[degree - 1][offset + i];
      for (int p = degree - 2; p >= 0; p--) {
        v = v * t + coefficients[p][offset + i];
      }
      out[outOffset + i] = v * t + base[offset + i];
    }
  }

  @Override
  public void addPowers(
      int width,
      double theta,
      float[] cotangent,
      int cotangentOffset,
      float[][] coefficients,
      int degree,
      int offset) {
    double power = theta;
    for (int p = 0; p < degree; p++, power *= theta) {
      float f = (float) power;
      float[] c = coefficients[p];
      for (int i = 0; i < width; i++) {
        c[offset + i] += f * cotangent[cotangentOffset + i];
      }
    }
  }

  @Override
  public void gruForward(
      int rows,
      int stride,
      float[] gates,
      int gatesOffset,
      float[] newRecurrent,
      int newRecurrentOffset,
      float[] h,
      int hOffset,
      float[] next,
      int nextOffset) {
    for (int row = 0; row < rows; row++) {
      int g = gatesOffset + row * 3 * stride;
      int q = newRecurrentOffset + row * stride;
      for (int i = 0; i < stride; i++) {
        float r = RationalTanh.sigmoid(gates[g + i]);
        float u = RationalTanh.sigmoid(gates[g + stride + i]);
        float n = RationalTanh.of(gates[g + 2 * stride + i] + r * newRecurrent[q + i]);
        gates[g + i] = r;
        gates[g + stride + i] = u;
        gates[g + 2 * stride + i] = n;
        next[nextOffset + row * stride + i] = n + u * (h[hOffset + row * stride + i] - n);
      }
    }
  }

  @Override
  public void gruBackward(
      int rows,
      int stride,
      float[] gates,
      int gatesOffset,
      float[] newRecurrent,
      int newRecurrentOffset,
      float[] h,
      int hOffset,
      float[] dh) {
    for (int row = 0; row < rows; row++) {
      int g = gatesOffset + row * 3 * stride;
      for (int i = 0; i < stride; i++) {
        int s = row * stride + i;
        float r = gates[g + i];
        float u = gates[g + stride + i];
        float n = gates[g + 2 * stride + i];
        float d = dh[s];
        float dn = d * (1f - u) * (1f - n * n);
        gates[g + i] = dn * newRecurrent[newRecurrentOffset + s] * r * (1f - r);
        gates[g + stride + i] = d * (h[hOffset + s] - n) * u * (1f - u);
        gates[g + 2 * stride + i] = dn;
        newRecurrent[newRecurrentOffset + s] = dn * r;
        dh[s] = d * u;
      }
    }
  }
}
