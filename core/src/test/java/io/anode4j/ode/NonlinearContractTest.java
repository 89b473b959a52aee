package io.anode4j.ode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.tensor.Matrix;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every method, to both sides in time, on nonlinear problems without a formula. */
class NonlinearContractTest {
  /** All starts are float32 numbers, so that the oracle starts from the same state. */
  private record Nonlinear(
      String name, VectorField.RowFunction function, double size, double[] y0, double end) {
    @Override
    public String toString() {
      return name;
    }

    double[] times() {
      return new double[] {0, 0.21 * end, 0.5 * end, end};
    }
  }

  private static final VectorField.RowFunction VAN_DER_POL =
      (t, y, dy) -> {
        dy[0] = y[1];
        dy[1] = (1 - y[0] * y[0]) * y[1] - y[0];
      };

  private static final VectorField.RowFunction LORENZ =
      (t, y, dy) -> {
        dy[0] = 10 * (y[1] - y[0]);
        dy[1] = y[0] * (28 - y[2]) - y[1];
        dy[2] = y[0] * y[1] - 8.0 / 3 * y[2];
      };

  /** Backwards, the spans are short: what attracts in time repels against it. */
  private static final List<Nonlinear> PROBLEMS =
      List.of(
          new Nonlinear("mild Van der Pol", VAN_DER_POL, 2, new double[] {2, 0}, 6),
          new Nonlinear("mild Van der Pol, backwards", VAN_DER_POL, 2, new double[] {0.5, 1}, -2),
          new Nonlinear("Lorenz", LORENZ, 20, new double[] {1, 1, 1}, 1),
          new Nonlinear("Lorenz, backwards", LORENZ, 20, new double[] {-8, -8, 27}, -0.125));

  static Stream<Arguments> methods() {
    return ButcherTableau.all().stream()
        .flatMap(m -> PROBLEMS.stream().map(p -> Arguments.of(m, p)));
  }

  static Stream<Arguments> adaptiveMethods() {
    return methods().filter(a -> ((ButcherTableau) a.get()[0]).embedded());
  }

  private static double error(Solver solver, Nonlinear p) {
    int d = p.y0.length;
    double[] times = p.times();
    double[][] expected = HipparchusTest.oracle(p.function, d, p.y0, times);
    Matrix y0 = new Matrix(1, d);
    for (int j = 0; j < d; j++) {
      y0.set(0, j, (float) p.y0[j]);
    }
    Solution s = solver.solve(VectorField.of(d, p.function), y0, times).orThrow();
    assertEquals(p.end, s.rows().get(0).time());
    double worst = 0;
    for (int i = 0; i < times.length; i++) {
      for (int j = 0; j < d; j++) {
        worst = Math.max(worst, Math.abs(expected[i][j] - s.value(0, i, j)) / p.size);
      }
    }
    return worst;
  }

  /** Halving steps gains the order until float32's rounding, some 10⁻⁶ of the size, is met. */
  @ParameterizedTest
  @MethodSource("methods")
  void fixedStepsConverge(ButcherTableau m, Nonlinear p) {
    double step = Math.abs(p.end) / (m.order() == 1 ? 2048 : m.order() == 2 ? 512 : 128);
    double coarse = error(Solver.fixed(m, step), p);
    double fine = error(Solver.fixed(m, step / 2), p);
    assertTrue(coarse < 2e-2, "coarse: " + coarse);
    assertTrue(fine < 0.6 * coarse + 1e-5, "from " + coarse + " to " + fine);
  }

  /** These fields multiply a step's error tenfold or so on the way. */
  @ParameterizedTest
  @MethodSource("adaptiveMethods")
  void errorFollowsTheTolerance(ButcherTableau m, Nonlinear p) {
    double before = Double.MAX_VALUE;
    for (double rtol : new double[] {1e-3, 1e-4, 1e-5}) {
      double worst = error(Solver.adaptive(m, rtol, rtol / 10).withMaxSteps(100_000), p);
      assertTrue(worst <= 50 * rtol + 1e-5, "at " + rtol + ": " + worst);
      assertTrue(worst <= Math.max(before, rtol), "at " + rtol + ": " + worst + " > " + before);
      before = worst;
    }
  }
}
