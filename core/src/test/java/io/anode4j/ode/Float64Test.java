package io.anode4j.ode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.anode.LayerField;
import io.anode4j.anode.RandomField;
import io.anode4j.tensor.DoubleMatrix;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.hipparchus.ode.ODEState;
import org.hipparchus.ode.nonstiff.AdaptiveStepsizeIntegrator;
import org.hipparchus.ode.nonstiff.DormandPrince54Integrator;
import org.hipparchus.ode.nonstiff.DormandPrince853Integrator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Fields given in double, solved in double: against closed forms, published values, Hipparchus. */
class Float64Test {
  private static final VectorField.RowFunction SWING =
      (t, y, dy) -> {
        dy[0] = y[1];
        dy[1] = -y[0];
      };

  private static final VectorField.RowFunction KEPLER =
      (t, y, dy) -> {
        double cube = Math.pow(y[0] * y[0] + y[1] * y[1], 1.5);
        dy[0] = y[2];
        dy[1] = y[3];
        dy[2] = -y[0] / cube;
        dy[3] = -y[1] / cube;
      };

  private static final DoubleField OSCILLATOR = VectorField.of(2, SWING);

  private static Solver patient(Solver solver) {
    return solver.withMaxSteps(Integer.MAX_VALUE);
  }

  static Stream<ButcherTableau> ofHighOrder() {
    return ButcherTableau.all().stream().filter(m -> m.embedded() && m.order() > 3);
  }

