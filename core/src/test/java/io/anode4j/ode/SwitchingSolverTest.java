package io.anode4j.ode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.reference.Problem;
import io.anode4j.tensor.DoubleMatrix;
import io.anode4j.tensor.Matrix;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Rows that change between explicit and implicit steps where stiffness is felt. */
class SwitchingSolverTest {
  private static final double RTOL = 1e-5;

  private static Solution.Row row(SwitchedSolution<?> s) {
    return s.solution().rows().get(0);
  }

  private static void print(String problem, Solution.Row both, Solution.Row... alone) {
    System.out.printf("%s: switching %d evaluations", problem, both.evaluations());
    for (Solution.Row r : alone) {
      System.out.printf(", alone %d (%s)", r.evaluations(), r.status());
    }
    System.out.println();
  }

  /** Van der Pol at μ = 1000: y(2) of Hairer and Wanner's test set (time over μ, ε = μ⁻²). */
  @Test
  void vanDerPol() {
    VectorField field = StiffTest.vanDerPol(1e-6);
    DoubleMatrix y0 = DoubleMatrix.of(new double[] {2, -0.66});
    SwitchedSolution<DoubleMatrix> s = SwitchingSolver.of(RTOL, 1e-7).solve(field, y0, 0, 1, 2);
    assertEquals(RowStatus.SUCCESS, row(s).status(), row(s).toString());
    assertEquals(-0.1863646254808130e1, s.solution().values().get(1, 0), 2e-4);
    assertEquals(0.7535430865435460, s.solution().values().get(1, 1), 2e-4);
    assertEquals(0.1706167732170483e1, s.solution().values().get(2, 0), 2e-4);
    assertEquals(-0.8928097010247975, s.solution().values().get(2, 1), 2e-4);
    assertTrue(s.switches().get(0).implicit() && s.switches().get(0).time() < 1e-4);
    Solution.Row implicit = Solver.kencarp4(RTOL, 1e-7).solve(field, y0, 0, 2).rows().get(0);
    Solver explicit = Solver.dopri5(RTOL, 1e-7).withMaxSteps(100_000);
    Solution.Row crawls = explicit.solve(field, y0, 0, 2).rows().get(0);
    print("van der Pol, mu 1000", row(s), implicit, crawls);
    assertEquals(RowStatus.TOO_MANY_STEPS, crawls.status());
    assertTrue(row(s).evaluations() < 1.3 * implicit.evaluations(), row(s).toString());
  }

  /** Relaxation: stiff on the slow branches, not in the jumps between them; both ways. */
  @Test
  void aMilderOscillatorComesBack() {
    VectorField field = StiffTest.vanDerPol(1e-3);
    DoubleMatrix y0 = DoubleMatrix.of(new double[] {2, -0.66});
    double[] times = {0, 0.5, 1, 2, 4};
    SwitchedSolution<DoubleMatrix> s = SwitchingSolver.of(RTOL, 1e-7).solve(field, y0, times);
    DoubleSolution exact =
        Solver.dopri8(1e-11, 1e-12).withMaxSteps(1_000_000).solve(field, y0, times).orThrow();
    for (int i = 1; i < times.length; i++) {
      assertEquals(exact.value(0, i, 0), s.solution().values().get(i, 0), 2e-3, "t " + times[i]);
    }
    long back = s.switches().stream().filter(w -> !w.implicit()).count();
    assertTrue(back >= 2, s.switches().toString());
    Solution.Row implicit = Solver.kencarp4(RTOL, 1e-7).solve(field, y0, times).rows().get(0);
    Solver patient = Solver.dopri5(RTOL, 1e-7).withMaxSteps(100_000);
    Solution.Row explicit = patient.solve(field, y0, times).rows().get(0);
    print("van der Pol, epsilon 1e-3", row(s), implicit, explicit);
    assertTrue(row(s).evaluations() < explicit.evaluations());
  }

