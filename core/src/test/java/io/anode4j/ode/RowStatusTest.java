package io.anode4j.ode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.tensor.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every way in which a row can end, alone and beside rows that succeed. */
class RowStatusTest {
  private static final double[] TIMES = {0, 0.25, 0.5, 0.75, 1};

  /** Component 0 decays; component 1 says what goes wrong after t = 0.6. */
  private static final VectorField TROUBLE =
      VectorField.of(
          2,
          (t, y, dy) -> {
            dy[0] = -y[0];
            dy[1] = 0;
            if (t > 0.6 && y[1] == 1) {
              dy[0] = Double.NaN;
            } else if (t > 0.6 && y[1] == 2) {
              dy[0] = Double.POSITIVE_INFINITY;
            } else if (t > 0.6 && y[1] == 3) {
              // Jumps everywhere, and not between two values: two stages that agree look exact.
              dy[0] = 1e20 * Math.sin(Double.doubleToLongBits(t) % 1_000_003);
            }
          });

  /** Every tableau by steps of a fixed length, and by adaptive ones where it has an estimate. */
  static Stream<Solver> solvers() {
    Stream<Solver> fixed =
        ButcherTableau.all().stream().map(m -> Solver.fixed(m, m.order() < 4 ? 0.01 : 0.05));
    Stream<Solver> adaptive =
        ButcherTableau.all().stream()
            .filter(ButcherTableau::embedded)
            .map(m -> Solver.adaptive(m, 1e-4, 1e-6));
    return Stream.concat(adaptive, fixed);
  }

  static Stream<Solver> adaptiveSolvers() {
    return solvers().filter(Solver::adaptive);
  }

  private static Solution solve(Solver solver, float... troubles) {
    Matrix y0 = new Matrix(troubles.length, 2);
    for (int r = 0; r < troubles.length; r++) {
      y0.set(r, 0, 1);
      y0.set(r, 1, troubles[r]);
    }
    return solver.solve(TROUBLE, y0, TIMES);
  }

