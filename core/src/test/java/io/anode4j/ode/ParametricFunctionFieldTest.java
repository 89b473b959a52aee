package io.anode4j.ode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.gradient.DifferentiableSolver;
import io.anode4j.gradient.GradientCheck;
import io.anode4j.gradient.GradientReport;
import io.anode4j.gradient.Gradients;
import io.anode4j.gradient.OutputLoss;
import io.anode4j.tensor.Matrix;
import org.junit.jupiter.api.Test;

/** Fields with parameters from lambdas: predator and prey, and decay in closed form. */
class ParametricFunctionFieldTest {
  private static final Solver SOLVER = Solver.dopri5(1e-6, 1e-7);
  private static final double[] RATES = {1.1, 0.4, 0.1, 0.4};

  private static final ParametricRow PREDATION =
      (t, y, p, dy) -> {
        dy[0] = p[0] * y[0] - p[1] * y[0] * y[1];
        dy[1] = p[2] * y[0] * y[1] - p[3] * y[1];
      };

  private static final ParametricRow.Pullback PRODUCTS =
      (t, y, p, ct, yCt, pCt) -> {
        yCt[0] = ct[0] * (p[0] - p[1] * y[1]) + ct[1] * p[2] * y[1];
        yCt[1] = -ct[0] * p[1] * y[0] + ct[1] * (p[2] * y[0] - p[3]);
        pCt[0] = ct[0] * y[0];
        pCt[1] = -ct[0] * y[0] * y[1];
        pCt[2] = ct[1] * y[0] * y[1];
        pCt[3] = -ct[1] * y[1];
      };

  private static final Matrix STARTS = Matrix.of(new float[][] {{3, 1}, {5, 2}, {1, 1}});

  private static GradientReport check(ParametricField field) {
    return GradientCheck.of(SOLVER).check(field, STARTS, OutputLoss.sumOfSquares(), 0, 0.5, 2);
  }

  @Test
  void exactProductsPassTheGradientCheckByEveryStrategy() {
    GradientReport report = check(ParametricField.of(2, RATES, PREDATION, PRODUCTS));
    assertTrue(report.passed(), report::toString);
    assertTrue(report.toString().contains("parameters"), report::toString);
  }

  @Test
  void aSumHasTheDerivativesAndGradientsOfItsParts() {
    double[] hunting = {RATES[1], RATES[2]};
    ParametricField learnt =
        ParametricField.withFiniteDifferences(
            2,
            hunting,
            (t, y, p, dy) -> {
              dy[0] = -p[0] * y[0] * y[1];
              dy[1] = p[1] * y[0] * y[1];
            });
    DoubleField known =
        VectorField.withFiniteDifferences(
            2,
            (t, y, dy) -> {
              dy[0] = RATES[0] * y[0];
              dy[1] = -RATES[3] * y[1];
            });
    ParametricField sum = learnt.plus(known);
    GradientReport report = check(sum);
    assertTrue(report.passed(), report::toString);
    ParametricField whole = ParametricField.of(2, RATES, PREDATION, PRODUCTS);
    Solution ofSum = SOLVER.solve(sum, STARTS, 0, 0.5, 2);
    Solution ofWhole = SOLVER.solve(whole, STARTS, 0, 0.5, 2);
    assertArrayEquals(ofWhole.values().toArray(), ofSum.values().toArray(), 2e-5f);
    // Also beside a part that has parameters, which stay as they are.
    assertEquals(2, learnt.plus(whole).parameterValues().length);
    assertTrue(check(learnt.plus(whole)).passed());
    IllegalArgumentException refused =
        assertThrows(
            IllegalArgumentException.class,
            () -> learnt.plus(VectorField.of(3, (t, y, dy) -> dy[0] = 0)));
    assertTrue(String.valueOf(refused.getMessage()).contains("dimension 3"));
  }

  @Test
  void aWrongProductFails() {
    ParametricRow.Pullback wrong =
        (t, y, p, ct, yCt, pCt) -> {
          PRODUCTS.pullback(t, y, p, ct, yCt, pCt);
          pCt[2] *= 1.01;
        };
    assertTrue(!check(ParametricField.of(2, RATES, PREDATION, wrong)).passed());
  }

  @Test
  void differencesAgreeWithExactProducts() {
    Gradients exact = gradients(ParametricField.of(2, RATES, PREDATION, PRODUCTS));
    Gradients differences = gradients(ParametricField.withFiniteDifferences(2, RATES, PREDATION));
    assertEquals(exact.loss(), differences.loss());
    for (int i = 0; i < RATES.length; i++) {
      float g = exact.parameters()[i];
      assertEquals(g, differences.parameters()[i], 1e-5 * Math.abs(g), "parameter " + i);
    }
    assertTrue(check(ParametricField.withFiniteDifferences(2, RATES, PREDATION)).passed());
  }

  private static Gradients gradients(ParametricField field) {
    return new DifferentiableSolver(SOLVER).solve(field, STARTS, OutputLoss.sumOfSquares(), 0, 2);
  }

  /** y = e^(−kt), and with a loss of y²/2 at t = 1 its derivative by k is −e^(−2k). */
  @Test
  void decayHasItsClosedForm() {
    ParametricField decay =
        ParametricField.withFiniteDifferences(
            1, new double[] {0.7}, (t, y, k, dy) -> dy[0] = -k[0] * y[0]);
    Matrix one = Matrix.of(new float[][] {{1}});
    OutputLoss half =
        (solution, cotangents) -> {
          float y = solution.value(0, 1, 0);
          cotangents.set(1, 0, y);
          return 0.5 * y * y;
        };
    Gradients g = new DifferentiableSolver(SOLVER).solve(decay, one, half, 0, 1);
    assertEquals(Math.exp(-0.7), g.solution().value(0, 1, 0), 1e-6);
    assertEquals(-Math.exp(-1.4), g.parameters()[0], 1e-6);
    ParametricField faster = decay.withParameterValues(new float[] {2});
    assertEquals(
        Math.exp(-2), SOLVER.solve(faster, one, 0, 1).value(0, 1, 0), 1e-6, "other values");
    assertArrayEquals(new float[] {0.7f}, decay.parameterValues(), "the field itself stays");
  }

  @Test
  void whatIsGivenIsCopiedAndChecked() {
    double[] theta = {1, 2, 3, 4};
    ParametricField field = ParametricField.of(2, theta, PREDATION, PRODUCTS);
    theta[0] = 99;
    assertArrayEquals(new float[] {1, 2, 3, 4}, field.parameterValues());
    field.parameterValues()[0] = 7;
    assertEquals(1, field.parameterValues()[0]);
    assertNotSame(field.evaluator(), field.evaluator());
    assertThrows(
        IllegalArgumentException.class, () -> field.withParameterValues(new float[] {1, 2}));
    IllegalArgumentException none =
        assertThrows(
            IllegalArgumentException.class,
            () -> ParametricField.withFiniteDifferences(2, new double[0], PREDATION));
    assertTrue(String.valueOf(none.getMessage()).contains("VectorField.of"));
    assertThrows(
        IllegalArgumentException.class, () -> ParametricField.of(0, RATES, PREDATION, PRODUCTS));
  }
}
