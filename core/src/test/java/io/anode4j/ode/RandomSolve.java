package io.anode4j.ode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.SplittableRandom;

/**
 * One drawn solve whose answer is known. State component 0 is what is solved for, component 1 its
 * constant rate, one over the row's span or so, so that ordinary numbers come out of any times.
 */
final class RandomSolve {
  private static final int[] STEP_LIMITS = {1, 2, 7, 60, 700};
  private static final int[] BUDGETS = {1, 9, 100, 20_000};

  private final SplittableRandom random;
  private final OddTimes odd;
  private final Motion motion;

  /** Time of an event, or NaN for none. */
  private final double ends;

  private final double[] t0;
  private final double[][] times;
  private final Matrix y0;
  final Solver solver;

  RandomSolve(long seed) {
    random = new SplittableRandom(seed);
    odd = new OddTimes(random);
    ButcherTableau tableau = ButcherTableau.all().get(random.nextInt(ButcherTableau.all().size()));
    boolean inside = Arrays.stream(tableau.c()).allMatch(c -> c <= 1);
    int rows = random.nextInt(1, 4);
    t0 = new double[rows];
    times = new double[rows][];
    y0 = new Matrix(rows, 2);
    double[] pool = {};
    for (int r = 0; r < rows; r++) {
      double[] drawn = odd.draw();
      pool = concat(pool, drawn);
      if (random.nextBoolean()) {
        reverse(drawn);
      }
      t0[r] = drawn[0];
      times[r] = random.nextInt(12) == 0 ? new double[0] : outputs(drawn);
      y0.set(r, 0, (float) random.nextDouble(-1, 1));
      y0.set(r, 1, (float) (random.nextDouble(-1, 1) / wide(span(r))));
    }
    double[] jumps = inside && random.nextBoolean() ? forced(pool) : new double[0];
    ends = random.nextInt(6) == 0 ? middle() : Double.NaN;
    boolean adaptive = tableau.embedded() && random.nextInt(3) > 0;
    boolean decays = adaptive && random.nextInt(3) == 0;
    motion =
        new Motion(
            jumps.length > 0 ? Motion.Kind.ZIGZAG : decays ? Motion.Kind.DECAY : Motion.Kind.STEADY,
            Arrays.stream(jumps).map(t -> t + 0.0).sorted().distinct().toArray());
    solver =
        new Solver(
                tableau,
                adaptive ? adaptive() : new StepController.Fixed(fixedStep()),
                STEP_LIMITS[random.nextInt(STEP_LIMITS.length)],
                BUDGETS[random.nextInt(BUDGETS.length)],
                ForcedTimes.NONE,
                Events.NONE)
            .withEvent(Double.isNaN(ends) ? null : Event.of((t, y) -> t - ends))
            .stepAt(random.nextBoolean() ? forced(pool) : new double[0])
            .jumpAt(jumps);
  }

  private static double[] concat(double[] a, double[] b) {
    double[] both = Arrays.copyOf(a, a.length + b.length);
    System.arraycopy(b, 0, both, a.length, b.length);
    return both;
  }

  private static void reverse(double[] values) {
    for (int i = 0; i < values.length / 2; i++) {
      double kept = values[i];
      values[i] = values[values.length - 1 - i];
      values[values.length - 1 - i] = kept;
    }
  }

  /** All times but the start, or the start as well. */
  private double[] outputs(double[] drawn) {
    return Arrays.copyOfRange(drawn, random.nextBoolean() ? 1 : 0, drawn.length);
  }

  private double span(int row) {
    return Math.abs(end(row) - t0[row]);
  }

  /** A time within the first row's span, where no row starts. */
  private double middle() {
    double time = t0[0] / 2 + end(0) / 2;
    return Arrays.stream(t0).anyMatch(t -> t == time) ? Double.NaN : time;
  }

  /** A span whose inverse float32 can hold; the rate of others is 0. */
  private static double wide(double span) {
    return span > 1e-30 && span < 1e30 ? span : Double.POSITIVE_INFINITY;
  }

  /** Times of the rows, their neighbours, and times anywhere. */
  private double[] forced(double[] pool) {
    double[] all = new double[random.nextInt(1, 6)];
    for (int i = 0; i < all.length; i++) {
      double one = pool[random.nextInt(pool.length)];
      double other = pool[random.nextInt(pool.length)];
      double between = one / 2 + other / 2;
      all[i] = random.nextInt(3) > 0 ? odd.near(one) : odd.near(between);
      if (i > 0 && random.nextInt(4) == 0) {
        all[i] = odd.near(all[i - 1]);
      }
    }
    return all;
  }

  private StepController adaptive() {
    double rtol = Math.pow(10, random.nextInt(-5, -1));
    ErrorFilter[] filters = ErrorFilter.values();
    double span = Math.min(1e300, span(random.nextInt(t0.length)));
    double third = random.nextInt(3) == 0 ? span / 3 : 0;
    double largest = third > 0 ? third : Double.POSITIVE_INFINITY;
    double smallest = random.nextInt(4) == 0 ? Math.min(largest, span) / 1e6 : 0;
    return new StepController.Adaptive(
        rtol, rtol / 10, filters[random.nextInt(filters.length)], smallest, largest);
  }

