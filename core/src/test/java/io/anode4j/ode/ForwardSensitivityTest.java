package io.anode4j.ode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.gradient.DifferentiableSolver;
import io.anode4j.tensor.DoubleMatrix;
import org.junit.jupiter.api.Test;

/** Against closed forms, and against the gradient that goes backwards. */
class ForwardSensitivityTest {
  private static final double[] TIMES = {0, 0.5, 2};

  @Test
  void decayAndItsFeedAreDifferentiatedAsInClosedForm() {
    // y' = b − a·y from 3: y = b/a + (3 − b/a)·e^(−a·t)
    double a = 0.8;
    double b = 1e3;
    ForwardSensitivity decay =
        new ForwardSensitivity(1, new double[] {a, b}, (t, y, p, dy) -> dy[0] = p[1] - p[0] * y[0]);
    DoubleMatrix start = DoubleMatrix.of(decay.start(3));
    DoubleSolution solution = Solver.dopri5(1e-10, 1e-10).solve(decay.field(), start, TIMES);
    for (int i = 0; i < TIMES.length; i++) {
      double t = TIMES[i];
      double e = Math.exp(-a * t);
      double level = b / a;
      assertEquals(level + (3 - level) * e, solution.value(0, i, 0), 1e-6);
      double byA = -level / a * (1 - e) - t * (3 - level) * e;
      assertEquals(byA, solution.value(0, i, decay.column(0, 0)), 1e-7 * (1 + Math.abs(byA)));
      assertEquals((1 - e) / a, solution.value(0, i, decay.column(0, 1)), 1e-7);
    }
  }

  @Test
  void forwardsAndBackwardsAgree() {
    double[] rates = {1.1, 0.4, 0.1, 0.4};
    ParametricRow predation =
        (t, y, p, dy) -> {
          dy[0] = p[0] * y[0] - p[1] * y[0] * y[1];
          dy[1] = p[2] * y[0] * y[1] - p[3] * y[1];
        };
    ForwardSensitivity forwards = new ForwardSensitivity(2, rates, predation);
    Solver solver = Solver.dopri5(1e-9, 1e-9);
    DoubleMatrix start = DoubleMatrix.of(forwards.start(3, 1));
    DoubleSolution solution = solver.solve(forwards.field(), start, TIMES);
    float[] gradient =
        new DifferentiableSolver(solver)
            .solve(
                ParametricField.withFiniteDifferences(2, rates, predation),
                DoubleMatrix.of(new double[] {3, 1}),
                (of, cotangents) -> {
                  cotangents.value(2, 0, 1);
                  return of.value(0, 2, 0);
                },
                TIMES)
            .parameters();
    for (int p = 0; p < 4; p++) {
      double forward = solution.value(0, 2, forwards.column(0, p));
      assertEquals(gradient[p], forward, 1e-5 * (1 + Math.abs(forward)), "parameter " + p);
    }
  }

  @Test
  void sizesAreChecked() {
    ParametricRow row = (t, y, p, dy) -> dy[0] = p[0];
    assertThrows(
        IllegalArgumentException.class, () -> new ForwardSensitivity(1, new double[0], row));
    ForwardSensitivity one = new ForwardSensitivity(1, new double[] {1}, row);
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> one.start(1, 2)).getMessage());
    assertTrue(message.contains("expected 1"), message);
  }
}
