package io.anode4j.nn;

import io.anode4j.tensor.Matrix;
import java.util.random.RandomGenerator;

/**
 * A residual block {@code y = x + scale·f(x)} (He, Zhang, Ren and Sun, "Deep residual learning for
 * image recognition", CVPR 2016, eq. 1); with a scale of h, one Euler step of {@code dx/dt = f(x)}.
 *
 * @param inner f, with as many outputs as inputs
 * @param scale factor of f
 */
public record Residual(Layer inner, double scale) implements Layer {
  /** Checks that f maps states to states. */
  public Residual {
    requireSquare(inner, "A residual block");
  }

  /**
   * The usual block, {@code y = x + f(x)}.
   *
   * @param inner f, with as many outputs as inputs
   * @return the block
   */
  public static Residual of(Layer inner) {
    return new Residual(inner, 1);
  }

  static void requireSquare(Layer inner, String what) {
    if (inner.inputs() != inner.outputs()) {
      throw new IllegalArgumentException(
          String.format(
              "%s around a layer of %d inputs and %d outputs; expected equal numbers: end the inner"
                  + " layer with one of %d outputs",
              what, inner.inputs(), inner.outputs(), inner.inputs()));
    }
  }

  @Override
  public int inputs() {
    return inner.inputs();
  }

  @Override
  public int outputs() {
    return inner.outputs();
  }

  @Override
  public LayerEvaluator evaluator() {
    return evaluator(inner, 1, scale, 0);
  }

  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {
    inner.initialize(parameters, random);
  }

  /** {@code out = a + scale·out} on whole rows. */
  static void add(int rows, Matrix a, float scale, Matrix out) {
    float[] from = a.data();
    float[] to = out.data();
    int count = rows * out.stride();
    for (int i = 0; i < count; i++) {
      to[i] = from[i] + scale * to[i];
    }
  }

  /** {@code out = scale·a} on whole rows. */
  static Matrix scaled(int rows, Matrix a, float scale, Matrix out) {
    float[] from = a.data();
    float[] to = out.data();
    int count = rows * a.stride();
    for (int i = 0; i < count; i++) {
      to[i] = scale * from[i];
    }
    return out;
  }

  /** One block is a stack of depth 1 with its own scale. */
  static LayerEvaluator evaluator(Layer inner, int depth, double scale, double timeStep) {
    return new ResidualEvaluator(inner, depth, (float) scale, timeStep);
  }
}
