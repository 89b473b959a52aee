package io.anode4j.ode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.tensor.DoubleMatrix;
import io.anode4j.tensor.Matrix;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Events that change the state and let the row go on, against closed forms. */
class ChangingEventTest {
  private static final double KEPT = 0.8;

  /** Height and speed of as many balls as fit. */
  private static DoubleField balls(int count) {
    return VectorField.of(
        2 * count,
        (t, y, dy) -> {
          for (int b = 0; b < count; b++) {
            dy[2 * b] = y[2 * b + 1];
            dy[2 * b + 1] = -1;
          }
        });
  }

  private static Event bounce(int ball, double kept) {
    return Event.falling((t, y) -> y[2 * ball])
        .then((t, y, after) -> after[2 * ball + 1] = -kept * y[2 * ball + 1]);
  }

  /** Time of the n-th bounce (from 1) of a ball dropped from a height under gravity 1. */
  private static double bounceTime(double height, double kept, int n) {
    double fall = Math.sqrt(2 * height);
    double time = fall;
    for (int i = 1; i < n; i++) {
      time += 2 * fall * Math.pow(kept, i);
    }
    return time;
  }

  /** Height at a time. */
  private static double height(double height, double kept, double t) {
    int n = 0;
    while (t >= bounceTime(height, kept, n + 1)) {
      n++;
    }
    if (n == 0) {
      return height - t * t / 2;
    }
    double since = t - bounceTime(height, kept, n);
    return Math.sqrt(2 * height) * Math.pow(kept, n) * since - since * since / 2;
  }