  private static void assertStopped(Solution solution, int row, RowStatus status) {
    Solution.Row r = solution.rows().get(row);
    assertEquals(status, r.status());
    // A step of midpoint or ralston whose two stages lie before 0.6 may end a little after it.
    assertTrue(r.time() >= 0.5 && r.time() <= 0.61, "reached t = " + r.time());
    for (int i = 0; i < TIMES.length; i++) {
      if (TIMES[i] <= 0.5) {
        assertEquals(Math.exp(-TIMES[i]), solution.value(row, i, 0), 5e-3);
      } else {
        assertTrue(Float.isNaN(solution.value(row, i, 0)));
        assertTrue(Float.isNaN(solution.value(row, i, 1)));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void aFieldThatTurnsNaNOrInfiniteStopsItsRow(Solver solver) {
    for (float trouble : new float[] {1, 2}) {
      Solution solution = solve(solver, trouble);
      assertStopped(solution, 0, RowStatus.NOT_FINITE);
      assertFalse(solution.success());
      String message = assertThrows(ArithmeticException.class, solution::orThrow).getMessage();
      assertTrue(message.startsWith("Row 0 stopped at t = 0."), message);
      assertTrue(message.contains("returned NaN or infinity"), message);
    }
  }

  @ParameterizedTest
  @MethodSource("adaptiveSolvers")
  void aFieldThatJumpsEverywhereMakesTheStepTooSmall(Solver solver) {
    Solution solution = solve(solver, 3);
    assertStopped(solution, 0, RowStatus.STEP_TOO_SMALL);
    assertTrue(solution.rows().get(0).errorRatio() > 1);
    assertTrue(Math.abs(solution.rows().get(0).step()) < 1e-13);
    String message = assertThrows(ArithmeticException.class, solution::orThrow).getMessage();
    assertTrue(message.contains("the field is stiff or jumps"), message);
    assertTrue(message.contains("× tolerance"), message);
  }

  @ParameterizedTest
  @MethodSource("adaptiveSolvers")
  void aToleranceBelowTheRoundingOfTheStatesEndsTheRow(Solver solver) {
    Solver strict = new Solver(solver.tableau(), 0, 1e-30, Double.NaN, 4096);
    VectorField field = VectorField.of(1, (t, y, dy) -> dy[0] = Math.cos(t));
    Solution solution = strict.solve(field, Matrix.of(new float[][] {{1}}), 1, 2);
    RowStatus status = solution.rows().get(0).status();
    assertTrue(
        status == RowStatus.STEP_TOO_SMALL || status == RowStatus.TOO_MANY_STEPS, status.name());
    assertTrue(Float.isNaN(solution.value(0, 1, 0)));
    assertEquals(1f, solution.value(0, 0, 0));
  }

  @ParameterizedTest
  @MethodSource("adaptiveSolvers")
  void aRelativeToleranceBelowFloat32IsRefusedWithTheRemedy(Solver solver) {
    VectorField field = VectorField.of(1, (t, y, dy) -> dy[0] = -y[0]);
    for (double rtol : new double[] {1e-7, 1e-9, 1e-12}) {
      Solver strict = Solver.adaptive(solver.tableau(), rtol, 1e-12);
      IllegalArgumentException refusal =
          assertThrows(
              IllegalArgumentException.class, () -> new Integrator<>(strict, 1, field.evaluator()));
      assertTrue(refusal.getMessage().contains("solve in float64"), refusal.getMessage());
    }
    new Integrator<>(Solver.adaptive(solver.tableau(), 1e-6, 1e-12), 1, field.evaluator());
  }

  @ParameterizedTest
  @MethodSource("adaptiveSolvers")
  void aFieldThatIsNotFiniteAtOnceEndsItsRowSoon(Solver solver) {
    for (double value : new double[] {Double.NaN, Double.POSITIVE_INFINITY}) {
      VectorField field = VectorField.of(1, (t, y, dy) -> dy[0] = value);
      for (double start : new double[] {0, 5}) {
        Solution.Row row =
            solver.solve(field, Matrix.of(new float[][] {{1}}), start, start + 1).rows().get(0);
        assertEquals(RowStatus.NOT_FINITE, row.status());
        assertEquals(start, row.time());
        assertTrue(row.evaluations() < 300, row.evaluations() + " evaluations");
      }
    }
  }

  @ParameterizedTest
  @MethodSource("adaptiveSolvers")
  void aFieldThatIsFiniteAtItsStartAloneEndsItsRowSoon(Solver solver) {
    VectorField field = VectorField.of(1, (t, y, dy) -> dy[0] = t == 0 ? 1 : Double.NaN);
    Solution.Row row = solver.solve(field, Matrix.of(new float[][] {{1}}), 0, 1).rows().get(0);
    assertEquals(RowStatus.NOT_FINITE, row.status());
    assertEquals(0, row.time());
    assertTrue(row.evaluations() < 300, row.evaluations() + " evaluations");
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void aStateThatIsNotFiniteEndsItsRowSoon(Solver solver) {
    VectorField field = VectorField.of(1, (t, y, dy) -> dy[0] = -y[0]);
    for (float value : new float[] {Float.NaN, Float.POSITIVE_INFINITY}) {
      Solution solution = solver.solve(field, Matrix.of(new float[][] {{value}}), 0, 1);
      assertEquals(RowStatus.NOT_FINITE, solution.rows().get(0).status());
      assertTrue(solution.rows().get(0).evaluations() < 300);
      assertTrue(Float.isNaN(solution.value(0, 1, 0)));
    }
  }

  @ParameterizedTest
  @MethodSource("adaptiveSolvers")
  void aSolutionThatBlowsUpStopsBeforeItDoes(Solver solver) {
    VectorField field = VectorField.of(1, (t, y, dy) -> dy[0] = y[0] * y[0]);
    Solution solution = solver.solve(field, Matrix.of(new float[][] {{1}}), 0, 0.9, 2);
    Solution.Row row = solution.rows().get(0);
    assertFalse(solution.success());
    assertEquals(1, row.time(), 1e-3);
    assertEquals(10, solution.value(0, 1, 0), 0.1);
    assertTrue(Float.isNaN(solution.value(0, 2, 0)));
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void aStepLimitStopsALongWay(Solver solver) {
    VectorField field =
        VectorField.of(
            2,
            (t, y, dy) -> {
              dy[0] = y[1];
              dy[1] = -y[0];
            });
    Matrix y0 = Matrix.of(new float[][] {{0, 1}});
    Solution solution = solver.withMaxSteps(7).solve(field, y0, 0, 100);
    Solution.Row row = solution.rows().get(0);
    assertEquals(RowStatus.TOO_MANY_STEPS, row.status());
    assertEquals(7, row.accepted() + row.rejected());
    assertTrue(Float.isNaN(solution.value(0, 1, 0)));
    String message = assertThrows(ArithmeticException.class, solution::orThrow).getMessage();
    assertTrue(message.contains("raise maxSteps"), message);
    // A way that needs exactly the limit is not stopped.
    Solver enough = Solver.rk4(0.5).withMaxSteps(4);
    assertTrue(enough.solve(field, y0, 0, 2).success());
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void failingRowsDoNotDisturbTheirNeighbours(Solver solver) {
    float[] troubles = {0, 1, 0, 2, 2, 0, 1, 0, 0};
    Solution together = solve(solver, troubles);
    for (int r = 0; r < troubles.length; r++) {
      Solution alone = solve(solver, troubles[r]);
      assertEquals(alone.rows().get(0), together.rows().get(r));
      for (int i = 0; i < TIMES.length; i++) {
        assertEquals(alone.value(0, i, 0), together.value(r, i, 0), "row " + r);
      }
      RowStatus expected = troubles[r] == 0 ? RowStatus.SUCCESS : RowStatus.NOT_FINITE;
      assertEquals(expected, together.rows().get(r).status());
    }
    String message = assertThrows(ArithmeticException.class, together::orThrow).getMessage();
    assertTrue(message.startsWith("Row 1 stopped"), message);
  }

  @Test
  void aSuccessIsItself() {
    Solution solution = solve(Solver.rk4(0.1), 0);
    assertSame(solution, solution.orThrow());
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void aBudgetEndsARow(Solver solver) {
    VectorField field = VectorField.of(1, (t, y, dy) -> dy[0] = Math.cos(9 * t));
    Solution solution =
        solver.withMaxEvaluations(60).solve(field, Matrix.of(new float[][] {{1}}), 0, 50);
    Solution.Row row = solution.rows().get(0);
    assertEquals(RowStatus.BUDGET, row.status());
    assertTrue(row.evaluations() >= 60 && row.evaluations() < 60 + 14, row.toString());
    assertEquals(row.evaluations(), solution.statistics().evaluations());
    assertEquals(row.accepted(), solution.statistics().accepted());
    assertEquals(row.rejected(), solution.statistics().rejected());
    assertTrue(solution.statistics().bytes() > 100);
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void anInterruptEndsTheSolveAndIsKept(Solver solver) {
    VectorField field =
        VectorField.of(
            1,
            (t, y, dy) -> {
              dy[0] = -y[0];
              if (t > 0.6) {
                Thread.currentThread().interrupt();
              }
            });
    Solution solution;
    try {
      solution = solver.solve(field, Matrix.of(new float[][] {{1}, {2}}), 0, 0.25, 0.5, 1000);
    } finally {
      assertTrue(Thread.interrupted(), "the flag is still set");
    }
    for (Solution.Row row : solution.rows()) {
      assertEquals(RowStatus.INTERRUPTED, row.status());
      assertTrue(row.time() < 100);
    }
    assertTrue(Float.isNaN(solution.value(0, 3, 0)));
    assertFalse(solution.success());
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void progressIsToldAfterEveryRound(Solver solver) {
    VectorField field = VectorField.of(1, (t, y, dy) -> dy[0] = -y[0]);
    Integrator<Matrix> integrator = new Integrator<>(solver, 1, field.evaluator());
    List<int[]> told = new ArrayList<>();
    integrator.listener((round, finished, rows) -> told.add(new int[] {round, finished, rows}));
    OutputTimes times = OutputTimes.of(new double[] {0.1}, new double[] {2}, new double[0]);
    integrator.solve(new double[3], new Matrix(3, 1), times, new Matrix(2, 1));
    int longest = integrator.report(1).accepted() + integrator.report(1).rejected();
    assertEquals(longest, told.size());
    for (int i = 0; i < told.size(); i++) {
      assertEquals(i + 1, told.get(i)[0]);
      assertEquals(3, told.get(i)[2]);
      assertTrue(i == 0 || told.get(i)[1] >= told.get(i - 1)[1]);
    }
    assertEquals(3, told.get(told.size() - 1)[1]);
    assertTrue(told.get(0)[1] >= 1, "the row that asks for nothing is done at once");
  }

  @Test
  void notFiniteSaysWhereToLook() {
    Solver solver = Solver.dopri5(1e-3, 1e-4);
    VectorField field = VectorField.of(1, (t, y, dy) -> dy[0] = Double.NaN);
    Solution.Row parameters =
        solver.solve(field, Matrix.of(new float[][] {{1}}), 0, 1).rows().get(0);
    assertTrue(parameters.explanation().contains("field's parameters"), parameters.explanation());
    Solution.Row state =
        solver.solve(field, Matrix.of(new float[][] {{Float.NaN}}), 0, 1).rows().get(0);
    assertTrue(state.explanation().contains("state itself is not finite"), state.explanation());
  }

  @Test
  void everyStatusExplainsItself() {
    assertTrue(Arrays.stream(RowStatus.values()).allMatch(s -> s.explanation().length() > 20));
  }
}