  /** y′ = −2ty, whose solution is a Gauss curve, forwards and backwards, at and between steps. */
  @ParameterizedTest
  @MethodSource("ofHighOrder")
  void closedFormsToNineDigits(ButcherTableau method) {
    DoubleField field = VectorField.of(1, (t, y, dy) -> dy[0] = -2 * t * y[0]);
    Solver solver = patient(Solver.adaptive(method, 1e-12, 1e-14));
    for (int sign : new int[] {1, -1}) {
      double[] times = {0, 0.1 * sign, 0.77 * sign, 1.3 * sign, 2 * sign};
      DoubleSolution s = solver.solve(field, new double[] {1}, times).orThrow();
      for (int i = 0; i < times.length; i++) {
        assertEquals(Math.exp(-times[i] * times[i]), s.value(0, i, 0), 1e-9, "t = " + times[i]);
      }
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {1e-8, 1e-10, 1e-12})
  void errorsFollowTheToleranceDownToTheLastDigits(double rtol) {
    for (ButcherTableau method :
        new ButcherTableau[] {
          ButcherTableau.dopri5(), ButcherTableau.tsit5(), ButcherTableau.dopri8()
        }) {
      DoubleSolution s =
          patient(Solver.adaptive(method, rtol, rtol))
              .solve(OSCILLATOR, new double[] {0, 1}, 0, 1, 10)
              .orThrow();
      assertEquals(Math.sin(10), s.value(0, 2, 0), 50 * rtol, method.name());
    }
  }

  /** Outputs far closer than steps: dense output is as good as the steps, dopri8's too. */
  @ParameterizedTest
  @MethodSource("ofHighOrder")
  void insideOfStepsToo(ButcherTableau method) {
    Solver solver = patient(Solver.adaptive(method, 1e-9, 1e-9));
    double[] times = new double[500];
    for (int i = 0; i < times.length; i++) {
      times[i] = i / 50.0;
    }
    DoubleSolution s = solver.solve(OSCILLATOR, new double[] {0, 1}, times).orThrow();
    DenseSolution dense =
        solver.solveDense(
            OSCILLATOR, new double[1], DoubleMatrix.of(new double[] {0, 1}), new double[] {10});
    for (int i = 0; i < times.length; i++) {
      assertEquals(Math.sin(times[i]), s.value(0, i, 0), 2e-7, method + " at " + times[i]);
      assertEquals(Math.sin(times[i]), dense.evaluate(0, times[i])[0], 2e-7);
      assertEquals(Math.cos(times[i]), dense.derivative(0, times[i])[0], 3e-6);
    }
  }

  @Test
  void tenThousandPeriodsAreAsGoodAsHipparchus() {
    double end = 2 * Math.PI * 1e4;
    double[] start = {0, 1};
    double[] exact = {Math.sin(end), Math.cos(end)};
    double own = distance(exact, solve(Solver.dopri8(1e-10, 1e-10), OSCILLATOR, start, end));
    double theirs =
        distance(exact, hipparchus(new DormandPrince853Integrator(1e-12, 1e9, 1e-10, 1e-10), end));
    assertTrue(own <= 3 * theirs, own + " against " + theirs);
    double fifth = distance(exact, solve(Solver.dopri5(1e-9, 1e-9), OSCILLATOR, start, end));
    double theirFifth =
        distance(exact, hipparchus(new DormandPrince54Integrator(1e-12, 1e9, 1e-9, 1e-9), end));
    assertTrue(fifth <= 3 * theirFifth, fifth + " against " + theirFifth);
  }

  private static double[] solve(Solver solver, VectorField field, double[] start, double end) {
    return patient(solver).solve(field, start, 0, end).orThrow().ends().row(0);
  }

  private static double[] hipparchus(AdaptiveStepsizeIntegrator integrator, double end) {
    return integrator
        .integrate(HipparchusTest.equation(SWING, 2), new ODEState(0, new double[] {0, 1}), end)
        .getPrimaryState();
  }

  private static double distance(double[] a, double[] b) {
    double largest = 0;
    for (int j = 0; j < a.length; j++) {
      largest = Math.max(largest, Math.abs(a[j] - b[j]));
    }
    return largest;
  }

  /** An orbit of eccentricity 0.5, against Hipparchus at its tightest. */
  @ParameterizedTest
  @MethodSource("ofHighOrder")
  void agreesWithHipparchus(ButcherTableau method) {
    double[] y0 = {0.5, 0, 0, Math.sqrt(3)};
    double[] times = {0, 0.5, 2, 5};
    double[][] expected = HipparchusTest.oracle(KEPLER, 4, y0, times);
    DoubleSolution s =
        patient(Solver.adaptive(method, 1e-12, 1e-13))
            .solve(VectorField.of(4, KEPLER), y0, times)
            .orThrow();
    // The oracle itself is held to 1e-12 a step; errors grow with the square of time on orbits.
    double tolerance = method.order() < 5 ? 1e-8 : method.implicit() ? 1e-9 : 1e-10;
    for (int i = 0; i < times.length; i++) {
      assertArrayEquals(expected[i], s.row(0)[i], tolerance, method + " at " + times[i]);
    }
  }

  /** Small steps far from zero: each adds less than half the last digit, or a few of them. */
  @Test
  void noIncrementIsLost() {
    Matrix thousand = Matrix.of(new float[][] {{1000}});
    DoubleField slow = VectorField.of(1, (t, y, dy) -> dy[0] = 1e-3);
    assertEquals(1000.01f, Solver.euler(1e-3).solve(slow, thousand, 0, 10).value(0, 1, 0));
    DoubleField slower = VectorField.of(1, (t, y, dy) -> dy[0] = 1e-6);
    Solver ones = Solver.dopri5(1e-6, 1e-6).withMaxStep(1).withMaxSteps(1_000_000);
    assertEquals(1000.1f, ones.solve(slower, thousand, 0, 1e5).orThrow().value(0, 1, 0));
    // Even below float64's last digit: 1e-9 a step beside 1e8, whose last digit is 1.5e-8.
    for (Solver solver :
        new Solver[] {Solver.euler(1e-3), Solver.fixed(ButcherTableau.kencarp4(), 1e-3)}) {
      DoubleSolution s = solver.solve(slower, new double[] {1e8}, 0, 1000);
      assertEquals(1e8 + 1e-3, s.value(0, 1, 0), 1.5e-8, solver.tableau().name());
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {0, 1.7e9, -1.7e9, 1e6, 0.1})
  void timesAreAsGoodAtAnyOrigin(double origin) {
    DoubleField field = VectorField.of(1, (t, y, dy) -> dy[0] = -1000 * y[0]);
    double span = 0.015625;
    for (ButcherTableau method : ofHighOrder().toList()) {
      Solver solver = patient(Solver.adaptive(method, 1e-6, 1e-12));
      double[] one = {1};
      double there =
          solver.solve(field, one, 0, span).orThrow().value(0, 1, 0) / Math.exp(-1000 * span);
      double here =
          solver.solve(field, one, origin, origin + span).orThrow().value(0, 1, 0)
              / Math.exp(-1000 * span);
      assertEquals(there, here, 1e-5 * Math.abs(there - 1) + 2e-6, method.name());
    }
  }

  @Test
  void rowsAreIndependentBitForBit() {
    DoubleField field = VectorField.of(4, KEPLER);
    SplittableRandom random = new SplittableRandom(4);
    double[][] starts = new double[7][];
    double[][] times = new double[7][];
    double[] t0 = new double[7];
    for (int r = 0; r < 7; r++) {
      starts[r] = new double[] {random.nextDouble(0.5, 1), 0, 0, random.nextDouble(1, 1.7)};
      times[r] = new double[] {random.nextDouble(0, 1), random.nextDouble(1, 6)};
      t0[r] = random.nextDouble(-1, 0);
    }
    for (ButcherTableau method : ofHighOrder().toList()) {
      Solver solver = Solver.adaptive(method, 1e-6, 1e-8);
      DoubleSolution all = solver.solve(field, t0, DoubleMatrix.of(starts), OutputTimes.of(times));
      for (int r = 0; r < 7; r++) {
        DoubleSolution one =
            solver.solve(
                field,
                new double[] {t0[r]},
                DoubleMatrix.of(starts[r]),
                OutputTimes.of(new double[][] {times[r]}));
        assertArrayEquals(all.row(r), one.row(0));
        assertEquals(all.rows().get(r), one.rows().get(0));
      }
    }
  }

  @ParameterizedTest
  @MethodSource("ofHighOrder")
  void eventsToNineDigits(ButcherTableau method) {
    Solver solver =
        patient(Solver.adaptive(method, 1e-12, 1e-13)).withEvent(Event.of((t, y) -> y[1]));
    DoubleSolution s = solver.solve(OSCILLATOR, new double[] {0, 1}, 0, 1, 5).orThrow();
    assertEquals(Math.PI / 2, s.endTimes().times()[0], 1e-9);
    assertEquals(1, s.ends().get(0, 0), 1e-9);
    assertTrue(Double.isNaN(s.value(0, 2, 0)));
  }

  /** A field of one's own class, of no more than an evaluator. */
  private record Decay(double rate) implements DoubleField {
    @Override
    public int dimension() {
      return 1;
    }

    @Override
    public DoubleFieldEvaluator doubleEvaluator() {
      return new DoubleFieldEvaluator() {
        @Override
        public void evaluate(int rows, double[] t, DoubleMatrix y, DoubleMatrix dydt) {
          for (int r = 0; r < rows; r++) {
            dydt.set(r, 0, -rate * y.get(r, 0));
          }
        }

        @Override
        public void record(int rows, int tape, double[] t, DoubleMatrix y, DoubleMatrix dydt) {
          evaluate(rows, t, y, dydt);
        }

        @Override
        public void pullback(
            int rows,
            int tape,
            double[] t,
            DoubleMatrix y,
            DoubleMatrix cotangent,
            DoubleMatrix yCotangent) {
          for (int r = 0; r < rows; r++) {
            yCotangent.set(r, 0, -rate * cotangent.get(r, 0));
          }
        }
      };
    }
  }

  @Test
  void ownClassesAreSolvedInDouble() {
    DoubleSolution s =
        Solver.dopri8(1e-12, 1e-14).solve(new Decay(3), new double[] {2}, 0, 1).orThrow();
    assertEquals(2 * Math.exp(-3), s.value(0, 1, 0), 1e-11);
    Solution narrow =
        Solver.dopri8(1e-12, 1e-14)
            .solve(new Decay(3), Matrix.of(new float[][] {{2}}), 0, 1)
            .orThrow();
    assertEquals((float) (2 * Math.exp(-3)), narrow.value(0, 1, 0));
  }

  /** A network on float64 states follows its float32 solve as closely as that one's rounding. */
  @Test
  void networksMaySumInDouble() {
    LayerField field = RandomField.of(3, 1.5, 4, 20, 4);
    double[] y0 = {1, -0.5, 0.25, 2};
    DoubleSolution wide = Solver.dopri5(1e-6, 1e-7).solve(field, y0, 0, 1, 3).orThrow();
    Solution narrow =
        Solver.dopri5(1e-6, 1e-7).solve(field, DoubleMatrix.of(y0).narrowed(), 0, 1, 3).orThrow();
    for (int j = 0; j < 4; j++) {
      assertEquals(narrow.value(0, 2, j), wide.value(0, 2, j), 2e-5);
    }
  }

  @Test
  void numbersBeyondFloat32AreSaid() {
    DoubleField field = VectorField.of(1, (t, y, dy) -> dy[0] = 1e300);
    Solver solver = Solver.dopri5(1e-6, 1e-6);
    assertEquals(1e300, solver.solve(field, new double[] {0}, 0, 1).value(0, 1, 0), 1e288);
    Solution.Row row = solver.solve(field, Matrix.of(new float[][] {{0}}), 0, 1).rows().get(0);
    assertEquals(RowStatus.NOT_FINITE, row.status());
    assertTrue(row.explanation().contains("blows up"), row.explanation());
  }

  @Test
  void aSolveWithoutTimesIsRefused() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> Solver.dopri5(1e-6, 1e-6).solve(OSCILLATOR, new double[] {0, 1}));
    assertTrue(refusal.getMessage().contains("no times"), refusal.getMessage());
    refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> Solver.dopri5(1e-6, 1e-6).solve(OSCILLATOR, new Matrix(1, 2)));
    assertTrue(refusal.getMessage().contains("no times"), refusal.getMessage());
  }
}
