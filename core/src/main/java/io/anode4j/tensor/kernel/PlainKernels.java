package io.anode4j.tensor.kernel;

/**
 * Kernels in plain Java, for JVMs without the Vector module, written for HotSpot's auto-vectoriser:
 * long simple loops over whole arrays from index 0. What has to be moved for that goes through
 * scratch arrays of the thread.
 */
final class PlainKernels implements Kernels {
  private final Spans spans = new PlainSpans();

  @Override
  public String name() {
    return "plain";
  }

  @Override
  public Spans spans() {
    return spans;
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
    PlainProducts.product(
        rows,
        x,
        xOffset,
        xStride,
        (PlainPacked) w,
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
    PlainOuterProducts.add(rows, a, aOffset, aStride, m, b, bOffset, bStride, n, c, cStride);
  }

  @Override
  public void addColumnSums(int rows, float[] a, int aOffset, int stride, float[] c) {
    PlainElementwise.addColumnSums(rows, a, aOffset, stride, c);
  }

  @Override
  public void tanh(float[] x, int offset, int count) {
    PlainElementwise.tanh(x, offset, count);
  }

  @Override
  public void tanhGradient(float[] y, int yOffset, float[] dy, int dyOffset, int count) {
    PlainElementwise.tanhGradient(y, yOffset, dy, dyOffset, count);
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
    for (; j + 3 <= count; j += 3) {
      PlainElementwise.combine3(rows, stride, from, h, weights, j, terms, out);
      from = out;
    }
    for (; j < count; j++) {
      PlainElementwise.combine1(rows, stride, from, h, weights[j], terms[j], out);
      from = out;
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
    for (int r = 0, o = outOffset; r < count; r++, o += width) {
      if (degree == 4) {
        PlainElementwise.horner4(width, theta[r], base, coefficients, offset, out, o);
      } else {
        PlainElementwise.horner(width, theta[r], base, coefficients, degree, offset, out, o);
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
      PlainElementwise.addScaled(
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
    PlainGru.forward(
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
    PlainGru.backward(
        rows, stride, gates, gatesOffset, newRecurrent, newRecurrentOffset, h, hOffset, dh);
  }
}
