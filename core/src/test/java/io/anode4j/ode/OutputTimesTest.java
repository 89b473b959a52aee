package io.anode4j.ode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.tensor.Matrix;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OutputTimesTest {
  private static final VectorField DECAY = VectorField.of(2, (t, y, dy) -> dy[0] = -y[0]);
  private static final Solver SOLVER = Solver.dopri5(1e-3, 1e-4);

  @Test
  void laysRowsOneAfterTheOther() {
    OutputTimes times = OutputTimes.of(new double[] {1, 2}, new double[0], new double[] {3});
    assertEquals(3, times.rows());
    assertEquals(3, times.total());
    assertEquals(2, times.count(0));
    assertEquals(0, times.count(1));
    assertArrayEquals(new double[] {3}, times.row(2));
    assertEquals(0, OutputTimes.of().rows());
    OutputTimes same = OutputTimes.same(2, 4, 5);
    assertArrayEquals(new double[] {4, 5, 4, 5}, same.times());
    assertArrayEquals(new int[] {0, 2, 4}, same.offsets());
  }

  private static void refused(double start, double... times) {
    OutputTimes outputs = OutputTimes.of(new double[0], times);
    double[] starts = {0, start};
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> SOLVER.solve(DECAY, starts, new Matrix(2, 2), outputs))
            .getMessage();
    assertTrue(message.startsWith("Row 1 asks for output at t = "), message);
    assertTrue(message.contains("finite and run one way"), message);
  }

  @Test
  void refusesTimesThatTurnOrAreNotFinite() {
    refused(0, 1, 0.5);
    refused(0, 1, 0);
    refused(0, 0, 1, 0);
    refused(0, -1, 1);
    refused(0, -1, -0.5);
    refused(2, 3, 2.5, 4);
    refused(2, 1, 3);
    refused(0, Double.NaN);
    refused(0, 1, Double.NaN, 2);
    refused(0, Double.POSITIVE_INFINITY);
    refused(Double.NaN, 1);
    refused(Double.NEGATIVE_INFINITY, 1);
  }

  @Test
  void acceptsRepeatedTimesAndTheStart() {
    double[][] fine = {{}, {0}, {0, 0}, {0, 1, 1}, {-1, -1, -2}, {0, -0.0, 0}};
    for (double[] times : fine) {
      OutputTimes outputs = OutputTimes.of(times);
      assertDoesNotThrow(
          () -> SOLVER.solve(DECAY, new double[1], new Matrix(1, 2), outputs).orThrow());
    }
  }

  @Test
  void refusesShapesThatDisagree() {
    OutputTimes two = OutputTimes.same(2, 0, 1);
    Integrator<Matrix> integrator = new Integrator<>(SOLVER, 2, DECAY.evaluator());
    double[] t0 = new double[2];
    Matrix y0 = new Matrix(2, 2);
    Matrix out = new Matrix(4, 2);
    integrator.solve(t0, y0, two, out);
    assertRefused(() -> integrator.solve(t0, new Matrix(2, 3), two, out));
    assertRefused(() -> integrator.solve(t0, new Matrix(1, 2), two, out));
    assertRefused(() -> integrator.solve(t0, y0, two, new Matrix(4, 1)));
    assertRefused(() -> integrator.solve(t0, y0, two, new Matrix(3, 2)));
    assertRefused(() -> integrator.solve(new double[1], y0, two, out));
  }

  private static void assertRefused(Runnable solve) {
    String message = assertThrows(IllegalArgumentException.class, solve::run).getMessage();
    assertTrue(message.contains("dimension 2"), message);
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, -0.1, Double.NaN, Double.POSITIVE_INFINITY})
  void refusesStepsAndTolerancesThatAreNone(double value) {
    if (!Double.isNaN(value)) {
      assertThrows(IllegalArgumentException.class, () -> Solver.rk4(value));
    }
    if (!(value > 0)) {
      assertThrows(IllegalArgumentException.class, () -> Solver.dopri5(1e-3, value));
    }
  }

  @Test
  void refusesSolversThatCannotBe() {
    ButcherTableau rk4 = ButcherTableau.rk4();
    String message =
        assertThrows(
                IllegalArgumentException.class, () -> new Solver(rk4, 1e-3, 1e-4, Double.NaN, 10))
            .getMessage();
    assertTrue(message.contains("adaptive steps need an embedded method"), message);
    assertThrows(IllegalArgumentException.class, () -> Solver.dopri5(-1e-3, 1e-4));
    assertThrows(IllegalArgumentException.class, () -> Solver.euler(0.1).withMaxSteps(0));
    assertThrows(IllegalArgumentException.class, () -> VectorField.of(0, (t, y, dy) -> dy[0] = 0));
    assertEquals("tsit5", Solver.tsit5(1e-3, 1e-4).tableau().toString());
  }

  @Test
  void aRowThatWouldGoOnIsLeftOnceItsLastOutputIsWrittenToTheSameBits() {
    double[] starts = new double[3];
    Matrix y0 = new Matrix(3, 2);
    for (int r = 0; r < 3; r++) {
      y0.set(r, 0, 1 + r);
    }
    OutputTimes whole =
        OutputTimes.of(new double[] {1, 2.5, 10}, new double[] {-0.3, -4}, new double[] {0, 7});
    OutputTimes part =
        OutputTimes.of(new double[] {1, 2.5}, new double[] {-0.3}, new double[] {0})
            .until(10, -4, 7);
    Solution all = SOLVER.solve(DECAY, starts, y0, whole);
    Solution some = SOLVER.solve(DECAY, starts, y0, part);
    int[] same = {0, 1, 3, 5};
    for (int o = 0; o < same.length; o++) {
      assertEquals(all.values().get(same[o], 0), some.values().get(o, 0), "output " + o);
    }
    for (int r = 0; r < 3; r++) {
      assertEquals(RowStatus.SUCCESS, some.rows().get(r).status());
      int left = some.rows().get(r).evaluations();
      assertTrue(left < all.rows().get(r).evaluations(), "row " + r + " took " + left);
    }
    Solution shorter = SOLVER.solve(DECAY, starts, y0, OutputTimes.of(part.row(0), part.row(1)));
    assertNotEquals(shorter.values().get(1, 0), some.values().get(1, 0));
  }

  @Test
  void refusesAnEndBeforeTheLastTime() {
    OutputTimes outputs = OutputTimes.of(new double[] {1, 2}).until(1.5);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> SOLVER.solve(DECAY, new double[1], new Matrix(1, 2), outputs))
            .getMessage();
    assertTrue(message.contains("would end at 1.5"), message);
  }
}
