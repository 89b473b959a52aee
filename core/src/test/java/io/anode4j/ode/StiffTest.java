package io.anode4j.ode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.tensor.Matrix;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Stiff fields: published values, cost against explicit methods, rows beside rows. */
class StiffTest {
  static Stream<Solver> solvers() {
    return Stream.of(Solver.kencarp4(1e-4, 1e-7), Solver.kvaerno5(1e-4, 1e-7));
  }

  /** Robertson's reaction (1966): time scales from 1e-4 to 1e11. */
  static final VectorField ROBERTSON =
      VectorField.of(
          3,
          (t, y, dy) -> {
            double slow = 0.04 * y[0];
            double back = 1e4 * y[1] * y[2];
            double quick = 3e7 * y[1] * y[1];
            dy[0] = -slow + back;
            dy[1] = slow - back - quick;
            dy[2] = quick;
          });

  /** Van der Pol's oscillator with the time scaled by its stiffness (Hairer and Wanner II, IV). */
  static VectorField vanDerPol(double epsilon) {
    return VectorField.of(
        2,
        (t, y, dy) -> {
          dy[0] = y[1];
          dy[1] = ((1 - y[0] * y[0]) * y[1] - y[0]) / epsilon;
        });
  }

  /** Values of Radau IIA of order 5 at a tolerance of 1e-11, which agree with LSODE's example. */
  @ParameterizedTest
  @MethodSource("solvers")
  void robertson(Solver solver) {
    double[] times = {0, 0.4, 4, 40, 4000};
    double[][] expected = {
      {9.851721e-1, 3.386395e-5, 1.479402e-2},
      {9.055187e-1, 2.240476e-5, 9.445892e-2},
      {7.158271e-1, 9.185535e-6, 2.841637e-1},
      {1.832023e-1, 8.942371e-7, 8.167968e-1}
    };
    Matrix y0 = Matrix.of(new float[][] {{1, 0, 0}});
    Solution s =
        Solver.adaptive(solver.tableau(), 1e-4, 1e-9).solve(ROBERTSON, y0, times).orThrow();
    for (int i = 1; i < times.length; i++) {
      for (int j = 0; j < 3; j++) {
        double e = expected[i - 1][j];
        // Rounding float32 states at every step adds to the tolerance's error.
        assertEquals(e, s.value(0, i, j), 1e-3 * e + 2e-4 * (j == 1 ? 1e-5 : 1), "t=" + times[i]);
      }
    }
    assertTrue(s.rows().get(0).evaluations() < 3000, s.rows().get(0).toString());
  }

  /** y(1), y(2) of the stiff test set by Hairer and Wanner for ε = 1e-6. */
  @ParameterizedTest
  @MethodSource("solvers")
  void stiffVanDerPol(Solver solver) {
    Matrix y0 = Matrix.of(new float[][] {{2, -0.66f}});
    Solution s = solver.solve(vanDerPol(1e-6), y0, 0, 1, 2).orThrow();
    assertEquals(-0.1863646254808130e1, s.value(0, 1, 0), 2e-3);
    assertEquals(0.7535430865435460, s.value(0, 1, 1), 2e-3);
    assertEquals(0.1706167732170456e1, s.value(0, 2, 0), 2e-3);
    assertEquals(-0.8928097010248257, s.value(0, 2, 1), 3e-3);
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void itCostsLessThanCrawling(Solver solver) {
    VectorField field = VectorField.of(1, (t, y, dy) -> dy[0] = -1e4 * (y[0] - Math.cos(t)));
    Matrix y0 = Matrix.of(new float[][] {{0}});
    Solution implicit = solver.solve(field, y0, 0, 0.3, 3).orThrow();
    // The slow solution of y′ = −λ(y − cos t) is cos t + sin t/λ up to 1/λ².
    // Steps are long here, and dense output of order 3 a little worse than they are.
    assertEquals(Math.cos(0.3) + 1e-4 * Math.sin(0.3), implicit.value(0, 1, 0), 5e-4);
    assertEquals(Math.cos(3) + 1e-4 * Math.sin(3), implicit.value(0, 2, 0), 1e-4);
    Solution.Row explicit =
        Solver.dopri5(1e-4, 1e-7).withMaxSteps(100_000).solve(field, y0, 0, 3).rows().get(0);
    assertTrue(explicit.stiff(), explicit.toString());
    assertTrue(
        implicit.evaluations() * 20 < explicit.evaluations(),
        implicit.evaluations() + " against " + explicit.evaluations());
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void rowsAreIndependentBitForBit(Solver solver) {
    float[][] starts = {{2, -0.66f}, {2, 0}, {0.1f, 3}, {Float.NaN, 1}, {1.5f, -0.2f}};
    double[][] times = {{0.1, 0.8}, {0.5}, {0.01, 1.1}, {1}, {}};
    double[] t0 = new double[5];
    VectorField field = vanDerPol(1e-3);
    Solution together = solver.solve(field, t0, Matrix.of(starts), OutputTimes.of(times));
    for (int r = 0; r < 5; r++) {
      Solution alone =
          solver.solve(
              field,
              new double[1],
              Matrix.of(new float[][] {starts[r]}),
              OutputTimes.of(new double[][] {times[r]}));
      assertEquals(alone.rows().get(0), together.rows().get(r));
      for (int i = 0; i < times[r].length; i++) {
        assertEquals(alone.value(0, i, 0), together.value(r, i, 0));
        assertEquals(alone.value(0, i, 1), together.value(r, i, 1));
      }
    }
    assertEquals(RowStatus.NOT_FINITE, together.rows().get(3).status());
  }

  @Test
  void aFixedStepTooLargeForNewtonSaysSo() {
    VectorField field = VectorField.of(1, (t, y, dy) -> dy[0] = Math.cos(200 * y[0]) + 2);
    Solution s =
        Solver.fixed(ButcherTableau.kencarp4(), 2)
            .solve(field, Matrix.of(new float[][] {{0.3f}}), 0, 4);
    assertEquals(RowStatus.NOT_CONVERGED, s.rows().get(0).status());
    Solution small =
        Solver.fixed(ButcherTableau.kencarp4(), 1e-3)
            .solve(field, Matrix.of(new float[][] {{0.3f}}), 0, 0.1);
    assertTrue(small.success());
  }

  @Test
  void jumpsNeedAMethodThatStaysInsideItsSteps() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> Solver.kvaerno5(1e-3, 1e-4).jumpAt(1))
            .getMessage();
    assertTrue(message.contains("take kencarp4"), message);
    VectorField field = VectorField.of(1, (t, y, dy) -> dy[0] = t < 1 ? 1 : -500 * (y[0] - 2));
    Solution s =
        Solver.kencarp4(1e-4, 1e-6).jumpAt(1).solve(field, new Matrix(1, 1), 0, 1, 2).orThrow();
    assertEquals(1, s.value(0, 1, 0), 1e-5);
    assertEquals(2, s.value(0, 2, 0), 1e-4);
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void eventsEndStiffRows(Solver solver) {
    Solver ending = solver.withEvent(Event.falling((t, y) -> y[0] - 0.9));
    Solution s =
        Solver.adaptive(solver.tableau(), 1e-5, 1e-9)
            .withEvents(ending.events().all().get(0))
            .solve(ROBERTSON, Matrix.of(new float[][] {{1, 0, 0}}), 0, 40);
    assertEquals(RowStatus.EVENT, s.rows().get(0).status());
    assertEquals(0.9f, s.ends().get(0, 0), 2e-7);
  }
}
