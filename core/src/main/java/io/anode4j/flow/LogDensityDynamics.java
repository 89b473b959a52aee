package io.anode4j.flow;

import io.anode4j.nn.Layer;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Parameters;
import java.util.random.RandomGenerator;

/**
 * The instantaneous change of variables as dynamics on [z; ℓ] (Chen, Rubanova, Bettencourt and
 * Duvenaud, "Neural ordinary differential equations", NeurIPS 2018, theorem 1):
 *
 * <pre>
 * dz/dt = f(z, t)    dℓ/dt = −tr(∂f/∂z)
 * </pre>
 *
 * <p>With {@link Trace#HUTCHINSON} the state is [z; ℓ; row], where row numbers the rows of a batch
 * from 0. With energies, two more components follow, {@code dK/dt = ‖f‖²} and {@code dJ/dt =
 * ‖∂f/∂z‖²}, Frobenius (Finlay et al., ICML 2020, eq. 6 and 8); the derivatives of the trace give
 * the latter for nothing: exactly with {@link Trace#EXACT}, as ‖(∂f/∂z)·ε‖² with {@link
 * Trace#HUTCHINSON}. The gradient is exact: it includes the second derivatives of f.
 *
 * @param field f, with as many outputs as inputs and with directional derivatives
 * @param trace how the trace is computed
 * @param energies whether the state carries K and J
 */
public record LogDensityDynamics(Layer field, Trace trace, boolean energies) implements Layer {
  /** Checks that f maps points to velocities. */
  public LogDensityDynamics {
    if (field.inputs() != field.outputs()) {
      throw new IllegalArgumentException(
          String.format(
              "A flow's field maps %d components to %d; expected equal numbers",
              field.inputs(), field.outputs()));
    }
  }

  /**
   * Dynamics without energies.
   *
   * @param field f
   * @param trace how the trace is computed
   */
  public LogDensityDynamics(Layer field, Trace trace) {
    this(field, trace, false);
  }

  /** Components of z. */
  public int dimension() {
    return field.inputs();
  }

  /** Column of K, behind z, ℓ and the row's number. */
  int energy() {
    return field.inputs() + (trace == Trace.EXACT ? 1 : 2);
  }

  @Override
  public int inputs() {
    return energy() + (energies ? 2 : 0);
  }

  @Override
  public int outputs() {
    return inputs();
  }

  @Override
  public LayerEvaluator evaluator() {
    return new LogDensityEvaluator(this);
  }

  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {
    field.initialize(parameters, random);
  }
}