  private double fixedStep() {
    double span = span(random.nextInt(t0.length));
    double share = span / random.nextInt(1, 90);
    double[] steps = {share, share, Math.nextUp(share), Math.nextDown(share), 0.1, 1e300, 5e-324};
    double step = steps[random.nextInt(steps.length)];
    return step > 0 && Double.isFinite(step) ? step : 1e-3;
  }

  Solution solve() {
    return solver.solve(motion.field(), t0, y0, OutputTimes.of(times));
  }

  private Solution alone(int row) {
    Matrix one = new Matrix(1, 2);
    one.copyRow(0, y0, row);
    OutputTimes own = OutputTimes.of(new double[][] {times[row]});
    return solver.solve(motion.field(), new double[] {t0[row]}, one, own);
  }

  /** Within its limits, right as far as it went, and the same without its neighbours. */
  Solution check() {
    Solution together = solve();
    for (int r = 0; r < t0.length; r++) {
      checkRow(together, r);
      Solution single = alone(r);
      assertEquals(together.rows().get(r), single.rows().get(0), "row " + r + " alone");
      for (int i = 0; i < times[r].length; i++) {
        assertArrayEquals(together.row(r)[i], single.row(0)[i], "row " + r + " alone, output " + i);
      }
    }
    return together;
  }

  private void checkRow(Solution solution, int r) {
    Solution.Row row = solution.rows().get(r);
    int attempts = row.accepted() + row.rejected();
    assertTrue(attempts <= solver.maxSteps(), attempts + " attempts");
    // Newton's iterations of every stage, a Jacobian, the first two derivatives, dopri8's seven.
    int most = solver.tableau().stages() * (solver.tableau().implicit() ? 12 : 1) + 13;
    assertTrue(
        row.evaluations() <= (long) solver.maxEvaluations() + most,
        row.evaluations() + " evaluations");
    boolean reached = true;
    for (int i = 0; i < times[r].length; i++) {
      float value = solution.value(r, i, 0);
      reached &= !Float.isNaN(value);
      assertTrue(
          Float.isNaN(value) == !reached, "row " + r + " output " + i + " after one not reached");
      if (reached) {
        assertEquals(
            motion.at(times[r][i], t0[r], y0.get(r, 0), y0.get(r, 1)),
            value,
            tolerance(row, r),
            "row " + r + " output " + i);
      }
    }
    RowStatus status = row.status();
    String name = "row " + r + " is " + status + " at t = " + row.time();
    if (status == RowStatus.EVENT) {
      assertTrue(close(row.time(), ends, r), name);
    } else if (status == RowStatus.SUCCESS) {
      assertTrue(reached, name);
    } else {
      assertTrue(!reached || close(row.time(), end(r), r) && row.time() != end(r), name);
      assertTrue(!ordinary(r), name);
    }
  }

  private double end(int row) {
    return times[row].length == 0 ? t0[row] : times[row][times[row].length - 1];
  }

  private double ulp(int row) {
    return Math.ulp(Math.max(Math.abs(t0[row]), Math.abs(end(row))));
  }

  private boolean close(double time, double other, int row) {
    return Math.abs(time - other) <= 8 * ulp(row);
  }

  /** Whether nothing hinders a row: a span of many doubles, steps to match, limits to spare. */
  private boolean ordinary(int row) {
    boolean enough = solver.maxSteps() == 700 && solver.maxEvaluations() == 20_000;
    boolean span = span(row) > 1e3 * ulp(row) && span(row) > 1e-30 && span(row) < 1e30;
    return enough && span && steps(row);
  }

  private boolean steps(int row) {
    if (solver.controller() instanceof StepController.Adaptive steps) {
      return steps.maxStep() > span(row) / 100 && steps.minStep() < span(row);
    }
    return solver.fixedStep() > span(row) / 100;
  }

  private double tolerance(Solution.Row row, int r) {
    double rounding = 1e-5 * (1 + row.accepted() / 100.0);
    double ulps = 4.0 * (row.accepted() + 2) * ulp(r);
    double lost = y0.get(r, 1) == 0 ? 0 : Math.abs(y0.get(r, 1)) * ulps;
    double method = motion.kind() == Motion.Kind.DECAY ? 100 * solver.rtol() : 0;
    return rounding + lost + method;
  }

  @Override
  public String toString() {
    return motion.kind()
        + " by "
        + solver.tableau()
        + " with "
        + solver.controller()
        + ", at most "
        + solver.maxSteps()
        + " steps and "
        + solver.maxEvaluations()
        + " evaluations, "
        + solver.forced()
        + ", t0 "
        + Arrays.toString(t0)
        + ", outputs "
        + Arrays.deepToString(times);
  }
}
