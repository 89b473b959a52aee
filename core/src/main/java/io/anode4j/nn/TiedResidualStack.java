package io.anode4j.nn;

import java.util.random.RandomGenerator;

/**
 * L residual blocks with the same weights and a step of 1/L, {@code x ← x + f(x, t)/L} with {@code
 * t ← t + 1/L}: Euler's method on {@code dx/dt = f(x, t)} over one unit of time (Chen, Rubanova,
 * Bettencourt and Duvenaud, "Neural ordinary differential equations", NeurIPS 2018, eq. 1 and 2).
 * Its output tends to the neural ODE's at order 1 in 1/L.
 *
 * @param inner f, with as many outputs as inputs
 * @param depth number L of blocks, at least 1
 */
public record TiedResidualStack(Layer inner, int depth) implements Layer {
  /** Checks the sizes. */
  public TiedResidualStack {
    Residual.requireSquare(inner, "A residual stack");
    if (depth < 1) {
      throw new IllegalArgumentException(
          "A residual stack of " + depth + " blocks; expected at least 1");
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
    return Residual.evaluator(inner, depth, 1.0 / depth, 1.0 / depth);
  }

  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {
    inner.initialize(parameters, random);
  }
}
