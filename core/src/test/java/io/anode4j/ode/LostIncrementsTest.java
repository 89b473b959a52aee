package io.anode4j.ode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.anode.LayerField;
import io.anode4j.anode.RandomField;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.DoubleMatrix;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Networks live in float32: what their sums lose is said, and only what matters. */
class LostIncrementsTest {
  /** A network whose output is one number, whatever the state. */
  private static LayerField constant(float slope) {
    LayerField field = RandomField.of(1, 1, 1, 4, 1);
    Parameters p = field.parameters().copy();
    Arrays.fill(p.values(), 0);
    p.values()[p.size() - 1] = slope;
    return new LayerField(field.layer(), p);
  }

  private static Solution.Row row(Solver solver, float start, float slope, double end) {
    Matrix y0 = Matrix.of(new float[][] {{start}});
    return solver.solve(constant(slope), y0, 0, end).rows().get(0);
  }

  /** 1e-6 a step beside 1000, whose last digit is 6e-5. */
  @Test
  void aStateThatShouldHaveMovedIsNotASuccess() {
    Solution.Row row = row(Solver.euler(1e-3), 1000, 1e-3f, 10);
    assertEquals(RowStatus.ROUNDING, row.status());
    assertTrue(row.explanation().contains("float64"), row.explanation());
    Solver ones = Solver.dopri5(1e-6, 1e-7).withMaxStep(1).withMaxSteps(200_000);
    assertEquals(RowStatus.ROUNDING, row(ones, 1000, 1e-6f, 1e5).status());
  }

  /** 0.6 of the last digit, rounded to a whole one, is 67 % too much every time. */
  @Test
  void roundingUpIsLossAsWell() {
    double ulp = Math.ulp(1000f);
    Solution.Row row = row(Solver.euler(1), 1000, (float) (0.6 * ulp), 3000);
    assertEquals(RowStatus.ROUNDING, row.status());
  }

  /** The remedy that the status names. */
  @Test
  void inDoubleNothingIsLost() {
    DoubleSolution s =
        Solver.euler(1e-3).solve(constant(1e-3f), DoubleMatrix.of(new double[] {1000}), 0, 10);
    assertEquals(1000.01, s.value(0, 1, 0), 1e-9);
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6})
  void ordinaryRoundingIsNoLoss(long seed) {
    LayerField field = RandomField.of(seed, 1.5, 4, 20, 4);
    Matrix y0 = Matrix.of(new float[][] {{1, -0.5f, 0.25f, 2}, {0, 0, 0, 0}, {100, 1, -1, 0.1f}});
    for (Solver solver :
        new Solver[] {Solver.euler(1e-3), Solver.rk4(1e-3), Solver.midpoint(0.01)}) {
      assertTrue(solver.solve(field, y0, 0, 10).success(), seed + " " + solver.tableau());
    }
  }

  /** A tolerance that allows for it is kept. */
  @Test
  void lossWithinTheToleranceIsNoLoss() {
    Solver ones = Solver.dopri5(1e-3, 1e-3).withMaxStep(1).withMaxSteps(200_000);
    assertEquals(RowStatus.SUCCESS, row(ones, 1000, 1e-6f, 1e4).status());
  }

  /**
   * An absolute tolerance below the last digit would be chased for as many steps as are allowed.
   */
  @Test
  void anAbsoluteToleranceBelowTheLastDigitCostsNoMillionsOfSteps() {
    LayerField field = RandomField.of(2, 1.5, 4, 20, 4);
    Matrix y0 = Matrix.of(new float[][] {{1, -0.5f, 0.25f, 2}});
    for (ButcherTableau method : ButcherTableau.all()) {
      if (method.embedded() && method.order() > 3) {
        Solver strict = Solver.adaptive(method, 0, 1e-30).withMaxSteps(1_000_000);
        Solution.Row row = strict.solve(field, y0, 0, 3).rows().get(0);
        assertTrue(row.accepted() + row.rejected() < 5000, method + ": " + row);
      }
    }
  }

  @Test
  void aStateAtRestIsASuccess() {
    assertEquals(RowStatus.SUCCESS, row(Solver.euler(1e-3), 1000, 0, 10).status());
    assertEquals(RowStatus.SUCCESS, row(Solver.euler(1e-3), 1000, 1e-12f, 10).status());
  }
}
