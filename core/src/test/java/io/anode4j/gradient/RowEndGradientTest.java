package io.anode4j.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
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
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Every gradient strategy where rows end early, and beside such rows: outputs that were reached
 * have their gradient, the others none, and neighbours keep their bits.
 */
class RowEndGradientTest {
  private static final double[][] TIMES = {{0.25, 0.5, 2}, {0.25, 0.5, 2}, {0}, {}, {0.5, 1}};

  /** y′ = −y, which breaks after t = 1 where y is positive. */
  private static VectorField breaking(double value) {
    return VectorField.of(
        1,
        (t, y, dy) -> dy[0] = t > 1 && y[0] > 0 ? value : -y[0],
        (t, y, ct, out) -> out[0] = -ct[0]);
  }

  static Stream<GradientStrategy> strategies() {
    return GradientContractTest.strategies();
  }

  private static Gradients solve(GradientStrategy strategy, Solver solver, VectorField field) {
    Matrix y0 = Matrix.of(new float[][] {{1}, {-1}, {3}, {5}, {1}});
    return new DifferentiableSolver(solver, strategy)
        .solve(field, new double[5], y0, OutputTimes.of(TIMES), OutputLoss.sumOfSquares());
  }

  /** ∂/∂y₀ of Σ (e⁻ᵗ y₀)² over the outputs until a time. */
  private static double expected(double y0, double[] times, double until) {
    double sum = 0;
    for (double t : times) {
      sum += t <= until ? 2 * y0 * Math.exp(-2 * t) : 0;
    }
    return sum;
  }

  private static void assertGradients(Gradients g, double until) {
    float[] y0 = {1, -1, 3, 5, 1};
    for (int r = 0; r < 5; r++) {
      double end = r == 0 ? until : Double.MAX_VALUE;
      // Some ten steps of 1e-5 each, and a few of float32's last digits of values up to 6.
      assertEquals(expected(y0[r], TIMES[r], end), g.initialStates().get(r, 0), 1e-4, "row " + r);
      assertEquals(RowStatus.SUCCESS, g.backward().get(r));
    }
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void aFieldThatTurnsNaNOrInfinite(GradientStrategy strategy) {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY, 1e300}) {
      Gradients g = solve(strategy, Solver.dopri5(1e-5, 1e-6), breaking(value));
      assertEquals(RowStatus.NOT_FINITE, g.solution().rows().get(0).status());
      assertEquals(RowStatus.SUCCESS, g.solution().rows().get(1).status());
      assertGradients(g, 1);
    }
  }

  @ParameterizedTest
  @MethodSource("strategies")
  void aBudgetAndAStepLimit(GradientStrategy strategy) {
    VectorField field = breaking(0);
    Solver steps = Solver.rk4(0.01);
    Solver budget = steps.withMaxEvaluations(700);
    for (Solver solver : new Solver[] {budget, steps.withMaxSteps(70)}) {
      Gradients g =
          new DifferentiableSolver(solver, strategy)
              .solve(
                  field,
                  new double[2],
                  Matrix.of(new float[][] {{-1}, {-2}}),
                  OutputTimes.of(new double[] {0.25, 0.5, 9}, new double[] {0.3}),
                  OutputLoss.sumOfSquares());
      RowStatus status = solver.equals(budget) ? RowStatus.BUDGET : RowStatus.TOO_MANY_STEPS;
      assertEquals(status, g.solution().rows().get(0).status());
      assertEquals(RowStatus.SUCCESS, g.solution().rows().get(1).status());
      assertEquals(expected(-1, TIMES[0], 0.5), g.initialStates().get(0, 0), 1e-5);
      assertEquals(-4 * Math.exp(-0.6), g.initialStates().get(1, 0), 1e-5);
      assertEquals(0, g.outputTimes()[2]);
    }
  }

  /** The way there is interrupted, the flag is taken back, and what was reached has a gradient. */
  @ParameterizedTest
  @MethodSource("strategies")
  void anInterruptOnTheWayThere(GradientStrategy strategy) {
    VectorField field =
        VectorField.of(
            1,
            (t, y, dy) -> {
              dy[0] = -y[0];
              if (t > 3) {
                Thread.currentThread().interrupt();
              }
            },
            (t, y, ct, out) -> out[0] = -ct[0]);
    OutputLoss loss =
        (solution, cotangents) -> {
          assertTrue(Thread.interrupted(), "the flag is still set after the solve");
          return OutputLoss.sumOfSquares().evaluate(solution, cotangents);
        };
    Gradients g =
        new DifferentiableSolver(Solver.rk4(0.02), strategy)
            .solve(field, Matrix.of(new float[][] {{1}, {2}}), loss, 0, 0.5, 2, 1000);
    for (int r = 0; r < 2; r++) {
      assertEquals(RowStatus.INTERRUPTED, g.solution().rows().get(r).status());
      double e = (r + 1) * 2 * (1 + Math.exp(-1) + Math.exp(-4));
      assertEquals(e, g.initialStates().get(r, 0), 1e-4);
    }
  }

  /** Equal rows have equal bits, and those of a batch of one. */
  @ParameterizedTest
  @MethodSource("strategies")
  void identicalRowsAndOneRow(GradientStrategy strategy) {
    LayerField field = RandomField.of(5, 2, 3, 17, 3);
    Matrix one = Doubles.randomMatrix(new SplittableRandom(6), 1, 3);
    Matrix many = new Matrix(13, 3);
    for (int r = 0; r < 13; r++) {
      many.copyRow(r, one, 0);
    }
    DifferentiableSolver solver = new DifferentiableSolver(Solver.dopri5(1e-3, 1e-4), strategy);
    for (double end : new double[] {2, -2}) {
      OutputLoss loss = OutputLoss.sumOfSquares();
      Gradients alone = solver.solve(field, one, loss, 0, 0.3 * end, end);
      Gradients together = solver.solve(field, many, loss, 0, 0.3 * end, end);
      for (int r = 0; r < 13; r++) {
        assertArrayEquals(
            Doubles.row(alone.initialStates(), 0), Doubles.row(together.initialStates(), r));
        assertEquals(alone.startTimes()[0], together.startTimes()[r]);
      }
    }
  }
}
