package io.anode4j.ode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.tensor.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Stiff fields in float64: published values over many scales, a tolerance for each component. */
class Float64StiffTest {
  /**
   * The value at 1e11 is that of the "Test set for initial value problem solvers" (Mazzia and
   * Magherini, 2008), problem ROBER; at 4e9 that of Radau IIA at a tolerance of 1e-12.
   */
  @ParameterizedTest
  @ValueSource(strings = {"kencarp4", "kvaerno5"})
  void robertsonToTheEnd(String method) {
    Solver solver = Solver.adaptive(ButcherTableau.named(method), 1e-6, 1e-12);
    DoubleSolution s =
        solver.solve(StiffTest.ROBERTSON, new double[] {1, 0, 0}, 0, 40, 4e9, 1e11).orThrow();
    double[][] expected = {
      {0.7158270688, 9.185534765e-6, 0.2841637457},
      {5.20827e-7, 2.08331e-12, 0.9999994791702},
      {2.083340149701255e-8, 8.333360770334713e-14, 0.9999999791665050}
    };
    for (int i = 0; i < 3; i++) {
      for (int j = 0; j < 3; j++) {
        assertEquals(1, s.value(0, i + 1, j) / expected[i][j], 1e-3, "output " + i + ", " + j);
      }
    }
  }

  /** What was asked of float32 states, an absolute tolerance above y₂ itself, is right as well. */
  @ParameterizedTest
  @ValueSource(strings = {"kencarp4", "kvaerno5"})
  void robertsonWithALooseTolerance(String method) {
    Solver solver = Solver.adaptive(ButcherTableau.named(method), 1e-4, 1e-9);
    Matrix y0 = Matrix.of(new float[][] {{1, 0, 0}});
    Solution s = solver.solve(StiffTest.ROBERTSON, y0, 0, 4e9).orThrow();
    assertEquals(5.20827e-7, s.value(0, 1, 0), 5.2e-9);
    assertEquals(2.08331e-12, s.value(0, 1, 1), 2.1e-14);
  }

  /** y(2000) of problem VDPOL of the same test set. */
  @ParameterizedTest
  @ValueSource(strings = {"kencarp4", "kvaerno5"})
  void vanDerPolOfStiffnessAThousand(String method) {
    DoubleField field =
        VectorField.of(
            2,
            (t, y, dy) -> {
              dy[0] = y[1];
              dy[1] = 1000 * (1 - y[0] * y[0]) * y[1] - y[0];
            });
    DoubleSolution s =
        Solver.adaptive(ButcherTableau.named(method), 1e-7, 1e-9)
            .withMaxSteps(Integer.MAX_VALUE)
            .solve(field, new double[] {2, 0}, 0, 2000)
            .orThrow();
    assertEquals(1.706167732170469, s.value(0, 1, 0), 1e-5);
    assertEquals(-8.928097010248125e-4, s.value(0, 1, 1), 1e-8);
  }

  @Test
  void tolerancesPerComponent() {
    Solver solver = Solver.kencarp4(1e-4, 1e-6).withComponentAtol(1e-8, 1e-14, 1e-6);
    DoubleSolution s = solver.solve(StiffTest.ROBERTSON, new double[] {1, 0, 0}, 0, 4e9).orThrow();
    assertEquals(2.08331e-12, s.value(0, 1, 1), 2.1e-14);
    // A component that may err as it likes lets the steps grow.
    DoubleField twoScales =
        VectorField.of(
            2,
            (t, y, dy) -> {
              dy[0] = -y[0];
              dy[1] = 50 * Math.cos(50 * t);
            });
    Solver strict = Solver.dopri5(1e-8, 1e-8);
    int all = evaluations(strict, twoScales);
    assertTrue(evaluations(strict.withComponentAtol(1e-8, 1e3), twoScales) * 3 < all);
    assertTrue(evaluations(strict.withComponentRtol(1e-8, 1e3), twoScales) * 3 < all);
    IllegalArgumentException wrong =
        assertThrows(
            IllegalArgumentException.class,
            () -> evaluations(strict.withComponentAtol(1, 2, 3), twoScales));
    assertTrue(wrong.getMessage().contains("one each"), wrong.getMessage());
    assertThrows(IllegalArgumentException.class, () -> strict.withComponentAtol(1, 0));
    assertThrows(IllegalArgumentException.class, () -> strict.withComponentRtol(-1, 0));
  }

  private static int evaluations(Solver solver, VectorField field) {
    return solver.solve(field, new double[] {1, 1}, 0, 3).rows().get(0).evaluations();
  }

  @Test
  void aFixedStepTooLargeForNewtonIsCalledSo() {
    DoubleField steep = VectorField.of(1, (t, y, dy) -> dy[0] = Math.exp(20 * y[0]) - y[0]);
    for (ButcherTableau method :
        new ButcherTableau[] {ButcherTableau.kencarp4(), ButcherTableau.kvaerno5()}) {
      Solution.Row row =
          Solver.fixed(method, 5).solve(steep, new double[] {0.5}, 0, 10).rows().get(0);
      assertEquals(RowStatus.NOT_CONVERGED, row.status());
      DoubleField undefined = VectorField.of(1, (t, y, dy) -> dy[0] = t > 3 ? Double.NaN : -y[0]);
      row = Solver.fixed(method, 1).solve(undefined, new double[] {1}, 0, 10).rows().get(0);
      assertEquals(RowStatus.NOT_FINITE, row.status());
    }
  }
}
