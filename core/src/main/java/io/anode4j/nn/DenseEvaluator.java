package io.anode4j.nn;

import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.kernel.KernelProvider;
import io.anode4j.tensor.kernel.Kernels;
import io.anode4j.tensor.kernel.PackedMatrix;
import java.util.Arrays;

/**
 * One thread's working copy of a {@link Dense} layer: weights packed for both directions and the
 * gradient accumulated so far, in a padded layout.
 */
public final class DenseEvaluator implements AffineEvaluator {
  private final Kernels kernels = KernelProvider.active();
  private final Dense layer;
  private final PackedMatrix forward;
  private final PackedMatrix reverse;
  private final float[] bias;
  private final float[] zeros;
  private final float[] weightGradient;
  private final float[] biasGradient;
  private final int inputStride;
  private final int outputStride;

  /** Whether the weight gradient is kept transposed, {@code [inputs × outputs]}. */
  private final boolean transposed;

  private boolean loaded;

  /**
   * Reserves memory; call {@link #load} before computing.
   *
   * @param layer the layer
   */
  public DenseEvaluator(Dense layer) {
    this.layer = layer;
    inputStride = Matrix.padded(layer.inputs());
    outputStride = Matrix.padded(layer.outputs());
    forward = kernels.newPacked(layer.inputs(), layer.outputs());
    reverse = kernels.newPacked(layer.outputs(), layer.inputs());
    bias = new float[outputStride];
    zeros = new float[Math.max(inputStride, outputStride)];
    weightGradient = new float[outputStride * inputStride];
    transposed = work(layer.inputs(), layer.outputs()) < work(layer.outputs(), layer.inputs());
    biasGradient = new float[outputStride];
  }

  /** Multiplications of a product of outer products: rows in fours, columns in whole vectors. */
  private static int work(int rows, int columns) {
    return (rows + 3) / 4 * 4 * Matrix.padded(columns);
  }

  /** Packs the layer's current weights. */
  @Override
  public void load(Parameters parameters) {
    parameters.layout().require(layer.weight());
    parameters.layout().require(layer.bias());
    float[] v = parameters.values();
    int in = layer.inputs();
    int out = layer.outputs();
    forward.load(v, layer.weight().offset(), 1, in, 0, in, 0, out);
    reverse.load(v, layer.weight().offset(), in, 1, 0, out, 0, in);
    System.arraycopy(v, layer.bias().offset(), bias, 0, out);
    loaded = true;
  }

  private void requireLoaded() {
    if (!loaded) {
      throw Unloaded.refusal(layer.weight());
    }
  }

  /** {@code y = x·Wᵀ + b} on the first {@code rows} rows. */
  public void forward(int rows, Matrix x, Matrix y) {
    requireLoaded();
    kernels.product(rows, x.data(), 0, x.stride(), forward, bias, 0, 0, y.data(), 0, y.stride());
  }

  /** {@code dx = dy·W} on the first {@code rows} rows. */
  public void inputCotangent(int rows, Matrix dy, Matrix dx) {
    requireLoaded();
    kernels.product(
        rows, dy.data(), 0, dy.stride(), reverse, zeros, 0, 0, dx.data(), 0, dx.stride());
  }

  /** Adds {@code dyᵀ·x} and the column sums of {@code dy} to the gradient kept here. */
  public void addGradient(int rows, Matrix x, Matrix dy) {
    addWeightGradient(rows, x, dy);
    kernels.addColumnSums(rows, dy.data(), 0, dy.stride(), biasGradient);
  }

  /** Adds {@code dyᵀ·x} alone: the share of an input without bias. */
  @Override
  public void addWeightGradient(int rows, Matrix x, Matrix dy) {
    if (transposed) {
      outerProducts(rows, x, layer.inputs(), dy, layer.outputs());
    } else {
      outerProducts(rows, dy, layer.outputs(), x, layer.inputs());
    }
  }

  private void outerProducts(int rows, Matrix a, int m, Matrix b, int n) {
    kernels.addTransposedProduct(
        rows, a.data(), 0, a.stride(), m, b.data(), 0, b.stride(), n, weightGradient, b.stride());
  }

  /** Needs no memory of its own. */
  @Override
  public void reserve(int rows, int tapes) {}

  @Override
  public void forward(int rows, int tape, double[] t, Matrix x, Matrix y) {
    forward(rows, x, y);
  }

  @Override
  public void backward(int rows, int tape, double[] t, Matrix x, Matrix dy, Matrix dx) {
    addGradient(rows, x, dy);
    inputCotangent(rows, dy, dx);
  }

  @Override
  public void forwardTangent(
      int rows, int directions, int tape, double[] t, Matrix x, Matrix u, Matrix y, Matrix v) {
    forward(rows, x, y);
    linear(directions * rows, u, v);
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
    backward(rows, tape, t, x, dy, dx);
    addWeightGradient(directions * rows, u, dv);
    inputCotangent(directions * rows, dv, du);
  }

  @Override
  public void transposed(int rows, Matrix v, Matrix u) {
    inputCotangent(rows, v, u);
  }

  /** {@code y = x·Wᵀ}, without the bias. */
  @Override
  public void linear(int rows, Matrix x, Matrix y) {
    kernels.product(rows, x.data(), 0, x.stride(), forward, zeros, 0, 0, y.data(), 0, y.stride());
  }

  @Override
  public void drainGradient(float[] gradient) {
    for (int o = 0; o < layer.outputs(); o++) {
      int to = layer.weight().offset() + o * layer.inputs();
      for (int i = 0; i < layer.inputs(); i++) {
        gradient[to + i] += weightGradient[transposed ? i * outputStride + o : o * inputStride + i];
      }
      gradient[layer.bias().offset() + o] += biasGradient[o];
    }
    Arrays.fill(weightGradient, 0f);
    Arrays.fill(biasGradient, 0f);
  }
}
