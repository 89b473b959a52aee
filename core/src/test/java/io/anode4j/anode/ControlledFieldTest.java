package io.anode4j.anode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.nn.Activation;
import io.anode4j.nn.Dense;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.Network;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;
import io.anode4j.ode.Solver;
import io.anode4j.reference.Doubles;
import io.anode4j.reference.FieldGradient;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ControlledFieldTest {
  private static ControlPath path(ControlPath.Interpolation interpolation) {
    return new ControlPath(
        new double[][] {{0, 0.5, 0.7, 2}, {0.25}, {-1, 0.1, 0.9}},
        new float[][][] {
          {{1, 0}, {2, 1}, {-1, 0.5f}, {3, 0}}, {{0.5f, -0.5f}}, {{0, 1}, {1, 0}, {2, 2}}
        },
        interpolation);
  }

  @ParameterizedTest
  @EnumSource
  void passesThroughItsKnotsAndStaysOutside(ControlPath.Interpolation interpolation) {
    ControlPath path = path(interpolation);
    assertEquals(8, path.knots());
    for (int r = 0; r < 3; r++) {
      for (int k = 0; k < path.times()[r].length; k++) {
        assertEquals(path.values()[r][k][0], at(path, r, path.times()[r][k]), 1e-6);
      }
      assertEquals(path.values()[r][0][0], at(path, r, -7));
      assertEquals(path.values()[r][path.times()[r].length - 1][0], at(path, r, 99));
    }
  }

  private static double at(ControlPath path, int row, double t) {
    double[] w = new double[3];
    int k = path.weights(row, t, w);
    double u = 0;
    for (int i = 0; i < 3; i++) {
      u += w[i] == 0 ? 0 : w[i] * path.values()[row][k - 1 + i][0];
    }
    return u;
  }

  @Test
  void isStraightOrSmoothBetweenKnots() {
    assertEquals(1.25, at(path(ControlPath.Interpolation.LINEAR), 0, 0.125), 1e-12);
    ControlPath smooth = path(ControlPath.Interpolation.HERMITE);
    for (double knot : new double[] {0.5, 0.7}) {
      double before = (at(smooth, 0, knot) - at(smooth, 0, knot - 1e-6)) / 1e-6;
      double after = (at(smooth, 0, knot + 1e-6) - at(smooth, 0, knot)) / 1e-6;
      // The second derivative is below 1,000 on pieces of 0.2: 10⁻³ over a step of 10⁻⁶.
      assertEquals(before, after, 2e-3, "slope at " + knot);
    }
  }

  /** dy/dt = u(t) has the integral of the path as its solution. */
  @Test
  void integratesTheControlOfItsRow() {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Dense layer = Dense.in(layout, "f", 3, 1);
    Parameters p = new Parameters(layout.build(), new float[] {0, 1, 0, 0});
    ControlledField field = new ControlledField(layer, p, path(ControlPath.Interpolation.LINEAR));
    Matrix y = Solver.rk4(0.05).solve(field, field.initial(new Matrix(3, 1)), 0, 2).values();
    // The knots lie on the steps, so Simpson's rule inside RK4 is exact but for row 2's at 0.1.
    assertEquals(0.75 + 0.1 + 1.3, y.get(1, 0), 1e-5);
    assertEquals(1, y.get(3, 0), 1e-5);
  }

  @ParameterizedTest
  @EnumSource
  void gradientReachesWeightsStatesAndKnots(ControlPath.Interpolation interpolation) {
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Mlp mlp = Mlp.in(layout, "f", Activation.TANH, 4, 7, 2);
    Parameters p = Network.create(mlp, layout.build(), 5).parameters();
    ControlledField field = new ControlledField(mlp, p, path(interpolation));
    Solver solver = Solver.rk4(0.1);
    Matrix y0 = field.initial(Doubles.randomMatrix(new SplittableRandom(6), 3, 2));
    Matrix ct = FieldGradient.filled(3, 3, 0.7f);
    FieldGradient gradient = FieldGradient.of(field, solver, y0, 1.5, ct);
    // As in NeuralOdeTest: float32 losses of size 1 differenced over 2·10⁻².
    Doubles.assertClose(
        FieldGradient.differences(field, solver, y0, 1.5, ct),
        Doubles.of(gradient.parameters()),
        4e-4);
    double[] expected = FieldGradient.initialDifferences(field, solver, y0, 1.5, ct);
    for (int r = 0; r < 3; r++) {
      assertEquals(expected[3 * r], gradient.initial().get(r, 0), 4e-4);
      assertEquals(expected[3 * r + 1], gradient.initial().get(r, 1), 4e-4);
    }
    float[] values = field.parameterValues();
    values[values.length - 1] = 9;
    assertArrayEquals(values, field.withParameterValues(values).parameterValues());
  }

  @Test
  void refusesPathsThatAreNone() {
    assertRefused("0 rows", () -> new ControlPath(new double[0][], new float[0][][], LINEAR));
    assertRefused(
        "row 0",
        () -> new ControlPath(new double[][] {{1, 1}}, new float[][][] {{{1}, {2}}}, LINEAR));
    assertRefused(
        "row 0", () -> new ControlPath(new double[][] {{}}, new float[][][] {{}}, LINEAR));
    ParameterLayout.Builder layout = ParameterLayout.builder();
    Mlp mlp = Mlp.in(layout, "f", Activation.TANH, 4, 2);
    Parameters p = new Parameters(layout.build());
    ControlPath one = new ControlPath(new double[][] {{1}}, new float[][][] {{{1}}}, LINEAR);
    assertRefused("1 control channels", () -> new ControlledField(mlp, p, one));
    ControlledField field = new ControlledField(mlp, p, path(LINEAR));
    assertRefused("paths of 3 rows", () -> field.initial(new Matrix(4, 2)));
    assertRefused("1 values", () -> field.withParameterValues(new float[1]));
  }

  private static final ControlPath.Interpolation LINEAR = ControlPath.Interpolation.LINEAR;

  private static void assertRefused(String part, org.junit.jupiter.api.function.Executable call) {
    String message = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(message.contains(part), message);
  }
}
