package io.anode4j.tensor.kernel;

import jdk.incubator.vector.FloatVector;

/** Kernels on the Vector API (JEP 338 and successors), at the machine's preferred width. */
final class SimdKernels implements Kernels {
  private final Spans spans = new SimdSpans();

  @Override
  public String name() {
    return "simd-" + FloatVector.SPECIES_PREFERRED.vectorBitSize();
  }

  /** Lanes of a vector: the padding must be a multiple of it for these kernels to be usable. */
  static int lanes() {
    return FloatVector.SPECIES_PREFERRED.length();
  }

  @Override
  public Spans spans() {
    return spans;
  }

  @Override
  public PackedMatrix newPacked(int inputs, int outputs) {
    return new SimdPacked(inputs, outputs, lanes());
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
    SimdProducts.product(
        rows,
        x,
        xOffset,
        xStride,
        (SimdPacked) w,
        start,
        startOffset,
        startStride,
        y,
        yOffset,
        yStride);
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
    SimdOuterProducts.add(rows, a, aOffset, aStride, m, b, bOffset, bStride, n, c, cStride);
  }

  @Override
  public void addColumnSums(int rows, float[] a, int aOffset, int stride, float[] c) {
    SimdElementwise.addColumnSums(rows, a, aOffset, stride, c);
  }

  @Override
  public void tanh(float[] x, int offset, int count) {
    SimdElementwise.tanh(x, offset, count);
  }

  @Override
  public void tanhGradient(float[] y, int yOffset, float[] dy, int dyOffset, int count) {
    SimdElementwise.tanhGradient(y, yOffset, dy, dyOffset, count);
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
    float[] from = base;
    int j = 0;
    for (; count - j == 3 || count - j > 4; j += 3) {
      SimdElementwise.combine3(rows, stride, from, h, weights, j, terms, out);
      from = out;
    }
    switch (count - j) {
      case 1 -> SimdElementwise.combine1(rows, stride, from, h, weights[j], terms[j], out);
      case 2 -> SimdElementwise.combine2(rows, stride, from, h, weights, j, terms, out);
      case 4 -> SimdElementwise.combine4(rows, stride, from, h, weights, j, terms, out);
      default -> {} // All terms are in.
    }
    if (count == 0) {
      System.arraycopy(base, 0, out, 0, rows * stride);
    }
  }

  @Override
  public void horner(
      int count,
      int width,
      float[] theta,
      float[] base,
      float[][] coefficients,
      int degree,
      int offset,
      float[] out,
      int outOffset) {
    if (degree == 4) {
      SimdElementwise.horner4(count, width, theta, base, coefficients, offset, out, outOffset);
      return;
    }
    for (int r = 0, o = outOffset; r < count; r++, o += width) {
      System.arraycopy(base, offset, out, o, width);
      double power = theta[r];
      for (int p = 0; p < degree; p++, power *= theta[r]) {
        SimdElementwise.addScaled(width, (float) power, coefficients[p], offset, out, o);
      }
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
      SimdElementwise.addScaled(
          width, (float) power, cotangent, cotangentOffset, coefficients[p], offset);
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
    SimdElementwise.gruForward(
        rows,
        stride,
        gates,
        gatesOffset,
        newRecurrent,
        newRecurrentOffset,
        h,
        hOffset,
        next,
        nextOffset);
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
    SimdElementwise.gruBackward(
        rows, stride, gates, gatesOffset, newRecurrent, newRecurrentOffset, h, hOffset, dh);
  }
}
