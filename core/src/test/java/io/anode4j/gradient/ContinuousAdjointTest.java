package io.anode4j.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.anode.LayerField;
import io.anode4j.anode.RandomField;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowStatus;
import io.anode4j.ode.Solver;
import io.anode4j.ode.VectorField;
import io.anode4j.reference.Doubles;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class ContinuousAdjointTest {
  private static final Solver EXACT = Solver.dopri5(1e-6, 1e-7);

  private final LayerField field = RandomField.of(21, 2.5, 3, 20, 3);
  private final Matrix y0 = Doubles.randomMatrix(new SplittableRandom(22), 6, 3);

  private Gradients solve(GradientStrategy strategy, double... times) {
    return new DifferentiableSolver(EXACT, strategy)
        .solve(field, y0, OutputLoss.sumOfSquares(), times);
  }

  /**
   * Loose tolerances reject steps now and then: what they computed must not reach the parameters.
   */
  @Test
  void convergesWithItsTolerance() {
    Gradients exact = solve(GradientStrategy.discrete(), 0, 1, 4, 6);
    double before = Double.MAX_VALUE;
    for (double rtol : new double[] {1e-2, 1e-3, 1e-4, 1e-5}) {
      Gradients g = solve(GradientStrategy.continuousAdjoint(rtol, rtol), 0, 1, 4, 6);
      double error =
          Doubles.relativeError(Doubles.of(exact.parameters()), Doubles.of(g.parameters()));
      assertTrue(error < 10 * rtol, rtol + ": " + error);
      assertTrue(error < before, rtol + " improves");
      before = error;
    }
  }

  @Test
  void rejectsStepsAmongAcceptedOnes() {
    Gradients g = solve(GradientStrategy.continuousAdjoint(1e-4, 1e-4), 0, 6);
    long evaluations = g.statistics().backwardEvaluations();
    // Seven a step, and five stages once more for accepted rows beside rejected ones.
    assertTrue(evaluations > 7 * g.statistics().backwardSteps(), "some step was rejected");
    assertEquals(0, g.statistics().bytesHeld());
  }

  @Test
  void startsAgainAtEveryOutput() {
    double[] times = new double[100];
    for (int i = 0; i < 100; i++) {
      times[i] = i / 99.0;
    }
    Gradients exact = solve(GradientStrategy.discrete(), times);
    Gradients g = solve(GradientStrategy.continuousAdjoint(1e-3, 1e-4), times);
    double error =
        Doubles.relativeError(Doubles.of(exact.parameters()), Doubles.of(g.parameters()));
    assertTrue(error < 1e-4, "relative error " + error);
    assertEquals(6 * 99, g.statistics().backwardSteps(), "one step from output to output");
  }

  /**
   * A field that was evaluated on a jump, or on its wrong side, would give NaN or other numbers.
   */
  @Test
  void goesBackSegmentBySegmentBetweenJumps() {
    Solver jumping = EXACT.jumpAt(0.5, 0.5000001, 1.2, 5);
    VectorField switched =
        VectorField.of(
            2,
            (t, y, dy) -> {
              dy[0] = y[1];
              dy[1] = -spring(t) * Math.sin(y[0]) - 0.2 * y[1];
            },
            (t, y, ct, out) -> {
              out[0] = -ct[1] * spring(t) * Math.cos(y[0]);
              out[1] = ct[0] - 0.2 * ct[1];
            });
    // Starts and outputs on jumps, before and after, forwards and backwards; two beyond them all.
    double[] t0 = {0, 0.5, 2, 1.2, 1.3};
    OutputTimes times =
        OutputTimes.of(
            new double[] {0.3, 0.5, 0.62, 1.9},
            new double[] {1.1, 1.3},
            new double[] {1.7, 1.2, 0.9, 0.1},
            new double[] {0.5, 0},
            new double[] {1.9});
    Matrix start = Doubles.randomMatrix(new SplittableRandom(9), 5, 2);
    OutputLoss loss = OutputLoss.sumOfSquares();
    Gradients exact =
        new DifferentiableSolver(jumping, GradientStrategy.discrete(), false)
            .solve(switched, t0, start, times, loss);
    GradientStrategy adjoint = GradientStrategy.continuousAdjoint(1e-6, 1e-7);
    Gradients back =
        new DifferentiableSolver(jumping, adjoint, false).solve(switched, t0, start, times, loss);
    for (int r = 0; r < 5; r++) {
      assertEquals(RowStatus.SUCCESS, back.backward().get(r));
      // Some twenty steps of 1e-6 each on both ways, and gradients of a few units.
      Doubles.assertClose(
          Doubles.row(exact.initialStates(), r), Doubles.row(back.initialStates(), r), 5e-5);
    }
  }

  /** On a jump itself the field is not defined. */
  private static double spring(double t) {
    if (t == 0.5 || t == 0.5000001 || t == 1.2) {
      return Double.NaN;
    }
    return t < 0.5 ? 1 : t < 0.5000001 ? 1e4 : t < 1.2 ? 9 : -2;
  }

  /** y′ = −30 (y − cos t) forgets its start in time 1; backwards its error grows by e³⁰ a unit. */
  @Test
  void saysSoWhereTheStateCannotBeSolvedBackwards() {
    VectorField forgets =
        VectorField.of(
            1,
            (t, y, dy) -> dy[0] = -30 * (y[0] - Math.cos(t)),
            (t, y, ct, out) -> out[0] = -30 * ct[0]);
    Matrix one = Matrix.of(new float[][] {{0.5f}, {0.25f}});
    OutputTimes times = OutputTimes.of(new double[][] {{20}, {0.1}});
    Gradients g =
        new DifferentiableSolver(
                Solver.dopri5(1e-4, 1e-5), GradientStrategy.continuousAdjoint(1e-4, 1e-5))
            .solve(forgets, new double[2], one, times, OutputLoss.sumOfSquares());
    assertTrue(g.solution().success(), "forwards it is easy");
    assertFalse(g.backward().get(0).completed(), () -> g.backward().toString());
    assertTrue(Float.isNaN(g.initialStates().get(0, 0)));
    assertEquals(RowStatus.SUCCESS, g.backward().get(1));
    double expected = 2 * Math.exp(-3) * g.solution().value(1, 0, 0);
    // Some ten steps of 1e-4 each.
    assertEquals(expected, g.initialStates().get(1, 0), 1e-3 * expected);
  }

  @Test
  void stopsWhenItsThreadIsInterrupted() {
    OutputLoss interrupting =
        (solution, cotangents) -> {
          Thread.currentThread().interrupt();
          return OutputLoss.sumOfSquares().evaluate(solution, cotangents);
        };
    Gradients g =
        new DifferentiableSolver(EXACT, GradientStrategy.continuousAdjoint(1e-3, 1e-3))
            .solve(field, y0, interrupting, 0, 1);
    assertTrue(Thread.interrupted(), "the flag is left to the caller");
    assertTrue(g.backward().stream().allMatch(s -> s == RowStatus.INTERRUPTED));
    assertTrue(Float.isNaN(g.parameters()[0]));
  }

  @Test
  void refusesImpossibleTolerances() {
    assertThrows(
        IllegalArgumentException.class, () -> GradientStrategy.continuousAdjoint(-1, 1e-3));
    assertThrows(IllegalArgumentException.class, () -> GradientStrategy.continuousAdjoint(1e-3, 0));
  }
}