  @Test
  void robertson() {
    DoubleMatrix y0 = DoubleMatrix.of(new double[] {1, 0, 0});
    SwitchedSolution<DoubleMatrix> s =
        SwitchingSolver.of(RTOL, 1e-10).solve(StiffTest.ROBERTSON, y0, 0, 0.4, 40, 4000);
    double[][] expected = {
      {9.851721e-1, 3.386395e-5, 1.479402e-2},
      {7.158271e-1, 9.185535e-6, 2.841637e-1},
      {1.832023e-1, 8.942371e-7, 8.167968e-1}
    };
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        double e = expected[i][j];
        assertEquals(e, s.solution().values().get(i + 1, j), 3e-4 * e, i + ", " + j);
      }
    }
    Solution.Row implicit =
        Solver.kencarp4(RTOL, 1e-10).solve(StiffTest.ROBERTSON, y0, 0, 4000).rows().get(0);
    Solver explicit = Solver.dopri5(RTOL, 1e-10).withMaxSteps(50_000);
    Solution.Row crawls = explicit.solve(StiffTest.ROBERTSON, y0, 0, 40).rows().get(0);
    print("Robertson", row(s), implicit, crawls);
    assertTrue(row(s).evaluations() < 1.5 * implicit.evaluations(), row(s).toString());
  }

  @Test
  void whatIsNotStiffCostsAndIsTheSame() {
    Problem p = Problem.kepler();
    double[] y0 = p.exact().apply(0);
    DoubleSolution alone = Solver.dopri5(1e-8, 1e-9).solve(p.field(), y0, 0, 1, 3);
    SwitchedSolution<DoubleMatrix> s =
        SwitchingSolver.of(1e-8, 1e-9).solve(p.field(), DoubleMatrix.of(y0), 0, 1, 3);
    assertEquals(List.of(), s.switches());
    assertEquals(alone.rows().get(0), row(s));
    for (int i = 0; i < 3; i++) {
      assertArrayEquals(alone.row(0)[i], s.solution().values().row(i));
    }
  }

  /** Where a row would end says how its steps are cut, whichever outputs are asked before. */
  @Test
  void stepsEndWhereARowWouldEnd() {
    VectorField field = StiffTest.vanDerPol(1e-3);
    SwitchingSolver solver = SwitchingSolver.of(RTOL, 1e-7);
    DoubleMatrix y0 = DoubleMatrix.of(new double[] {2, -0.66});
    OutputTimes whole = OutputTimes.of(new double[][] {{0.3, 0.9, 2}});
    OutputTimes part = OutputTimes.of(new double[][] {{0.3, 0.9}}).until(2);
    SwitchedSolution<DoubleMatrix> all = solver.solve(field, new double[1], y0, whole);
    SwitchedSolution<DoubleMatrix> some = solver.solve(field, new double[1], y0, part);
    assertTrue(!some.switches().isEmpty());
    for (int o = 0; o < 2; o++) {
      assertArrayEquals(all.solution().values().row(o), some.solution().values().row(o));
    }
    assertEquals(RowStatus.SUCCESS, row(some).status());
  }

  @Test
  void rowsAreIndependentAndFloat32Goes() {
    float[][] starts = {{2, -0.66f}, {2, 0}, {0.1f, 3}, {Float.NaN, 1}, {1.5f, -0.2f}};
    double[][] times = {{0.1, 0.8}, {0.5}, {0.01, 1.1}, {1}, {}};
    VectorField field = StiffTest.vanDerPol(1e-4);
    SwitchingSolver solver = SwitchingSolver.of(1e-4, 1e-6);
    SwitchedSolution<Matrix> together =
        solver.solve(field, new double[5], Matrix.of(starts), OutputTimes.of(times));
    for (int r = 0; r < 5; r++) {
      SwitchedSolution<Matrix> alone =
          solver.solve(
              field,
              new double[1],
              Matrix.of(new float[][] {starts[r]}),
              OutputTimes.of(new double[][] {times[r]}));
      int row = r;
      assertEquals(row(alone), together.solution().rows().get(r));
      assertEquals(
          alone.switches().stream().map(MethodSwitch::time).toList(),
          together.switches().stream()
              .filter(w -> w.row() == row)
              .map(MethodSwitch::time)
              .toList());
      int from = together.solution().times().offsets()[r];
      for (int i = 0; i < times[r].length; i++) {
        assertEquals(
            alone.solution().values().get(i, 0), together.solution().values().get(from + i, 0));
      }
    }
    assertEquals(RowStatus.NOT_FINITE, together.solution().rows().get(3).status());
    assertTrue(together.switches().size() >= 3);
  }

  @Test
  void eventsGoOnWhereTheMethodChanges() {
    Event crossing = Event.of((t, y) -> y[0]).then((t, y, after) -> {});
    SwitchingSolver plain = SwitchingSolver.of(1e-6, 1e-8);
    SwitchingSolver watched =
        new SwitchingSolver(
            plain.explicit().withEvents(crossing), plain.implicit().withEvents(crossing));
    DoubleMatrix y0 = DoubleMatrix.of(new double[] {2, -0.66});
    SwitchedSolution<DoubleMatrix> s = watched.solve(StiffTest.vanDerPol(1e-4), y0, 0, 4);
    // Half a period is (3 − 2·log 2)/2 and a little more: the sign changes at each jump.
    assertEquals(4, s.solution().occurrences().size(), s.solution().occurrences().toString());
    for (int i = 1; i < 4; i++) {
      double half =
          s.solution().occurrences().get(i).time() - s.solution().occurrences().get(i - 1).time();
      assertEquals((3 - 2 * Math.log(2)) / 2, half, 0.02);
    }
  }

  @Test
  void whatDoesNotGoTogetherIsRefused() {
    Solver dopri5 = Solver.dopri5(1e-4, 1e-6);
    Solver kencarp4 = Solver.kencarp4(1e-4, 1e-6);
    for (Solver[] pair :
        new Solver[][] {
          {kencarp4, dopri5},
          {dopri5, dopri5},
          {Solver.fixed(ButcherTableau.dopri5(), 0.1), kencarp4},
          {dopri5.stepAt(1), kencarp4}
        }) {
      assertThrows(IllegalArgumentException.class, () -> new SwitchingSolver(pair[0], pair[1]));
    }
    SwitchingSolver few = new SwitchingSolver(dopri5.withMaxSteps(30), kencarp4);
    SwitchedSolution<DoubleMatrix> s =
        few.solve(StiffTest.vanDerPol(1e-6), DoubleMatrix.of(new double[] {2, -0.66}), 0, 2);
    assertEquals(RowStatus.TOO_MANY_STEPS, row(s).status());
    assertTrue(Double.isNaN(s.solution().values().get(1, 0)));
  }
}
