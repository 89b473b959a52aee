package io.anode4j.nn;

import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A residual block {@code y = x + f(x)} of a map whose Lipschitz constant is below 1, which makes
 * it invertible (Behrmann, Grathwohl, Chen, Duvenaud and Jacobsen, "Invertible residual networks",
 * ICML 2019, theorem 1). The inverse is the limit of {@code x ← y − f(x)} (algorithm 1), whose
 * error falls by the factor {@code bound} at least an iteration.
 *
 * @param inner f, with as many outputs as inputs
 * @param bound a Lipschitz constant of f, above 0 and below 1; whoever gives f vouches for it
 */
public record InvertibleResidual(Layer inner, double bound) implements Layer {
  private static final String CALL = "The block's inverse";

  /** Checks sizes and bound. */
  public InvertibleResidual {
    Residual.requireSquare(inner, "An invertible residual block");
    if (!(bound > 0 && bound < 1)) {
      throw new IllegalArgumentException(
          "An invertible residual block with a Lipschitz bound of "
              + bound
              + "; expected above 0 and below 1, such as 0.9");
    }
  }

  /**
   * A block of a perceptron of {@linkplain SpectralDense spectrally normalised} layers. Each of n
   * layers is bounded by the n-th root of the bound; activations have slopes of 1 at most.
   *
   * @param layout layout being built
   * @param name prefix; layer {@code i} is {@code name.i}
   * @param bound largest Lipschitz constant of the perceptron, above 0 and below 1
   * @param activation between layers
   * @param sizes state, hidden and state sizes, at least two
   * @return the block
   */
  public static InvertibleResidual in(
      ParameterLayout.Builder layout,
      String name,
      double bound,
      Activation activation,
      int... sizes) {
    if (sizes.length < 2) {
      throw new IllegalArgumentException(
          "An invertible block of " + sizes.length + " sizes; expected at least two");
    }
    double each = Math.pow(bound, 1.0 / (sizes.length - 1));
    List<Layer> layers = new ArrayList<>();
    for (int i = 0; i + 1 < sizes.length; i++) {
      layers.add(SpectralDense.in(layout, name + "." + i, sizes[i], sizes[i + 1], each));
      if (i + 2 < sizes.length) {
        layers.add(activation.layer(sizes[i + 1]));
      }
    }
    return new InvertibleResidual(new Sequential(layers), bound);
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
    return Residual.evaluator(inner, 1, 1, 0);
  }

  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {
    inner.initialize(parameters, random);
  }

  /**
   * Iterations after which the error is below a share of the first step, whatever f is: {@code
   * boundⁿ/(1 − bound)} (Banach's estimate).
   *
   * @param share the share, above 0
   * @return iterations, at least 1
   */
  public int iterationsTo(double share) {
    return (int) Math.max(1, Math.ceil(Math.log(share * (1 - bound)) / Math.log(bound)));
  }

  /**
   * What went in, from what came out, at time 0. A row's result does not depend on the others.
   *
   * @param parameters the weights
   * @param y output {@code [rows × outputs]}
   * @param iterations evaluations of f; {@link #iterationsTo} says how many are enough
   * @return input {@code [rows × inputs]}
   * @throws IllegalArgumentException when the output has another number of columns, or there is no
   *     iteration
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  public Matrix inverse(Parameters parameters, Matrix y, int iterations) {
    if (y.columns() != outputs() || iterations < 1) {
      throw new IllegalArgumentException(
          String.format(
              "An output of %d columns to be inverted in %d iterations; expected %d columns and at"
                  + " least 1 iteration",
              y.columns(), iterations, outputs()));
    }
    LayerEvaluator f = inner.evaluator();
    f.load(parameters);
    Matrix x = new Matrix(y.rows(), y.columns());
    Matrix moved = new Matrix(y.rows(), y.columns());
    System.arraycopy(y.data(), 0, x.data(), 0, y.data().length);
    for (int i = 0; i < iterations; i++) {
      Cancellation.check(CALL);
      f.forward(y.rows(), 0, new double[y.rows()], x, moved);
      Residual.add(y.rows(), y, -1, moved);
      Matrix swap = x;
      x = moved;
      moved = swap;
    }
    return x;
  }
}
