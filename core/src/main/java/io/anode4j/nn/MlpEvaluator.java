package io.anode4j.nn;

import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.kernel.KernelProvider;
import io.anode4j.tensor.kernel.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One thread's workspace for an {@link Mlp}: forward passes on numbered tapes and exact
 * vector-Jacobian products through them. Memory grows to the largest batch seen and is kept.
 */
public final class MlpEvaluator implements LayerEvaluator {
  private final Kernels kernels = KernelProvider.active();
  private final Mlp mlp;
  private final List<DenseEvaluator> layers = new ArrayList<>();

  /** {@code tapes[k][i]}: output of hidden layer i on tape k. */
  private Matrix[][] tapes = {};

  private Matrix[] cotangents = {};
  private int capacity;

  /** Made when directional derivatives are first asked for. */
  private @Nullable LayerEvaluator tangents;

  private @Nullable Parameters loaded;

  /**
   * A workspace; call {@link #load} before computing.
   *
   * @param mlp the perceptron
   */
  public MlpEvaluator(Mlp mlp) {
    this.mlp = mlp;
    mlp.layers().forEach(layer -> layers.add(new DenseEvaluator(layer)));
  }

  /** Packs current weights. */
  @Override
  public void load(Parameters parameters) {
    for (DenseEvaluator layer : layers) {
      layer.load(parameters);
    }
    loaded = parameters;
    if (tangents != null) {
      tangents.load(parameters);
    }
  }

  /**
   * Makes room for a number of rows and tapes.
   *
   * @param rows rows a batch
   * @param tapeCount tapes wanted, at least 1
   */
  @Override
  public void reserve(int rows, int tapeCount) {
    if (rows <= capacity && tapeCount <= tapes.length) {
      return;
    }
    int kept = rows <= capacity ? tapes.length : 0;
    capacity = Math.max(rows, capacity);
    tapes = Arrays.copyOf(tapes, Math.max(tapeCount, tapes.length));
    for (int t = kept; t < tapes.length; t++) {
      tapes[t] = hiddenMatrices();
    }
    if (kept == 0) {
      cotangents = hiddenMatrices();
    }
  }

  private Matrix[] hiddenMatrices() {
    Matrix[] hidden = new Matrix[layers.size() - 1];
    for (int i = 0; i < hidden.length; i++) {
      hidden[i] = new Matrix(capacity, mlp.layers().get(i).outputs());
    }
    return hidden;
  }

  /**
   * Evaluates the perceptron and records what {@link #backward} needs.
   *
   * @param rows rows used
   * @param tape tape number, below the number reserved
   * @param x input {@code [rows × inputs]}; must stay unchanged until backward
   * @param y output {@code [rows × outputs]}
   */
  public void forward(int rows, int tape, Matrix x, Matrix y) {
    reserve(rows, tape + 1);
    Matrix in = x;
    for (int i = 0; i < layers.size(); i++) {
      boolean last = i + 1 == layers.size();
      Matrix out = last ? y : tapes[tape][i];
      layers.get(i).forward(rows, in, out);
      if (!last) {
        mlp.activation().forward(kernels, out.data(), 0, rows * out.stride());
      }
      in = out;
    }
  }

  /**
   * Pulls a cotangent back through a recorded pass and adds to the parameter gradient kept here.
   *
   * @param rows rows used
   * @param tape tape of the forward pass
   * @param x input of that pass
   * @param dy cotangent of the output
   * @param dx receives the cotangent of the input
   */
  public void backward(int rows, int tape, Matrix x, Matrix dy, Matrix dx) {
    Matrix out = dy;
    for (int i = layers.size() - 1; i >= 0; i--) {
      Matrix in = i == 0 ? x : tapes[tape][i - 1];
      Matrix inCotangent = i == 0 ? dx : cotangents[i - 1];
      layers.get(i).addGradient(rows, in, out);
      layers.get(i).inputCotangent(rows, out, inCotangent);
      if (i > 0) {
        mlp.activation().backward(kernels, in.data(), 0, inCotangent.data(), 0, rows * in.stride());
      }
      out = inCotangent;
    }
  }

  @Override
  public void forward(int rows, int tape, double[] t, Matrix x, Matrix y) {
    forward(rows, tape, x, y);
  }

  @Override
  public void backward(int rows, int tape, double[] t, Matrix x, Matrix dy, Matrix dx) {
    backward(rows, tape, x, dy, dx);
  }

  @Override
  public void forwardTangent(
      int rows, int directions, int tape, double[] t, Matrix x, Matrix u, Matrix y, Matrix v) {
    tangents().forwardTangent(rows, directions, tape, t, x, u, y, v);
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
    tangents().backwardTangent(rows, directions, tape, t, x, u, dy, dv, dx, du);
  }

  private LayerEvaluator tangents() {
    if (tangents == null) {
      tangents = mlp.unfused().evaluator();
      if (loaded != null) {
        tangents.load(loaded);
      }
    }
    return tangents;
  }

  @Override
  public void drainGradient(float[] gradient) {
    if (tangents != null) {
      tangents.drainGradient(gradient);
    }
    for (DenseEvaluator layer : layers) {
      layer.drainGradient(gradient);
    }
  }
}