  static Stream<Solver> solvers() {
    return ButcherTableau.all().stream()
        .filter(m -> m.embedded() && m.order() > 2)
        .map(m -> Solver.adaptive(m, 1e-9, 1e-11).withMaxSteps(100_000));
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void aBallBouncesWhenPhysicsSays(Solver solver) {
    double[] times = {0, 1, 2.5, 4, 5.5, 7};
    DoubleMatrix y0 = DoubleMatrix.of(new double[] {1, 0}, new double[] {1.7, 0});
    DoubleSolution s = solver.withEvents(bounce(0, KEPT)).solve(balls(1), y0, times).orThrow();
    double[] heights = {1, 1.7};
    for (int r = 0; r < 2; r++) {
      for (int i = 0; i < times.length; i++) {
        assertEquals(height(heights[r], KEPT, times[i]), s.value(r, i, 0), 1e-9, "t " + times[i]);
      }
      int n = 0;
      for (Occurrence o : s.occurrences()) {
        if (o.row() == r) {
          assertEquals(bounceTime(heights[r], KEPT, ++n), o.time(), 1e-9);
          assertEquals(-KEPT * o.before()[1], o.after()[1]);
        }
      }
      assertEquals(r == 0 ? 4 : 2, n);
      DoubleSolution alone =
          solver.withEvents(bounce(0, KEPT)).solve(balls(1), DoubleMatrix.of(y0.row(r)), times);
      assertEquals(alone.rows().get(0), s.rows().get(r));
      assertArrayEquals(alone.row(0), s.row(r));
    }
  }

  @Test
  void severalBallsEachMeetTheGroundByThemselvesOrTogether() {
    Solver solver =
        Solver.dopri5(1e-9, 1e-11).withEvents(bounce(0, KEPT), bounce(1, 0.5), bounce(2, 0.9));
    // The first two fall from one height, so that they meet the ground at once.
    double[] y0 = {1, 0, 1, 0, 0.3, 0};
    double[] times = {0, 1, 2, 3, 4};
    DoubleSolution s = solver.solve(balls(3), y0, times).orThrow();
    for (int i = 0; i < times.length; i++) {
      assertEquals(height(1, KEPT, times[i]), s.value(0, i, 0), 1e-9);
      assertEquals(height(1, 0.5, times[i]), s.value(0, i, 2), 1e-9);
      assertEquals(height(0.3, 0.9, times[i]), s.value(0, i, 4), 1e-9);
    }
    List<Occurrence> all = s.occurrences();
    assertEquals(List.of(2, 0, 1), all.subList(0, 3).stream().map(Occurrence::event).toList());
    assertEquals(all.get(1).time(), all.get(2).time(), 1e-12);
  }

  @Test
  void aBallThatComesToRestEndsWithAStatus() {
    Solver solver = Solver.dopri5(1e-9, 1e-11).withEvents(bounce(0, 0.5));
    DoubleSolution s = solver.solve(balls(1), new double[] {1, 0}, 0, 10);
    Solution.Row row = s.rows().get(0);
    assertEquals(RowStatus.TOO_MANY_EVENTS, row.status(), row.toString());
    // Bounces accumulate at √2·(1 + 2·(½ + ¼ + …)) = 3·√2.
    assertEquals(3 * Math.sqrt(2), row.time(), 1e-9);
    assertTrue(Double.isNaN(s.value(0, 1, 0)));
    assertTrue(row.explanation().contains("follow each other ever faster"), row.explanation());
    assertTrue(s.occurrences().size() < 200, s.occurrences().size() + " bounces");
    Solver few = solver.withMaxEvents(3);
    Solution.Row third = few.solve(balls(1), new double[] {1, 0}, 0, 10).rows().get(0);
    assertEquals(RowStatus.TOO_MANY_EVENTS, third.status());
    assertEquals(bounceTime(1, 0.5, 4), third.time(), 1e-9);
    Solution narrow = solver.solve(balls(1), Matrix.of(new float[][] {{1, 0}}), 0, 10);
    assertEquals(RowStatus.TOO_MANY_EVENTS, narrow.rows().get(0).status());
  }

  /** Level of a tank that drains by y′ = −y below its upper mark and fills by y′ = 2 − y. */
  private static final DoubleField TANK = VectorField.of(2, (t, y, dy) -> dy[0] = 2 * y[1] - y[0]);

  private static final Event FULL =
      Event.rising((t, y) -> y[0] - 1.5).then((t, y, after) -> after[1] = 0);
  private static final Event LOW =
      Event.falling((t, y) -> y[0] - 0.5).then((t, y, after) -> after[1] = 1);

  @ParameterizedTest
  @MethodSource("solvers")
  void aTankIsFilledAndDrainedInTurn(Solver solver) {
    // From ½ to 1½ it takes log 3, and so does the way back.
    double[] times = {0, 1, 3 * Math.log(3) + 0.2, 4 * Math.log(3) + 0.2, 20};
    DoubleSolution s =
        solver.withEvents(LOW, FULL).solve(TANK, new double[] {0.5, 1}, times).orThrow();
    for (int i = 0; i < s.occurrences().size(); i++) {
      Occurrence o = s.occurrences().get(i);
      // Dense output of order 3 finds the marks of some.
      assertEquals(
          (i + 1) * Math.log(3),
          o.time(),
          solver.tableau().order() > 4 && !solver.tableau().implicit() ? 5e-9 : 2e-7);
      assertEquals((i + 1) % 2, o.event(), "filled first");
    }
    assertEquals((int) (20 / Math.log(3)), s.occurrences().size());
    assertEquals(1.5 * Math.exp(-0.2), s.value(0, 2, 0), 2e-7);
    assertEquals(2 - 1.5 * Math.exp(-0.2), s.value(0, 3, 0), 2e-7);
  }

  @Test
  void theWayBackInTimeBouncesToo() {
    // Backwards a ball that falls has risen; it gains what it lost, and mirrored it is the same.
    Event back = Event.falling((t, y) -> y[0]).then((t, y, after) -> after[1] = -KEPT * y[1]);
    DoubleSolution s =
        Solver.dopri5(1e-9, 1e-11)
            .withEvents(back)
            .solve(balls(1), new double[] {1, 0}, 0, -2.5, -5.5)
            .orThrow();
    assertEquals(height(1, KEPT, 2.5), s.value(0, 1, 0), 1e-9);
    assertEquals(height(1, KEPT, 5.5), s.value(0, 2, 0), 1e-9);
  }

  @Test
  void oneEventEndsWhatTheOthersChange() {
    // The third component counts bounces; the third bounce is the last.
    DoubleField counted =
        VectorField.of(
            3,
            (t, y, dy) -> {
              dy[0] = y[1];
              dy[1] = -1;
              dy[2] = 0;
            });
    Event bounce =
        Event.falling((t, y) -> y[0])
            .then(
                (t, y, after) -> {
                  after[1] = -KEPT * y[1];
                  after[2] = y[2] + 1;
                });
    Event over = Event.falling((t, y) -> y[2] < 2.5 ? 1 : y[0] - 0.1);
    Solver solver = Solver.dopri5(1e-9, 1e-11).withEvents(bounce, over);
    DoubleSolution s = solver.solve(counted, new double[] {1, 0, 0}, 0, Double.POSITIVE_INFINITY);
    assertEquals(RowStatus.EVENT, s.rows().get(0).status());
    assertEquals(1, s.lastOccurrence(0).event());
    assertEquals(4, s.occurrences().size());
    double up = Math.sqrt(2) * Math.pow(KEPT, 3);
    double later = up + Math.sqrt(up * up - 0.2);
    assertEquals(bounceTime(1, KEPT, 3) + later, s.rows().get(0).time(), 1e-9);
  }

  @Test
  void jumpsForcedStepsAndDenseSolutionsGoTogetherWithEvents() {
    double first = Math.sqrt(2);
    Solver solver =
        Solver.dopri5(1e-9, 1e-11).stepAt(first, 0.7).jumpAt(2).withEvents(bounce(0, KEPT));
    DoubleField field =
        VectorField.of(
            2,
            (t, y, dy) -> {
              dy[0] = y[1];
              dy[1] = t < 2 ? -1 : -2;
            });
    DenseSolution s =
        solver.solveDense(
            field, new double[1], DoubleMatrix.of(new double[] {1, 0}), new double[] {2.4});
    assertEquals(RowStatus.SUCCESS, s.rows().get(0).status());
    double since = 2 - first;
    double height = KEPT * first * since - since * since / 2;
    double speed = KEPT * first - since;
    assertEquals(height, s.evaluate(0, 2)[0], 1e-9);
    assertEquals(height + 0.3 * speed - 0.09, s.evaluate(0, 2.3)[0], 1e-9);
    assertEquals(1 - 1.2 * 1.2 / 2, s.evaluate(0, 1.2)[0], 1e-9);
  }

  @Test
  void whatCannotBeAskedIsRefused() {
    Solver solver = Solver.dopri5(1e-6, 1e-8).withEvents(bounce(0, KEPT));
    Integrator<DoubleMatrix> integrator = new Integrator<>(solver, 2, balls(1).doubleEvaluator());
    integrator.recordSteps(true);
    DoubleMatrix y0 = DoubleMatrix.of(new double[] {1, 0});
    String message =
        assertThrows(
                IllegalStateException.class,
                () -> integrator.solve(new double[1], y0, OutputTimes.ends(1)))
            .getMessage();
    assertTrue(message.contains("DifferentiableSolver"), message);
    assertThrows(IllegalArgumentException.class, () -> solver.withMaxEvents(0));
    Event undefined = Event.falling((t, y) -> y[0]).then((t, y, after) -> after[0] = Double.NaN);
    assertEquals(
        RowStatus.EVENT_UNDEFINED,
        solver.withEvents(undefined).solve(balls(1), y0, 0, 3).rows().get(0).status());
  }
}
