package io.anode4j.gradient;

import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anode4j.ode.ButcherTableau;
import io.anode4j.ode.FieldEvaluator;
import io.anode4j.ode.Integrator;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.Solver;
import io.anode4j.ode.VectorField;
import io.anode4j.reference.Doubles;
import io.anode4j.reference.FiniteDifferences;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The discrete gradient of every explicit method, across jumps of the field and forced times,
 * against finite differences of the same steps in double precision.
 */
class MethodGradientTest {
  /** A damped oscillator whose spring changes at t = 0.5 and again at t = 1.2. */
  private static double spring(double t) {
    return t < 0.5 ? 1 : t < 1.2 ? 9 : -2;
  }

  private static final VectorField.RowFunction SWITCHED =
      (t, y, dy) -> {
        dy[0] = y[1];
        dy[1] = -spring(t) * Math.sin(y[0]) - 0.2 * y[1];
      };

  private static final VectorField FIELD =
      VectorField.of(
          2,
          SWITCHED,
          (t, y, ct, out) -> {
            out[0] = -ct[1] * spring(t) * Math.cos(y[0]);
            out[1] = ct[0] - 0.2 * ct[1];
          });

  static Stream<Solver> solvers() {
    return ButcherTableau.all().stream()
        .filter(m -> !m.implicit())
        .flatMap(
            m ->
                m.embedded()
                    ? Stream.of(Solver.fixed(m, 0.21), Solver.adaptive(m, 1e-3, 1e-4))
                    : Stream.of(Solver.fixed(m, 0.21)));
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void isExact(Solver solver) {
    check(solver);
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void isExactAcrossJumpsAndForcedTimes(Solver solver) {
    check(solver.jumpAt(0.5, 1.2).stepAt(0.8));
  }

  @Test
  void jumpsCanFollowEachOther() {
    check(Solver.dopri5(1e-3, 1e-4).jumpAt(0.5, 0.5000001, 1.2, 1.2001));
  }

  @Test
  void implicitMethodsHaveAnother() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new DiscreteGradient<>(ButcherTableau.kencarp4(), 2, FIELD.evaluator()));
  }

  private static void check(Solver solver) {
    double[] t0 = {0, 0.5, 2, 0.7, 0};
    OutputTimes times =
        OutputTimes.of(
            new double[] {0.3, 0.45, 0.5, 0.62, 1.9},
            new double[] {0.5, 1.1, 1.3},
            new double[] {1.7, 1.2, 0.9, 0.1},
            new double[] {0.9},
            new double[] {1.15, 1.2});
    Matrix y0 = Doubles.randomMatrix(new SplittableRandom(9), 5, 2);
    FieldEvaluator evaluator = FIELD.evaluator();
    Integrator<Matrix> integrator = new Integrator<>(solver, 2, evaluator);
    integrator.recordSteps(true);
    integrator.solve(t0, y0, times, new Matrix(times.total(), 2));
    Matrix cotangents = new Matrix(times.total(), 2);
    SplittableRandom random = new SplittableRandom(4);
    for (int o = 0; o < times.total(); o++) {
      cotangents.set(o, 0, (float) random.nextDouble(-1, 1));
      cotangents.set(o, 1, (float) random.nextDouble(-1, 1));
    }
    Matrix initial = new Matrix(5, 2);
    new DiscreteGradient<>(solver.tableau(), 2, evaluator)
        .pullback(integrator.steps(), cotangents, initial);
    for (int r = 0; r < 5; r++) {
      int row = r;
      double[] expected =
          FiniteDifferences.gradient(
              y -> {
                double[][] outputs =
                    Replay.outputs(solver.tableau(), SWITCHED, integrator.steps(), row, y);
                double sum = 0;
                for (int o = 0; o < outputs.length; o++) {
                  sum += Doubles.dot(outputs[o], Doubles.row(cotangents, times.offsets()[row] + o));
                }
                return sum;
              },
              Doubles.row(y0, r));
      // Float32's rounding over up to a hundred steps of the low orders.
      double size = Math.max(1, Math.sqrt(Doubles.dot(expected, expected)));
      Doubles.assertClose(expected, Doubles.row(initial, r), 2e-5 * size);
    }
  }
}
