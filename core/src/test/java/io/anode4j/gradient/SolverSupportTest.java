package io.anode4j.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.ode.Event;
import io.anode4j.ode.RowStatus;
import io.anode4j.ode.Solver;
import io.anode4j.ode.VectorField;
import io.anode4j.tensor.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Which strategies take implicit methods, jumps, forced steps and events. */
class SolverSupportTest {
  private static final Solver EXPLICIT = Solver.dopri5(1e-6, 1e-7);
  private static final List<GradientStrategy> ALL =
      List.of(
          GradientStrategy.discrete(),
          new GradientStrategy.Checkpointed(2),
          GradientStrategy.continuousAdjoint(1e-6, 1e-7),
          GradientStrategy.reversible());

  /** y′ = −y before t = 1 and +y after. */
  private static final VectorField TURNS =
      VectorField.of(
          1,
          (t, y, dy) -> dy[0] = t < 1 ? -y[0] : y[0],
          (t, y, ct, out) -> out[0] = t < 1 ? -ct[0] : ct[0]);

  private static Gradients solve(Solver solver, GradientStrategy strategy, VectorField field) {
    Matrix y0 = Matrix.of(new float[][] {{1}, {2}});
    return new DifferentiableSolver(solver, strategy)
        .solve(field, y0, OutputLoss.sumOfSquares(), 0, 0.5, 1.5, 3);
  }

  private static int accepting(Solver solver) {
    int accepting = 0;
    for (GradientStrategy strategy : ALL) {
      try {
        new DifferentiableSolver(solver, strategy);
        accepting++;
      } catch (IllegalArgumentException refused) {
        String message = refused.getMessage();
        assertTrue(message.contains(" was given "), message);
        assertTrue(message.contains(" only: "), message);
        assertTrue(message.contains("take GradientStrategy.discrete()"), message);
      }
    }
    return accepting;
  }

  @Test
  void refusesWhatAStrategyCannotDifferentiate() {
    assertEquals(4, accepting(EXPLICIT));
    assertEquals(1, accepting(Solver.kencarp4(1e-4, 1e-5)));
    assertEquals(3, accepting(EXPLICIT.jumpAt(1)));
    assertEquals(3, accepting(EXPLICIT.stepAt(1)));
    assertEquals(3, accepting(EXPLICIT.withEvent(Event.of((t, y) -> y[0]))));
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> GradientStrategy.reversible().check(EXPLICIT.jumpAt(1, 2)))
            .getMessage();
    assertTrue(message.contains("Reversible was given a solver with jumps at [1.0, 2.0]"), message);
  }

  @Test
  void differentiatesAcrossJumps() {
    Solver solver = EXPLICIT.jumpAt(1);
    Gradients discrete = solve(solver, GradientStrategy.discrete(), TURNS);
    double sum = 1 + Math.exp(-1) + Math.exp(-1) + Math.exp(2);
    // Some ten steps of 1e-6 each; ½ ∂/∂y₀ of Σ (eᵏ y₀)².
    assertEquals(2 * sum, discrete.initialStates().get(0, 0), 2e-5 * sum);
    Gradients few = solve(solver, new GradientStrategy.Checkpointed(2), TURNS);
    assertArrayEquals(discrete.initialStates().toArray(), few.initialStates().toArray());
    Gradients flow = solve(solver, GradientStrategy.continuousAdjoint(1e-6, 1e-7), TURNS);
    assertEquals(2 * sum, flow.initialStates().get(0, 0), 2e-5 * sum);
  }

  @Test
  void differentiatesImplicitSolves() {
    VectorField decay =
        VectorField.of(
            1, (t, y, dy) -> dy[0] = -500 * y[0] + t, (t, y, c, out) -> out[0] = -500 * c[0]);
    Matrix y0 = Matrix.of(new float[][] {{1}});
    Gradients g =
        new DifferentiableSolver(Solver.kencarp4(1e-5, 1e-6))
            .solve(decay, y0, OutputLoss.weighted(Matrix.of(new float[][] {{1}, {1}})), 0, 0.005);
    assertEquals(1 + Math.exp(-2.5), g.initialStates().get(0, 0), 1e-4);
    assertTrue(g.statistics().bytesHeld() > 0);
  }

  @Test
  void differentiatesOutputsBeforeAnEvent() {
    VectorField decay =
        VectorField.of(1, (t, y, dy) -> dy[0] = -y[0], (t, y, ct, out) -> out[0] = -ct[0]);
    Solver solver = EXPLICIT.withEvent(Event.of((t, y) -> y[0] - 0.3));
    for (GradientStrategy strategy : ALL.subList(0, 3)) {
      Gradients g = solve(solver, strategy, decay);
      assertEquals(RowStatus.EVENT, g.solution().rows().get(0).status());
      // The first row ends at 1.2, the second at 1.9: one and two outputs after the start.
      assertEquals(2 + 2 * Math.exp(-1), g.initialStates().get(0, 0), 1e-5);
      assertEquals(4 * (1 + Math.exp(-1) + Math.exp(-3)), g.initialStates().get(1, 0), 2e-5);
    }
  }
}
