package io.anode4j.nn;

import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.kernel.KernelProvider;
import io.anode4j.tensor.kernel.Spans;

/** One thread's workspace for a {@link GroupNorm}. */
final class GroupNormEvaluator implements LayerEvaluator {
  private final Spans spans = KernelProvider.active().spans();
  private final GroupNorm layer;
  private final int channels;
  private final int pixels;
  private final int groupSize;
  private final float[] factor;
  private final float[] offset;
  private final float[] factorGradient;
  private final float[] offsetGradient;

  /** Normalised inputs and the inverse deviation of each group, by tape. */
  private final TapeMatrices normal;

  private final TapeMatrices inverse;

  private boolean loaded;

  GroupNormEvaluator(GroupNorm layer) {
    this.layer = layer;
    channels = layer.channels();
    pixels = layer.pixels();
    groupSize = layer.inputs() / layer.groups();
    factor = new float[channels];
    offset = new float[channels];
    factorGradient = new float[channels];
    offsetGradient = new float[channels];
    normal = new TapeMatrices(layer.inputs());
    inverse = new TapeMatrices(layer.groups());
  }

  @Override
  public void load(Parameters parameters) {
    parameters.layout().require(layer.factor());
    parameters.layout().require(layer.offset());
    System.arraycopy(parameters.values(), layer.factor().offset(), factor, 0, channels);
    System.arraycopy(parameters.values(), layer.offset().offset(), offset, 0, channels);
    loaded = true;
  }

  @Override
  public void reserve(int rows, int tapes) {
    normal.reserve(rows, tapes);
    inverse.reserve(rows, tapes);
  }

  @Override
  public void forward(int rows, int tape, double[] t, Matrix x, Matrix y) {
    if (!loaded) {
      throw Unloaded.refusal(layer.factor());
    }
    Matrix n = normal.get(rows, tape);
    Matrix inv = inverse.get(rows, tape);
    for (int r = 0; r < rows; r++) {
      for (int g = 0; g < layer.groups(); g++) {
        int from = r * x.stride() + g * groupSize;
        inv.data()[r * inv.stride() + g] = normalise(x.data(), from, n.data());
      }
      for (int c = 0; c < channels; c++) {
        int from = r * x.stride() + c * pixels;
        spans.affine(pixels, factor[c], n.data(), from, offset[c], y.data(), from);
      }
    }
  }

  /** The mean is taken off before squares are summed, its rounding a second time. */
  private float normalise(float[] x, int from, float[] n) {
    double mean = spans.sum(groupSize, x, from) / groupSize;
    spans.affine(groupSize, 1, x, from, (float) -mean, n, from);
    double left = spans.sum(groupSize, n, from) / groupSize;
    double squares = spans.dot(groupSize, n, from, n, from) / groupSize - left * left;
    double inv = 1 / Math.sqrt(Math.max(0, squares) + GroupNorm.EPSILON);
    spans.affine(groupSize, (float) inv, n, from, (float) (-left * inv), n, from);
    return (float) inv;
  }

  @Override
  public void backward(int rows, int tape, double[] t, Matrix x, Matrix dy, Matrix dx) {
    Matrix n = normal.get(rows, tape);
    Matrix inv = inverse.get(rows, tape);
    for (int r = 0; r < rows; r++) {
      for (int g = 0; g < layer.groups(); g++) {
        int from = r * n.stride() + g * groupSize;
        backward(g, n.data(), from, inv.data()[r * inv.stride() + g], dy.data(), dx.data());
      }
    }
  }

  /** Gradient of a group's factors and offsets, and its cotangent, from two sums a channel. */
  private void backward(int group, float[] n, int from, float inv, float[] dy, float[] dx) {
    double sum = 0;
    double along = 0;
    int first = group * groupSize / pixels;
    int last = first + groupSize / pixels;
    for (int c = first, at = from; c < last; c++, at += pixels) {
      double own = spans.sum(pixels, dy, at);
      double ownAlong = spans.dot(pixels, dy, at, n, at);
      offsetGradient[c] += (float) own;
      factorGradient[c] += (float) ownAlong;
      sum += factor[c] * own;
      along += factor[c] * ownAlong;
    }
    float shift = (float) (-inv * sum / groupSize);
    float tilt = (float) (-inv * along / groupSize);
    for (int c = first, at = from; c < last; c++, at += pixels) {
      spans.mix(pixels, inv * factor[c], dy, at, tilt, n, at, shift, dx, at);
    }
  }

