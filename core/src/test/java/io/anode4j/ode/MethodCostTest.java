package io.anode4j.ode;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.ode.VectorField.RowFunction;
import io.anode4j.reference.Doubles;
import io.anode4j.tensor.DoubleMatrix;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What the methods cost in evaluations on fields as people have them, and what error they leave:
 * the figures of {@code docs/choosing.md}, printed and held in their order. Evaluations are
 * counted, nothing is timed. Networks in float32 down to 1e-6, all else in double precision.
 */
class MethodCostTest {
  private static final double[] TOLERANCES = {1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8};

  private static final List<ButcherTableau> METHODS =
      List.of(
          ButcherTableau.bosh3(),
          ButcherTableau.dopri5(),
          ButcherTableau.tsit5(),
          ButcherTableau.dopri8());

  /** A field, where it starts and how far it goes. */
  private record Case(String name, RowFunction field, double[] y0, double span) {}

  private static final Case CALM = new Case("network, calm", network(1), start(), 1);
  private static final Case LIVELY = new Case("network, lively", network(3), start(), 3);

  private static final Case OSCILLATOR =
      new Case(
          "oscillator",
          (t, y, dy) -> {
            dy[0] = y[1];
            dy[1] = -y[0];
          },
          new double[] {0, 1},
          2 * Math.PI);

  private static final Case TEN_PERIODS =
      new Case("ten periods", OSCILLATOR.field, OSCILLATOR.y0, 20 * Math.PI);

  private static final Case KEPLER =
      new Case(
          "Kepler, e = 0.5",
          (t, y, dy) -> {
            double r = Math.hypot(y[0], y[1]);
            dy[0] = y[2];
            dy[1] = y[3];
            dy[2] = -y[0] / (r * r * r);
            dy[3] = -y[1] / (r * r * r);
          },
          new double[] {0.5, 0, 0, Math.sqrt(3)},
          2 * Math.PI);

  private static double[] start() {
    return Doubles.random(new SplittableRandom(8), 4, 1);
  }

  /** A tanh perceptron of 4, 32, 32 and 4 units; a gain of 3 is what training leaves, or more. */
  private static RowFunction network(double gain) {
    SplittableRandom random = new SplittableRandom(5);
    int[] sizes = {4, 32, 32, 4};
    double[][] weights = new double[3][];
    for (int l = 0; l < 3; l++) {
      double limit = gain * Math.sqrt(6.0 / (sizes[l] + sizes[l + 1]));
      weights[l] = Doubles.random(random, (sizes[l] + 1) * sizes[l + 1], limit);
    }
    return (t, y, dy) -> {
      double[] x = y;
      for (int l = 0; l < 3; l++) {
        double[] z = new double[sizes[l + 1]];
        for (int i = 0; i < z.length; i++) {
          z[i] = weights[l][i * (sizes[l] + 1)];
          for (int j = 0; j < sizes[l]; j++) {
            z[i] += weights[l][i * (sizes[l] + 1) + 1 + j] * x[j];
          }
          z[i] = l < 2 ? Math.tanh(z[i]) : z[i];
        }
        x = z;
      }
      System.arraycopy(x, 0, dy, 0, dy.length);
    };
  }

  /** Evaluations, and the largest error at the end. */
  private record Cost(int evaluations, double error) {}

  private static Cost cost(ButcherTableau method, Case c, double rtol) {
    double[] exact = end(Solver.dopri8(1e-12, 1e-13), c).ends().row(0);
    Solver solver = Solver.adaptive(method, rtol, rtol / 10);
    boolean narrow = c.name.startsWith("network") && rtol >= Tolerances.FLOAT32_LIMIT;
    BatchSolution<?> s = narrow ? narrow(solver, c) : end(solver, c);
    double error = 0;
    for (int j = 0; j < exact.length; j++) {
      error = Math.max(error, Math.abs(exact[j] - s.ends().value(0, j)));
    }
    return new Cost((int) s.evaluations(), error);
  }

