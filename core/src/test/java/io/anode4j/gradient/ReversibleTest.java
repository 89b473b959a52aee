package io.anode4j.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.anode.LayerField;
import io.anode4j.anode.RandomField;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowStatus;
import io.anode4j.ode.Solution;
import io.anode4j.ode.Solver;
import io.anode4j.ode.VectorField;
import io.anode4j.reference.Problem;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class ReversibleTest {

  static Stream<Solver> solvers() {
    return Stream.of(
        Solver.dopri5(1e-4, 1e-5), Solver.tsit5(1e-3, 1e-4), Solver.rk4(0.1), Solver.euler(0.01));
  }

  /** States with few digits, so that fixed-point numbers hold them exactly. */
  private static Matrix states(int rows, int dimension) {
    SplittableRandom random = new SplittableRandom(11);
    Matrix states = new Matrix(rows, dimension);
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < dimension; j++) {
        states.set(r, j, random.nextInt(-2048, 2048) / 1024f);
      }
    }
    return states;
  }

  /** Solves there and back and compares where it came from with where it started. */
  private static void assertReturns(
      Solver solver, int coupling, VectorField field, Matrix y0, OutputTimes times) {
    int dimension = field.dimension();
    ReversiblePass pass =
        new ReversiblePass(solver, coupling, dimension, new CountingEvaluator<>(field.evaluator()));
    double[] t0 = new double[y0.rows()];
    pass.solve(t0, y0, times);
    Matrix cotangents = new Matrix(times.total(), dimension);
    pass.pullback(cotangents, new Matrix(y0.rows(), dimension), new float[1000]);
    Matrix y = new Matrix(y0.rows(), dimension);
    Matrix z = new Matrix(y0.rows(), dimension);
    for (int r = 0; r < y0.rows(); r++) {
      pass.run().states.copyY(r, y, r);
      pass.run().states.copyZ(r, z, r);
      assertEquals(0, pass.run().steps[r]);
    }
    assertArrayEquals(y0.toArray(), y.toArray());
    assertArrayEquals(y0.toArray(), z.toArray());
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void findsEveryStateAgainBitForBit(Solver solver) {
    LayerField field = RandomField.of(3, 2, 4, 15, 4);
    OutputTimes times = OutputTimes.of(new double[][] {{0.3, 7}, {-5}, {}, {0, 3.3}, {1e-3}});
    for (int coupling : new int[] {1, 2, 7, 10}) {
      assertReturns(solver, coupling, field, states(5, 4), times);
    }
  }

  @Test
  void findsItsWayBackOverTenThousandSteps() {
    OutputTimes times = OutputTimes.same(2, 100);
    for (int coupling : new int[] {1, 7}) {
      assertReturns(
          Solver.euler(0.01), coupling, Problem.oscillator().field(), states(2, 2), times);
    }
  }

  @Test
  void findsItsWayBackFromLargeStates() {
    Matrix y0 = Matrix.of(new float[][] {{1e6f}, {-3e-3f}});
    y0.set(1, 0, -3 / 1024f);
    assertReturns(
        Solver.dopri5(1e-5, 1e-6), 1, Problem.growth().field(), y0, OutputTimes.same(2, 3, 9));
  }

  private static Solution solve(Solver solver, VectorField field, Matrix y0, double... times) {
    return new DifferentiableSolver(solver, GradientStrategy.reversible())
        .solve(field, y0, OutputLoss.sumOfSquares(), times)
        .solution();
  }

  private static double error(Solver solver, double time) {
    Problem problem = Problem.oscillator();
    Solution s = solve(solver, problem.field(), problem.state(0), 0, time, 4);
    return Math.hypot(s.value(0, 1, 0) - Math.sin(time), s.value(0, 1, 1) - Math.cos(time));
  }

  /** Fixed steps of 4/n; the steps are coarse enough to keep clear of float32's rounding. */
  @Test
  void keepsTheOrderOfItsMethod() {
    double rk4 = error(Solver.rk4(4.0 / 8), 4) / error(Solver.rk4(4.0 / 16), 4);
    assertEquals(4, Math.log(rk4) / Math.log(2), 0.4);
    double euler = error(Solver.euler(4.0 / 400), 4) / error(Solver.euler(4.0 / 800), 4);
    assertEquals(1, Math.log(euler) / Math.log(2), 0.1);
  }

  @Test
  void interpolatesAsWellAsItsMethod() {
    for (double rtol : new double[] {1e-3, 1e-5}) {
      for (double time = 0.05; time < 4; time += 0.17) {
        double error = error(Solver.dopri5(rtol, rtol / 10), time);
        assertTrue(error < 10 * rtol, rtol + " at t = " + time + ": " + error);
      }
    }
  }

  /** Where reversible Heun and the asynchronous leapfrog oscillate and grow. */
  @Test
  void staysStableWhereTheFieldContracts() {
    VectorField decay =
        VectorField.of(
            1, (t, y, dy) -> dy[0] = -5 * (y[0] - 1), (t, y, c, out) -> out[0] = -5 * c[0]);
    Matrix y0 = Matrix.of(new float[][] {{3}});
    Solution s = solve(Solver.dopri5(1e-4, 1e-5), decay, y0, 0, 1, 40);
    assertEquals(1 + 2 * Math.exp(-5), s.value(0, 1, 0), 1e-3);
    assertEquals(1, s.value(0, 2, 0), 1e-3);
  }

  @Test
  void countsItsEvaluationsAndItsMemory() {
    Problem problem = Problem.oscillator();
    Matrix y0 = problem.state(0);
    long[] bytes = new long[2];
    for (int i = 0; i < 2; i++) {
      Gradients g =
          new DifferentiableSolver(Solver.rk4(i == 0 ? 0.25 : 0.125), GradientStrategy.reversible())
              .solve(problem.field(), y0, OutputLoss.sumOfSquares(), 0, 4);
      Solution.Row row = g.solution().rows().get(0);
      assertEquals(i == 0 ? 16 : 32, row.accepted());
      assertEquals(9 * row.accepted(), row.evaluations());
      assertEquals(row.evaluations(), g.statistics().forwardEvaluations());
      assertEquals(row.evaluations(), g.statistics().backwardEvaluations());
      assertEquals(row.evaluations(), g.statistics().pullbacks());
      assertEquals(row.accepted(), g.statistics().backwardSteps());
      bytes[i] = g.statistics().bytesHeld();
    }
    // Sixteen steps more, and no buffer of 50 bits is full yet.
    assertEquals(16 * Double.BYTES, bytes[1] - bytes[0]);
  }

  @Test
  void saysWhyARowFailed() {
    VectorField explodes = VectorField.of(1, (t, y, dy) -> dy[0] = 1 + y[0] * y[0]);
    Matrix y0 = Matrix.of(new float[][] {{0}, {0}});
    OutputTimes times = OutputTimes.of(new double[][] {{1, 2}, {0.5}});
    Matrix none = new Matrix(3, 2);
    DifferentiableSolver few =
        new DifferentiableSolver(
            Solver.dopri5(1e-4, 1e-5).withMaxSteps(3), GradientStrategy.reversible());
    ReversiblePass pass =
        new ReversiblePass(
            Solver.dopri5(1e-4, 1e-5), 1, 1, new CountingEvaluator<>(explodes.evaluator()));
    Solution solution = pass.solve(new double[2], y0, times);
    assertTrue(solution.rows().get(0).status() != RowStatus.SUCCESS, "tan has a pole at π/2");
    assertEquals(Math.tan(1), solution.value(0, 0, 0), 1e-3);
    assertTrue(Float.isNaN(solution.value(0, 1, 0)));
    assertEquals(RowStatus.SUCCESS, solution.rows().get(1).status());
    assertEquals(
        RowStatus.TOO_MANY_STEPS,
        few.solve(
                Problem.oscillator().field(),
                Problem.oscillator().state(0),
                OutputLoss.weighted(none),
                0,
                1,
                3)
            .solution()
            .rows()
            .get(0)
            .status());
    VectorField breaks = VectorField.of(1, (t, y, dy) -> dy[0] = t > 1 ? Double.NaN : 0);
    ReversiblePass fixed =
        new ReversiblePass(Solver.rk4(0.3), 1, 1, new CountingEvaluator<>(breaks.evaluator()));
    Solution broken = fixed.solve(new double[1], y0, OutputTimes.same(1, 0.5, 2));
    assertEquals(RowStatus.NOT_FINITE, broken.rows().get(0).status());
    assertEquals(0, broken.value(0, 0, 0));
  }

  /** Contracting at 1000, it asks for steps below 0.0007; error control allows longer ones. */
  @Test
  void saysSoWhereTheWayBackIsUnstable() {
    VectorField kaps =
        VectorField.of(
            2,
            (t, y, dy) -> {
              dy[0] = -1002 * y[0] + 1000 * y[1] * y[1];
              dy[1] = y[0] - y[1] - y[1] * y[1];
            },
            (t, y, ct, out) -> {
              out[0] = -1002 * ct[0] + ct[1];
              out[1] = 2000 * y[1] * ct[0] - (1 + 2 * y[1]) * ct[1];
            });
    Matrix y0 = Matrix.of(new float[][] {{1, 1}, {1, 1}});
    OutputTimes times = OutputTimes.of(new double[][] {{1}, {1e-4}});
    Gradients g =
        new DifferentiableSolver(
                Solver.dopri5(1e-5, 1e-6).withMaxSteps(100_000), GradientStrategy.reversible())
            .solve(kaps, new double[2], y0, times, OutputLoss.sumOfSquares());
    assertTrue(g.solution().success());
    assertEquals(RowStatus.UNSTABLE, g.backward().get(0));
    assertTrue(Float.isNaN(g.initialStates().get(0, 0)));
    assertEquals(RowStatus.SUCCESS, g.backward().get(1));
    assertEquals(2 * Math.exp(-0.1), g.initialStates().get(1, 0), 1e-2);
  }
}
