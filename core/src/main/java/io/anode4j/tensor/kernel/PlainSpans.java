package io.anode4j.tensor.kernel;

/** Spans in plain Java; sums in double precision. */
final class PlainSpans implements Spans {
  @Override
  public double sum(int count, float[] x, int offset) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += x[offset + i];
    }
    return sum;
  }

  @Override
  public double dot(int count, float[] x, int xo, float[] y, int yo) {
    double sum = 0;
    for (int i = 0; i < count; i++) {
      sum += (double) x[xo + i] * y[yo + i];
    }
    return sum;
  }

  @Override
  public void affine(int count, float a, float[] x, int xo, float c, float[] y, int yo) {
    for (int i = 0; i < count; i++) {
      y[yo + i] = a * x[xo + i] + c;
    }
  }

  @Override
  public void mix(
      int count,
      float a,
      float[] x,
      int xo,
      float b,
      float[] y,
      int yo,
      float c,
      float[] out,
      int oo) {
    for (int i = 0; i < count; i++) {
      out[oo + i] = a * x[xo + i] + b * y[yo + i] + c;
    }
  }

  @Override
  public void relu(int count, float[] x, int offset) {
    for (int i = offset; i < offset + count; i++) {
      x[i] = Math.max(0f, x[i]);
    }
  }

  /** By bits, without a branch that goes either way at random: floats above 0 have bits above 0. */
  @Override
  public void reluGradient(int count, float[] y, int yo, float[] dy, int dyo) {
    for (int i = 0; i < count; i++) {
      int above = -Float.floatToRawIntBits(y[yo + i]) >> 31;
      dy[dyo + i] = Float.intBitsToFloat(Float.floatToRawIntBits(dy[dyo + i]) & above);
    }
  }
}
