package io.anode4j.nn;

import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.kernel.KernelProvider;
import io.anode4j.tensor.kernel.Kernels;
import java.util.random.RandomGenerator;

/**
 * An activation as a layer of its own.
 *
 * @param activation non-linearity
 * @param inputs number of values a row
 */
public record Elementwise(Activation activation, int inputs) implements Layer {
  /** Checks the size. */
  public Elementwise {
    if (inputs < 1) {
      throw new IllegalArgumentException(
          "An activation of " + inputs + " values a row; expected at least 1");
    }
  }

  @Override
  public int outputs() {
    return inputs;
  }

  @Override
  public LayerEvaluator evaluator() {
    return new Evaluator(activation, inputs);
  }

  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {}

  /** Keeps its outputs, through which it is differentiated. */
  private static final class Evaluator implements LayerEvaluator {
    private final Kernels kernels = KernelProvider.active();
    private final Activation activation;
    private final TapeMatrices outputs;

    Evaluator(Activation activation, int size) {
      this.activation = activation;
      this.outputs = new TapeMatrices(size);
    }

    @Override
    public void load(Parameters parameters) {}

    @Override
    public void reserve(int rows, int tapes) {
      outputs.reserve(rows, tapes);
    }

    @Override
    public void forward(int rows, int tape, double[] t, Matrix x, Matrix y) {
      Matrix kept = outputs.get(rows, tape);
      int count = rows * x.stride();
      System.arraycopy(x.data(), 0, kept.data(), 0, count);
      activation.forward(kernels, kept.data(), 0, count);
      System.arraycopy(kept.data(), 0, y.data(), 0, count);
    }

    @Override
    public void backward(int rows, int tape, double[] t, Matrix x, Matrix dy, Matrix dx) {
      Matrix y = outputs.get(rows, tape);
      int count = rows * x.stride();
      System.arraycopy(dy.data(), 0, dx.data(), 0, count);
      activation.backward(kernels, y.data(), 0, dx.data(), 0, count);
    }

    @Override
    public void drainGradient(float[] gradient) {}

    @Override
    public void forwardTangent(
        int rows, int directions, int tape, double[] t, Matrix x, Matrix u, Matrix y, Matrix v) {
      forward(rows, tape, t, x, y);
      int count = rows * x.stride();
      System.arraycopy(u.data(), 0, v.data(), 0, directions * count);
      Matrix kept = outputs.get(rows, tape);
      for (int j = 0; j < directions; j++) {
        activation.backward(kernels, kept.data(), 0, v.data(), j * count, count);
      }
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
      float[] y = outputs.get(rows, tape).data();
      int count = rows * x.stride();
      System.arraycopy(dv.data(), 0, du.data(), 0, directions * count);
      for (int j = 0; j < directions; j++) {
        activation.backward(kernels, y, 0, du.data(), j * count, count);
        for (int i = 0; i < count; i++) {
          int at = j * count + i;
          dx.data()[i] += activation.curvature(y[i]) * u.data()[at] * dv.data()[at];
        }
      }
    }
  }
}
