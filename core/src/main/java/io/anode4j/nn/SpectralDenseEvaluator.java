package io.anode4j.nn;

import io.anode4j.tensor.Matrix;
import java.util.Arrays;

/** One thread's workspace for a {@link SpectralDense}: a dense layer of the normalised weights. */
final class SpectralDenseEvaluator implements LayerEvaluator {
  private final SpectralDense layer;
  private final Dense normal;
  private final Parameters normalized;
  private final float[] normalGradient;
  private final DenseEvaluator dense;

  /** W as it was loaded, its norm, and whether that is above the bound. */
  private final float[] raw;

  private SpectralNorm norm = new SpectralNorm(0, new double[0], new double[0], 0);
  private boolean above;

  SpectralDenseEvaluator(SpectralDense layer) {
    this.layer = layer;
    ParameterLayout.Builder layout = ParameterLayout.builder();
    normal = Dense.in(layout, "normalized", layer.inputs(), layer.outputs());
    normalized = new Parameters(layout.build());
    normalGradient = new float[normalized.size()];
    dense = normal.evaluator();
    raw = new float[layer.weight().size()];
  }

  @Override
  public void load(Parameters parameters) {
    parameters.layout().require(layer.weight());
    parameters.layout().require(layer.bias());
    float[] v = parameters.values();
    System.arraycopy(v, layer.weight().offset(), raw, 0, raw.length);
    norm = SpectralNorm.of(v, layer.weight());
    above = norm.value() > layer.bound();
    double factor = above ? layer.bound() / norm.value() : 1;
    for (int i = 0; i < raw.length; i++) {
      normalized.values()[normal.weight().offset() + i] = (float) (factor * raw[i]);
    }
    System.arraycopy(
        v, layer.bias().offset(), normalized.values(), normal.bias().offset(), layer.bias().size());
    dense.load(normalized);
  }

  @Override
  public void reserve(int rows, int tapes) {}

  @Override
  public void forward(int rows, int tape, double[] t, Matrix x, Matrix y) {
    dense.forward(rows, tape, t, x, y);
  }

  @Override
  public void backward(int rows, int tape, double[] t, Matrix x, Matrix dy, Matrix dx) {
    dense.backward(rows, tape, t, x, dy, dx);
  }

  @Override
  public void forwardTangent(
      int rows, int directions, int tape, double[] t, Matrix x, Matrix u, Matrix y, Matrix v) {
    dense.forwardTangent(rows, directions, tape, t, x, u, y, v);
  }

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
    dense.backwardTangent(rows, directions, tape, t, x, u, dy, dv, dx, du);
  }

  /** With G = ∂L/∂W̃ and W̃ = cW/σ: {@code ∂L/∂W = c/σ·(G − ⟨G, W⟩/σ·left·rightᵀ)}. */
  @Override
  public void drainGradient(float[] gradient) {
    Arrays.fill(normalGradient, 0f);
    dense.drainGradient(normalGradient);
    int from = normal.weight().offset();
    double along = 0;
    for (int i = 0; above && i < raw.length; i++) {
      along += (double) normalGradient[from + i] * raw[i];
    }
    double factor = above ? layer.bound() / norm.value() : 1;
    double share = above ? along / norm.value() : 0;
    for (int o = 0, i = 0; o < layer.outputs(); o++) {
      for (int j = 0; j < layer.inputs(); j++, i++) {
        double taken = above ? share * norm.left()[o] * norm.right()[j] : 0;
        gradient[layer.weight().offset() + i] +=
            (float) (factor * (normalGradient[from + i] - taken));
      }
    }
    for (int o = 0; o < layer.outputs(); o++) {
      gradient[layer.bias().offset() + o] += normalGradient[normal.bias().offset() + o];
    }
  }
}
