package io.anode4j.examples;

import io.anode4j.gradient.GradientCheck;
import io.anode4j.gradient.GradientReport;
import io.anode4j.gradient.GradientStrategy;
import io.anode4j.gradient.OutputLoss;
import io.anode4j.ode.Solver;
import io.anode4j.ode.VectorField;
import io.anode4j.tensor.Matrix;

/**
 * Four ways to the same gradient. A damped pendulum is solved from two starts; the gradient of a
 * loss of its states is found by every strategy and compared with finite differences. The report's
 * second table shows what each costs: the discrete one least time, the adjoint no memory.
 */
public final class FourGradients {
  private FourGradients() {}

  /** A pendulum with its vector-Jacobian product: ctᵀ·∂f/∂y, row by row of the Jacobian. */
  static VectorField pendulum() {
    return VectorField.of(
        2,
        (t, y, dy) -> {
          dy[0] = y[1];
          dy[1] = -Math.sin(y[0]) - 0.1 * y[1];
        },
        (t, y, ct, back) -> {
          back[0] = -Math.cos(y[0]) * ct[1];
          back[1] = ct[0] - 0.1 * ct[1];
        });
  }

  /** Checks all four; the report prints as a table. */
  static GradientReport run() {
    Solver solver = Solver.dopri5(1e-6, 1e-7);
    Matrix starts = Matrix.of(new float[][] {{1, 0}, {2, 0.5f}});
    return GradientCheck.of(solver)
        .with(
            GradientStrategy.discrete(),
            GradientStrategy.checkpointed(),
            GradientStrategy.continuousAdjoint(1e-6, 1e-7),
            GradientStrategy.reversible())
        .check(pendulum(), starts, OutputLoss.sumOfSquares(), 0, 1, 2.5, 6);
  }
}
