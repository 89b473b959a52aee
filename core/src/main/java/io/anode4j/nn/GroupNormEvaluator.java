package io.anode4j.nn;

import io.anode4j.tensor.Matrix;

/** One thread's workspace for a {@link GroupNorm}. Means and variances are sums of doubles. */
final class GroupNormEvaluator implements LayerEvaluator {
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
    System.arraycopy(parameters.values(), layer.factor().offset(), factor, 0, channels);
    System.arraycopy(parameters.values(), layer.offset().offset(), offset, 0, channels);
  }

  @Override
  public void reserve(int rows, int tapes) {
    normal.reserve(rows, tapes);
    inverse.reserve(rows, tapes);
  }

  @Override
  public void forward(int rows, int tape, double[] t, Matrix x, Matrix y) {
    Matrix n = normal.get(rows, tape);
    Matrix inv = inverse.get(rows, tape);
    for (int r = 0; r < rows; r++) {
      for (int g = 0; g < layer.groups(); g++) {
        int from = r * x.stride() + g * groupSize;
        inv.data()[r * inv.stride() + g] = normalise(x.data(), from, n.data());
      }
      for (int c = 0; c < channels; c++) {
        int from = r * x.stride() + c * pixels;
        for (int i = from; i < from + pixels; i++) {
          y.data()[i] = n.data()[i] * factor[c] + offset[c];
        }
      }
    }
  }

  private float normalise(float[] x, int from, float[] n) {
    double sum = 0;
    for (int i = from; i < from + groupSize; i++) {
      sum += x[i];
    }
    double mean = sum / groupSize;
    double squares = 0;
    for (int i = from; i < from + groupSize; i++) {
      squares += (x[i] - mean) * (x[i] - mean);
    }
    double inv = 1 / Math.sqrt(squares / groupSize + GroupNorm.EPSILON);
    for (int i = from; i < from + groupSize; i++) {
      n[i] = (float) ((x[i] - mean) * inv);
    }
    return (float) inv;
  }

  @Override
  public void backward(int rows, int tape, double[] t, Matrix x, Matrix dy, Matrix dx) {
    Matrix n = normal.get(rows, tape);
    Matrix inv = inverse.get(rows, tape);
    for (int r = 0; r < rows; r++) {
      for (int c = 0; c < channels; c++) {
        int from = r * x.stride() + c * pixels;
        for (int i = from; i < from + pixels; i++) {
          factorGradient[c] += dy.data()[i] * n.data()[i];
          offsetGradient[c] += dy.data()[i];
          dx.data()[i] = dy.data()[i] * factor[c];
        }
      }
      for (int g = 0; g < layer.groups(); g++) {
        int from = r * x.stride() + g * groupSize;
        pull(n.data(), from, inv.data()[r * inv.stride() + g], dx.data());
      }
    }
  }

  /** {@code dx = inv·(dn − mean(dn) − n·mean(dn·n))} in place. */
  private void pull(float[] n, int from, float inv, float[] dn) {
    double sum = 0;
    double along = 0;
    for (int i = from; i < from + groupSize; i++) {
      sum += dn[i];
      along += (double) dn[i] * n[i];
    }
    double mean = sum / groupSize;
    double meanAlong = along / groupSize;
    for (int i = from; i < from + groupSize; i++) {
      dn[i] = (float) (inv * (dn[i] - mean - n[i] * meanAlong));
    }
  }

  @Override
  public void drainGradient(float[] gradient) {
    ConcatSquashEvaluator.drain(factorGradient, layer.factor(), gradient);
    ConcatSquashEvaluator.drain(offsetGradient, layer.offset(), gradient);
  }
}
