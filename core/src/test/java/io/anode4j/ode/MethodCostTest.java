package io.anode4j.ode;

import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.ode.VectorField.RowFunction;
import io.anode4j.reference.DoubleRungeKutta;
import io.anode4j.reference.Doubles;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/**
 * What the methods cost in evaluations on fields as people have them, and what error they leave:
 * the figures of {@code docs/choosing.md}, printed and held in their order. Evaluations are
 * counted, nothing is timed. Down to 1e-6 in float32, below in double precision.
 */
class MethodCostTest {
  private static final double[] TOLERANCES = {1e-3, 1e-4, 1e-5, 1e-6, 1e-7, 1e-8};
  private static final double FLOAT = 1e-6;

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
    double[] exact =
        DoubleRungeKutta.solve(ButcherTableau.dopri8(), c.field, c.y0, 0, c.span, 1e-12).end();
    if (rtol < FLOAT) {
      DoubleRungeKutta s = DoubleRungeKutta.solve(method, c.field, c.y0, 0, c.span, rtol);
      return new Cost(s.evaluations(), Doubles.largestDifference(exact, s.end()));
    }
    Matrix y0 = new Matrix(1, c.y0.length);
    for (int j = 0; j < c.y0.length; j++) {
      y0.set(0, j, (float) c.y0[j]);
    }
    VectorField field = VectorField.of(c.y0.length, c.field);
    Solution s = Solver.adaptive(method, rtol, rtol / 10).solve(field, y0, 0, c.span).orThrow();
    double[] end = Doubles.of(s.row(0)[1]);
    return new Cost((int) s.evaluations(), Doubles.largestDifference(exact, end));
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
    Cost loose = cost(ButcherTableau.dopri8(), OSCILLATOR, 1e-4);
    Cost tight = cost(ButcherTableau.dopri5(), OSCILLATOR, 1e-6);
    assertTrue(loose.evaluations < tight.evaluations && loose.error < tight.error);
  }

  /** At the same tolerance dopri8 takes more evaluations, and leaves a smaller error for them. */
  @Test
  void dopri8CostsMoreOnNetworksAndShortSpans() {
    for (Case c : List.of(CALM, LIVELY, OSCILLATOR, KEPLER)) {
      for (double rtol : new double[] {1e-3, 1e-4, 1e-5, 1e-6}) {
        int five = evaluations(ButcherTableau.dopri5(), c, rtol);
        int eight = evaluations(ButcherTableau.dopri8(), c, rtol);
        assertTrue(eight > 1.3 * five, c.name + " at " + rtol + ": " + eight + ", " + five);
        assertTrue(eight < 4 * five, c.name + " at " + rtol + ": " + eight + ", " + five);
      }
      double error = cost(ButcherTableau.dopri5(), c, 1e-3).error;
      assertTrue(cost(ButcherTableau.dopri8(), c, 1e-3).error < error / 10, c.name);
    }
    for (Case c : List.of(CALM, LIVELY)) {
      int five = evaluations(ButcherTableau.dopri5(), c, 1e-8);
      int eight = evaluations(ButcherTableau.dopri8(), c, 1e-8);
      assertTrue(eight > five, c.name + ": " + eight + ", " + five);
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
