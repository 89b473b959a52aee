package io.anode4j.ode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.reference.Problem;
import io.anode4j.tensor.Matrix;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Rules and limits of the step size. */
class StepControllerTest {
  private static final Solver DOPRI5 = Solver.dopri5(1e-5, 1e-6);

  private static double[] sizes(Solver solver, Problem problem) {
    double[] t0 = {problem.start()};
    double[] t1 = {problem.end()};
    DenseSolution s = solver.solveDense(problem.field(), t0, problem.state(problem.start()), t1);
    s.solution().orThrow();
    double[] times = s.times(0);
    double[] sizes = new double[times.length - 1];
    for (int i = 0; i < sizes.length; i++) {
      sizes[i] = times[i + 1] - times[i];
    }
    return sizes;
  }

  @ParameterizedTest
  @EnumSource(ErrorFilter.class)
  void everyFilterHoldsTheError(ErrorFilter filter) {
    Problem kepler = Problem.kepler();
    Solution s =
        DOPRI5
            .withFilter(filter)
            .solve(kepler.field(), kepler.state(0), kepler.start(), kepler.end())
            .orThrow();
    for (int j = 0; j < 4; j++) {
      assertEquals(kepler.exact().apply(kepler.end())[j], s.value(0, 1, j), 2e-4);
    }
    // The default needs 26 attempts here; no rule should need three times as many.
    assertTrue(s.rows().get(0).accepted() + s.rows().get(0).rejected() < 80);
  }

  @Test
  void filtersDiffer() {
    Set<Integer> evaluations = new HashSet<>();
    for (ErrorFilter filter : ErrorFilter.values()) {
      Problem p = Problem.kepler();
      evaluations.add(
          (int)
              DOPRI5
                  .withFilter(filter)
                  .solve(p.field(), p.state(0), 0, p.end())
                  .statistics()
                  .evaluations());
    }
    assertTrue(evaluations.size() > 2, evaluations.toString());
  }

  /** Söderlind 2003: the exponents of a filter add up to 1/k times the sum of its kβ. */
  @Test
  void exponentsAreThoseOfTheLiterature() {
    assertEquals(0.17, ErrorFilter.PI.exponents(5)[0], 1e-15);
    assertEquals(-0.04, ErrorFilter.PI.exponents(5)[1], 0);
    assertEquals(1.0 / 18, ErrorFilter.PID.exponents(1)[0], 1e-15);
    assertEquals(1.0 / 9, ErrorFilter.PID.exponents(1)[1], 1e-15);
    assertEquals(1.0 / 18, ErrorFilter.PID.exponents(1)[2], 1e-15);
    assertEquals(1.0 / 6, ErrorFilter.H211.exponents(1)[1], 1e-15);
    assertEquals(0.25, ErrorFilter.I.exponents(4)[0], 0);
  }

  @Test
  void aLargestStepIsKept() {
    for (double size : sizes(DOPRI5.withMaxStep(0.01), Problem.oscillator())) {
      assertTrue(size <= 0.01 * 1.0001 + 1e-12, "a step of " + size);
    }
    assertTrue(sizes(DOPRI5, Problem.oscillator()).length < 100);
  }

  @Test
  void aRowThatNeedsLessThanTheSmallestStepEnds() {
    Problem p = Problem.kepler();
    Solution s = DOPRI5.withMinStep(0.2).solve(p.field(), p.state(0), 0, p.end());
    assertEquals(RowStatus.STEP_TOO_SMALL, s.rows().get(0).status());
    assertTrue(DOPRI5.withMinStep(1e-3).solve(p.field(), p.state(0), 0, p.end()).success());
  }

  @Test
  void limitsAndFiltersBelongToAdaptiveSteps() {
    Solver rk4 = Solver.rk4(0.1);
    assertThrows(IllegalStateException.class, () -> rk4.withMaxStep(1));
    String message =
        assertThrows(IllegalStateException.class, () -> rk4.withFilter(ErrorFilter.I)).getMessage();
    assertTrue(message.contains("fixed steps"), message);
    assertThrows(IllegalArgumentException.class, () -> DOPRI5.withMinStep(-1));
    assertThrows(IllegalArgumentException.class, () -> DOPRI5.withMaxStep(0));
    assertThrows(IllegalArgumentException.class, () -> DOPRI5.withMaxEvaluations(0));
    assertEquals(1e-5, DOPRI5.rtol());
    assertEquals(1e-6, DOPRI5.atol());
    assertTrue(Double.isNaN(DOPRI5.fixedStep()) && Double.isNaN(rk4.rtol() + rk4.atol()));
  }

