package io.anode4j.ode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.reference.Problem;
import io.anode4j.tensor.Matrix;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A solve as a function of time. */
class DenseSolutionTest {
  static Stream<ButcherTableau> methods() {
    return ButcherTableau.all().stream();
  }

  private static double dense(ButcherTableau m) {
    return switch (m.name()) {
      case "euler" -> 1;
      case "heun", "midpoint", "ralston" -> 2;
      case "bosh3", "rk4", "rk38", "kencarp4" -> 3;
      case "dopri8" -> 5;
      default -> 4;
    };
  }

  /** Largest errors of state and derivative inside one step, to either side, from t = 0.3. */
  private static double[] insideOneStep(ButcherTableau m, double h) {
    Problem p = Problem.oscillator();
    DenseSolution s =
        Solver.fixed(m, Math.abs(h))
            .solveDense(p.field(), new double[] {0.3}, p.state(0.3), new double[] {0.3 + h});
    double[] worst = new double[2];
    for (double theta = 0.05; theta < 1; theta += 0.05) {
      double t = 0.3 + theta * h;
      double[] y = s.evaluate(0, t);
      double[] dy = s.derivative(0, t);
      worst[0] = Math.max(worst[0], Math.hypot(y[0] - Math.sin(t), y[1] - Math.cos(t)));
      worst[1] = Math.max(worst[1], Math.hypot(dy[0] - Math.cos(t), dy[1] + Math.sin(t)));
    }
    return worst;
  }

  @ParameterizedTest
  @MethodSource("methods")
  void convergesWithItsOrder(ButcherTableau m) {
    double h = m.order() == 1 ? 0.1 : m.order() < 5 ? 0.5 : 1.6;
    for (int direction : new int[] {1, -1}) {
      double[] coarse = insideOneStep(m, direction * h);
      double[] fine = insideOneStep(m, direction * h / 2);
      double slope = Math.log(coarse[0] / fine[0]) / Math.log(2);
      assertTrue(slope > dense(m) + 1 - 0.35, "local error of the state falls with " + slope);
      double ofDerivative = Math.log(coarse[1] / fine[1]) / Math.log(2);
      assertTrue(ofDerivative > dense(m) - 0.35, "that of the derivative with " + ofDerivative);
    }
  }

  @ParameterizedTest
  @MethodSource("methods")
  void isContinuousAndPassesTheSteps(ButcherTableau m) {
    Problem p = Problem.kepler();
    for (double direction : new double[] {1, -1}) {
      double t0 = direction > 0 ? 0 : 2;
      DenseSolution s =
          Solver.fixed(m, 0.05)
              .solveDense(p.field(), new double[] {t0}, p.state(t0), new double[] {2 - t0});
      double[] times = s.times(0);
      double[][] states = s.states(0);
      assertEquals(41, times.length);
      assertEquals(2 - t0, times[40]);
      for (int i = 0; i < times.length; i++) {
        assertArrayEquals(states[i], s.evaluate(0, times[i]), Double.MIN_VALUE);
        double before = times[i] - direction * 1e-12;
        if (i > 0) {
          assertArrayEquals(states[i], s.evaluate(0, before), 5e-6);
        }
      }
      for (int j = 0; j < 4; j++) {
        assertEquals(s.solution().value(0, 0, j), (float) s.evaluate(0, times[40])[j]);
      }
    }
  }

  @Test
  void agreesWithTheOutputsOfASolve() {
    Problem p = Problem.kepler();
    Solver solver = Solver.dopri5(1e-5, 1e-6);
    double[] t = {0, 0.1, 0.77, 1.3, 2.9, Math.PI};
    Solution outputs = solver.solve(p.field(), p.state(0), t);
    DenseSolution dense =
        solver.solveDense(p.field(), new double[1], p.state(0), new double[] {Math.PI});
    for (int i = 0; i < t.length; i++) {
      for (int j = 0; j < 4; j++) {
        assertEquals(outputs.value(0, i, j), dense.evaluate(0, t[i])[j], 5e-7);
      }
    }
    assertEquals(outputs.rows().get(0).accepted() + 1, dense.times(0).length);
    assertTrue(dense.solution().bytes() > 0);
  }

  @Test
  void rowsHaveTheirOwnSpans() {
    Problem p = Problem.oscillator();
    double[] t0 = {0, 1, 2, 3};
    double[] t1 = {5, -1, 2, 3.5};
    Matrix y0 = new Matrix(4, 2);
    for (int r = 0; r < 4; r++) {
      y0.copyRow(r, p.state(t0[r]), 0);
    }
    DenseSolution s = Solver.tsit5(1e-6, 1e-7).solveDense(p.field(), t0, y0, t1);
    for (int r = 0; r < 4; r++) {
      double t = 0.3 * t0[r] + 0.7 * t1[r];
      assertEquals(Math.sin(t), s.evaluate(r, t)[0], 3e-6);
      int row = r;
      double outside = t1[r] + Math.copySign(0.1, t1[r] - t0[r]);
      assertThrows(IllegalArgumentException.class, () -> s.evaluate(row, outside));
      assertThrows(IllegalArgumentException.class, () -> s.evaluate(row, Double.NaN));
    }
    assertEquals(y0.get(2, 1), s.evaluate(2, 2)[1], "a row of no length is its start");
    String message =
        assertThrows(IllegalArgumentException.class, () -> s.derivative(2, 2)).getMessage();
    assertTrue(message.contains("made no step"), message);
  }
}