  private static DoubleSolution end(Solver solver, Case c) {
    VectorField field = VectorField.of(c.y0.length, c.field);
    return solver.withMaxSteps(1_000_000).solve(field, c.y0, 0, c.span).orThrow();
  }

  /** As networks are solved: in float32, as far as that goes. */
  private static Solution narrow(Solver solver, Case c) {
    VectorField field = VectorField.of(c.y0.length, c.field);
    Integrator<Matrix> integrator = new Integrator<>(solver, c.y0.length, field.evaluator());
    OutputTimes times = OutputTimes.of(new double[][] {{c.span}});
    Matrix out = integrator.solve(new double[1], DoubleMatrix.of(c.y0).narrowed(), times);
    return Solution.of(integrator, times, out).orThrow();
  }

  private static int evaluations(ButcherTableau method, Case c, double rtol) {
    return cost(method, c, rtol).evaluations;
  }

  @Test
  void printsTheTable() {
    System.out.println("rtol (evaluations, error)          " + Arrays.toString(TOLERANCES));
    for (Case c : List.of(CALM, LIVELY, OSCILLATOR, TEN_PERIODS, KEPLER)) {
      for (ButcherTableau method : METHODS) {
        StringBuilder line = new StringBuilder(String.format("%-16s %-7s", c.name, method));
        for (double rtol : TOLERANCES) {
          Cost cost = cost(method, c, rtol);
          line.append(String.format(Locale.ROOT, " %7d %.0e", cost.evaluations, cost.error));
        }
        System.out.println(line);
      }
    }
    Cost loose = cost(ButcherTableau.dopri8(), OSCILLATOR, 1e-5);
    Cost tight = cost(ButcherTableau.dopri5(), OSCILLATOR, 1e-6);
    assertTrue(loose.evaluations < tight.evaluations && loose.error < tight.error);
  }

  /** At the same tolerance dopri8 takes more evaluations, and leaves a smaller error for them. */
  @Test
  void dopri8CostsMoreOnNetworksAndLooseTolerances() {
    for (Case c : List.of(CALM, LIVELY)) {
      for (double rtol : new double[] {1e-3, 1e-4, 1e-5, 1e-6}) {
        int five = evaluations(ButcherTableau.dopri5(), c, rtol);
        int eight = evaluations(ButcherTableau.dopri8(), c, rtol);
        assertTrue(eight > 1.3 * five, c.name + " at " + rtol + ": " + eight + ", " + five);
        assertTrue(eight < 4 * five, c.name + " at " + rtol + ": " + eight + ", " + five);
      }
      int five = evaluations(ButcherTableau.dopri5(), c, 1e-8);
      int eight = evaluations(ButcherTableau.dopri8(), c, 1e-8);
      assertTrue(eight > five, c.name + ": " + eight + ", " + five);
    }
    for (Case c : List.of(CALM, LIVELY, OSCILLATOR, KEPLER)) {
      Cost five = cost(ButcherTableau.dopri5(), c, 1e-3);
      Cost eight = cost(ButcherTableau.dopri8(), c, 1e-3);
      assertTrue(eight.evaluations > 1.2 * five.evaluations, c.name);
      assertTrue(eight.error < five.error / 10, c.name);
    }
  }

  /** Where it pays: many periods of a closed form, and double precision. */
  @Test
  void dopri8CostsLessOverManyPeriodsAndInDoublePrecision() {
    for (double rtol : new double[] {1e-4, 1e-5, 1e-6, 1e-7, 1e-8}) {
      int five = evaluations(ButcherTableau.dopri5(), TEN_PERIODS, rtol);
      int eight = evaluations(ButcherTableau.dopri8(), TEN_PERIODS, rtol);
      assertTrue(eight < 0.9 * five, "at " + rtol + ": " + eight + ", " + five);
    }
    for (Case c : List.of(OSCILLATOR, KEPLER)) {
      int five = evaluations(ButcherTableau.dopri5(), c, 1e-8);
      int eight = evaluations(ButcherTableau.dopri8(), c, 1e-8);
      assertTrue(eight < five, c.name + ": " + eight + ", " + five);
    }
  }
}
