package io.anode4j.nn;

import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.kernel.KernelProvider;
import io.anode4j.tensor.kernel.Kernels;

/** One thread's workspace for a {@link SymmetricLayer}. */
final class SymmetricEvaluator implements LayerEvaluator {
  private final Kernels kernels = KernelProvider.active();
  private final AffineEvaluator map;
  private final Activation activation;
  private final float factor;

  /** σ(K·x + b), by tape. */
  private final TapeMatrices hidden;

  /** Its cotangent. */
  private final TapeMatrices hiddenCotangent;

  /** The scaled cotangent of the output. */
  private final TapeMatrices scaled;

  SymmetricEvaluator(SymmetricLayer layer) {
    map = (AffineEvaluator) layer.map().evaluator();
    activation = layer.activation();
    factor = (float) layer.factor();
    hidden = new TapeMatrices(layer.map().outputs());
    hiddenCotangent = new TapeMatrices(layer.map().outputs());
    scaled = new TapeMatrices(layer.map().inputs());
  }

  @Override
  public void load(Parameters parameters) {
    map.load(parameters);
  }

  @Override
  public void reserve(int rows, int tapes) {
    map.reserve(rows, tapes);
    hidden.reserve(rows, tapes);
    hiddenCotangent.reserve(rows, 1);
    scaled.reserve(rows, 1);
  }

  @Override
  public void forward(int rows, int tape, double[] t, Matrix x, Matrix y) {
    Matrix h = hidden.get(rows, tape);
    map.forward(rows, tape, t, x, h);
    activation.forward(kernels, h.data(), 0, rows * h.stride());
    map.transposed(rows, h, y);
    Residual.scaled(rows, y, factor, y);
  }

  /**
   * With {@code w = s·dy}: {@code dh = K·w}, K's share of the second use is that of ⟨h, K·w⟩, and
   * what goes through the activation goes back as through any affine layer.
   */
  @Override
  public void backward(int rows, int tape, double[] t, Matrix x, Matrix dy, Matrix dx) {
    Matrix h = hidden.get(rows, tape);
    Matrix dh = hiddenCotangent.get(rows, 0);
    Matrix w = Residual.scaled(rows, dy, factor, scaled.get(rows, 0));
    map.linear(rows, w, dh);
    map.addWeightGradient(rows, w, h);
    activation.backward(kernels, h.data(), 0, dh.data(), 0, rows * h.stride());
    map.backward(rows, tape, t, x, dh, dx);
  }

  @Override
  public void drainGradient(float[] gradient) {
    map.drainGradient(gradient);
  }
}