  private void addGradient(int rows, int tape, Matrix dy) {
    float[] n = normal.get(rows, tape).data();
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < channels; c++) {
        int from = r * dy.stride() + c * pixels;
        factorGradient[c] += (float) spans.dot(pixels, dy.data(), from, n, from);
        offsetGradient[c] += (float) spans.sum(pixels, dy.data(), from);
      }
    }
  }

  /**
   * {@code dx = inv·(dn − mean(dn) − n·mean(dn·n))} in place. The normalisation's Jacobian is
   * symmetric, so the same map carries tangents forward.
   */
  private void pull(float[] n, int from, float inv, float[] dn, int to) {
    double mean = mean(dn, to);
    double along = meanProduct(dn, to, n, from);
    float tilt = (float) (-inv * along);
    spans.mix(groupSize, inv, dn, to, tilt, n, from, (float) (-inv * mean), dn, to);
  }

  private double mean(float[] a, int from) {
    return spans.sum(groupSize, a, from) / groupSize;
  }

  private double meanProduct(float[] a, int fromA, float[] b, int fromB) {
    return spans.dot(groupSize, a, fromA, b, fromB) / groupSize;
  }

  @Override
  public void forwardTangent(
      int rows, int directions, int tape, double[] t, Matrix x, Matrix u, Matrix y, Matrix v) {
    forward(rows, tape, t, x, y);
    System.arraycopy(u.data(), 0, v.data(), 0, directions * rows * u.stride());
    Matrix n = normal.get(rows, tape);
    Matrix inv = inverse.get(rows, tape);
    for (int row = 0; row < directions * rows; row++) {
      int r = row % rows;
      for (int g = 0; g < layer.groups(); g++) {
        int from = r * n.stride() + g * groupSize;
        int to = row * v.stride() + g * groupSize;
        pull(n.data(), from, inv.data()[r * inv.stride() + g], v.data(), to);
      }
      scale(v.data(), row * v.stride());
    }
  }

  /** Multiplies a row by the channels' factors. */
  private void scale(float[] a, int from) {
    for (int c = 0; c < channels; c++) {
      spans.affine(pixels, factor[c], a, from + c * pixels, 0, a, from + c * pixels);
    }
  }

  /**
   * With w the cotangent of a normalised tangent {@code v = inv·(u − mean(u) − n·mean(u·n))}, its
   * dependence on x is by n, which gives {@code −inv·(w·mean(u·n) + u·mean(w·n))} to the cotangent
   * of n, and by inv, which gives {@code −inv·n·mean(w·v)} to that of x.
   */
  @Override
  public void backwardTangent(
      int rows,
      int directions,
      int tape,
      double[] t,
      Matrix x,
      Matrix u,
      Matrix dy,
      Matrix dv,
      Matrix dx,
      Matrix du) {
    addGradient(rows, tape, dy);
    System.arraycopy(dy.data(), 0, dx.data(), 0, rows * dy.stride());
    System.arraycopy(dv.data(), 0, du.data(), 0, directions * rows * dv.stride());
    Matrix n = normal.get(rows, tape);
    Matrix inv = inverse.get(rows, tape);
    for (int r = 0; r < rows; r++) {
      scale(dx.data(), r * dx.stride());
      for (int j = 0; j < directions; j++) {
        scale(du.data(), (j * rows + r) * du.stride());
      }
      for (int g = 0; g < layer.groups(); g++) {
        int from = r * n.stride() + g * groupSize;
        float scale = inv.data()[r * inv.stride() + g];
        double along = 0;
        for (int j = 0; j < directions; j++) {
          int at = (j * rows + r) * u.stride() + g * groupSize;
          addTangentGradient(n.data(), from, scale, u.data(), dv.data(), at, g);
          along += curve(n.data(), from, scale, u.data(), du.data(), at, dx.data());
          pull(n.data(), from, scale, du.data(), at);
        }
        pull(n.data(), from, scale, dx.data(), from);
        for (int i = from; i < from + groupSize; i++) {
          dx.data()[i] -= (float) (scale * n.data()[i] * along);
        }
      }
    }
  }

  /** Adds what x gets by n to the cotangent of n; the result is {@code mean(w·v)}. */
  private double curve(float[] n, int from, float inv, float[] u, float[] w, int at, float[] dn) {
    double meanU = mean(u, at);
    double alongU = meanProduct(u, at, n, from);
    double alongW = meanProduct(w, at, n, from);
    double sum = 0;
    for (int i = 0; i < groupSize; i++) {
      sum += w[at + i] * (u[at + i] - meanU - n[from + i] * alongU);
      dn[from + i] -= (float) (inv * (w[at + i] * alongU + u[at + i] * alongW));
    }
    return inv * sum / groupSize;
  }

  /** Gradient of a group's factors by one tangent. */
  private void addTangentGradient(
      float[] n, int from, float inv, float[] u, float[] dv, int at, int group) {
    double mean = mean(u, at);
    double along = meanProduct(u, at, n, from);
    for (int i = 0; i < groupSize; i++) {
      int channel = (group * groupSize + i) / pixels;
      factorGradient[channel] +=
          (float) (dv[at + i] * inv * (u[at + i] - mean - n[from + i] * along));
    }
  }

  @Override
  public void drainGradient(float[] gradient) {
    ConcatSquashEvaluator.drain(factorGradient, layer.factor(), gradient);
    ConcatSquashEvaluator.drain(offsetGradient, layer.offset(), gradient);
  }
}