  @Test
  void stepsEndOnForcedTimes() {
    Problem p = Problem.oscillator();
    double[] forced = {1.25, 0.3, 7, -2, 3.0000001};
    for (Solver solver : new Solver[] {DOPRI5, Solver.rk4(0.07)}) {
      DenseSolution s =
          solver
              .stepAt(forced)
              .solveDense(p.field(), new double[1], p.state(0), new double[] {2 * Math.PI});
      s.solution().orThrow();
      Set<Double> ends = new HashSet<>();
      for (double t : s.times(0)) {
        ends.add(t);
      }
      assertTrue(ends.containsAll(Set.of(1.25, 0.3, 3.0000001)), ends.toString());
      assertEquals(0, s.evaluate(0, 2 * Math.PI)[0], 1e-4);
    }
    Solution back = DOPRI5.stepAt(forced).solve(p.field(), p.state(4), 4, 0.3, -1);
    assertEquals(Math.sin(-1), back.orThrow().value(0, 2, 0), 1e-4);
  }

  /** y′ = 0 before t = 1 and −30·y from then on, then 5 after t = 2. */
  private static final VectorField SWITCHED =
      VectorField.of(
          1,
          (t, y, dy) -> {
            assertTrue(t != 1 && t != 2, "evaluated at a jump");
            dy[0] = t < 1 ? 0 : t < 2 ? -30 * y[0] : 5;
          });

  private static double switched(double t) {
    return t < 1 ? 1 : t < 2 ? Math.exp(-30 * (t - 1)) : Math.exp(-30) + 5 * (t - 2);
  }

  @Test
  void jumpsAreMetFromBothSides() {
    Matrix one = Matrix.of(new float[][] {{1}});
    double[] times = {0, 0.5, 1, 1.02, 1.5, 2, 2.7, 3};
    for (Solver solver :
        new Solver[] {
          DOPRI5,
          Solver.tsit5(1e-5, 1e-6),
          Solver.bosh3(1e-5, 1e-6),
          Solver.dopri8(1e-5, 1e-6),
          Solver.rk4(0.005)
        }) {
      Solution s = solver.jumpAt(1, 2).solve(SWITCHED, one, times).orThrow();
      for (int i = 0; i < times.length; i++) {
        assertEquals(switched(times[i]), s.value(0, i, 0), 5e-5, solver.tableau() + " " + times[i]);
      }
    }
    Solution.Row named = DOPRI5.jumpAt(1, 2).solve(SWITCHED, one, 0, 3).rows().get(0);
    assertTrue(named.rejected() <= 6, named.toString());
  }

  @Test
  void aJumpAtTheStartOrTheEndIsNotEvaluatedEither() {
    Matrix y = Matrix.of(new float[][] {{1}});
    Solver solver = DOPRI5.jumpAt(1, 2);
    assertEquals(Math.exp(-30), solver.solve(SWITCHED, y, 1, 2).orThrow().value(0, 1, 0), 1e-5);
    assertEquals(1 - 5 * 0.5, solver.solve(SWITCHED, y, 2.5, 2).orThrow().value(0, 1, 0), 1e-5);
    assertEquals(1, solver.solve(SWITCHED, y, 1, 0).orThrow().value(0, 1, 0), 1e-6);
    assertEquals(1, solver.solve(SWITCHED, y, 1, 1).orThrow().value(0, 1, 0));
  }

  @Test
  void jumpsLeaveRowsIndependent() {
    Solver solver = DOPRI5.jumpAt(1, 2).stepAt(0.7);
    Matrix y0 = new Matrix(9, 1);
    double[] t0 = new double[9];
    double[][] times = new double[9][];
    for (int r = 0; r < 9; r++) {
      y0.set(r, 0, 0.1f * (r + 1));
      t0[r] = 0.31 * r;
      times[r] = new double[] {t0[r] + 0.2, t0[r] + 1 + 0.1 * r};
    }
    Solution together = solver.solve(SWITCHED, t0, y0, OutputTimes.of(times)).orThrow();
    for (int r = 0; r < 9; r++) {
      Matrix own = new Matrix(1, 1);
      own.copyRow(0, y0, r);
      Solution alone =
          solver.solve(
              SWITCHED, new double[] {t0[r]}, own, OutputTimes.of(new double[][] {times[r]}));
      assertEquals(alone.rows().get(0), together.rows().get(r));
      assertEquals(alone.value(0, 1, 0), together.value(r, 1, 0));
    }
  }

  @Test
  void forcedTimesMustBeFinite() {
    String message =
        assertThrows(IllegalArgumentException.class, () -> DOPRI5.stepAt(1, Double.NaN))
            .getMessage();
    assertTrue(message.contains("finite"), message);
    assertEquals(DOPRI5.jumpAt(2, 1, 2), DOPRI5.jumpAt(1, 2));
    assertNotEquals(DOPRI5.jumpAt(1), DOPRI5);
  }
}
