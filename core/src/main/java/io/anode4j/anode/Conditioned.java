package io.anode4j.anode;

import io.anode4j.nn.Layer;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Parameters;
import java.util.random.RandomGenerator;

/**
 * Dynamics that depend on constants of their row, {@code dy/dt = f([y; c], t)}: a static attribute,
 * a dose, a setting. The state is [y; c] with {@code dc/dt = 0}, so conditions need no machinery of
 * their own: give them with the initial state, and the gradient with respect to them is that with
 * respect to the initial state's last columns, by every gradient method.
 *
 * <p>The error norm averages over [y; c], and c has no error: a tolerance is looser by √(1 + c/y)
 * than without conditions, c and y counting components.
 *
 * @param inner f, with fewer outputs (y) than inputs (y and c)
 */
public record Conditioned(Layer inner) implements Layer {
  /** Checks that there are conditions. */
  public Conditioned {
    if (inner.inputs() <= inner.outputs()) {
      throw new IllegalArgumentException(
          String.format(
              "Conditioned dynamics from %d inputs to %d outputs; expected more inputs than outputs:"
                  + " the state first, then the conditions",
              inner.inputs(), inner.outputs()));
    }
  }

  /** Number of conditions a row. */
  public int conditions() {
    return inner.inputs() - inner.outputs();
  }

  @Override
  public int inputs() {
    return inner.inputs();
  }

  @Override
  public int outputs() {
    return inner.inputs();
  }

  @Override
  public LayerEvaluator evaluator() {
    return new StackedEvaluator(inner, 0, 0, 0, 0);
  }

  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {
    inner.initialize(parameters, random);
  }
}
