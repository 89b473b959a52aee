package io.anode4j.ode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.tensor.Matrix;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Events that are undefined, true at once, quick to turn back, or the only end of a row. */
class EventOddityTest {
  private static final DoubleField STEADY = VectorField.of(1, (t, y, dy) -> dy[0] = 1);

  static Stream<Solver> solvers() {
    return Stream.of(
        Solver.dopri5(1e-6, 1e-8),
        Solver.dopri8(1e-6, 1e-8),
        Solver.kencarp4(1e-6, 1e-8),
        Solver.rk4(0.5));
  }

  private static DoubleSolution solve(Solver solver, Event event, double... times) {
    return solver.withEvent(event).solve(STEADY, new double[] {times[0]}, times);
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void anUndefinedEventHasAStatusOfItsOwn(Solver solver) {
    Event atOnce = Event.of((t, y) -> Double.NaN);
    DoubleSolution s = solve(solver, atOnce, 0, 1);
    assertEquals(RowStatus.EVENT_UNDEFINED, s.rows().get(0).status());
    assertEquals(0, s.rows().get(0).time());
    assertTrue(Double.isNaN(s.value(0, 1, 0)));
    Event later = Event.of((t, y) -> y[0] > 2.5 ? Double.NaN : -1);
    s = solve(solver, later, 0, 1, 10);
    Solution.Row row = s.rows().get(0);
    assertEquals(RowStatus.EVENT_UNDEFINED, row.status());
    assertTrue(row.time() <= 2.5, row.toString());
    assertTrue(row.explanation().contains("event function returned NaN"), row.explanation());
    // Inside a step alone: defined at both of its ends.
    Event hole = Event.of((t, y) -> y[0] > 3.3 && y[0] < 3.7 ? Double.NaN : -1);
    Solver long1 = solver.adaptive() ? solver : Solver.rk4(2);
    assertEquals(RowStatus.EVENT_UNDEFINED, solve(long1, hole, 3, 5).rows().get(0).status());
  }

  /** A condition that holds at the start has not changed its sign; it fires when it does. */
  @ParameterizedTest
  @MethodSource("solvers")
  void whatIsTrueAtTheStartFiresAtItsNextChange(Solver solver) {
    Event above = Event.rising((t, y) -> y[0] - 1);
    assertEquals(RowStatus.SUCCESS, solve(solver, above, 1.5, 4).rows().get(0).status());
    assertEquals(RowStatus.SUCCESS, solve(solver, above, 1, 4).rows().get(0).status());
    Event wave = Event.rising((t, y) -> Math.sin(y[0]));
    DoubleSolution s = solve(solver, wave, 1, 20);
    assertEquals(2 * Math.PI, s.rows().get(0).time(), 1e-6);
    s = solve(solver, wave, 0, 20);
    assertEquals(2 * Math.PI, s.rows().get(0).time(), 1e-6);
  }

  /** The field is steady, so steps are as long as the span, and the event is over within one. */
  @ParameterizedTest
  @ValueSource(doubles = {3, 1, 0.3, 0.1, 0.02})
  void twoCrossingsWithinAStepAreSeen(double width) {
    for (Solver solver : new Solver[] {Solver.dopri5(1e-6, 1e-8), Solver.rk4(10)}) {
      for (double middle : new double[] {1.7, 4.99, 5, 8.61}) {
        Event dip = Event.of((t, y) -> (y[0] - middle) * (y[0] - middle) - width * width / 4);
        double first = middle - width / 2;
        DoubleSolution s = solve(solver, dip, 0, 10);
        assertEquals(RowStatus.EVENT, s.rows().get(0).status(), "width " + width + " at " + middle);
        assertEquals(first, s.rows().get(0).time(), 1e-9);
        Event out = Event.rising((t, y) -> (y[0] - middle) * (y[0] - middle) - width * width / 4);
        assertEquals(middle + width / 2, solve(solver, out, 0, 12).rows().get(0).time(), 1e-9);
      }
    }
  }

  @Test
  void theFirstOfManyCrossingsCounts() {
    Event wave = Event.falling((t, y) -> Math.sin(2 * y[0]));
    DoubleSolution s = solve(Solver.rk4(5), wave, 0.1, 20);
    assertEquals(Math.PI / 2, s.rows().get(0).time(), 1e-9);
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void anEventMayBeTheOnlyEnd(Solver solver) {
    Event there = Event.of((t, y) -> y[0] - 123.25);
    DoubleSolution s = solve(solver, there, 0, 7, Double.POSITIVE_INFINITY);
    assertEquals(RowStatus.EVENT, s.rows().get(0).status());
    assertEquals(123.25, s.rows().get(0).time(), 1e-9);
    assertEquals(7, s.value(0, 1, 0), 1e-9);
    assertTrue(Double.isNaN(s.value(0, 2, 0)));
    Event back = Event.of((t, y) -> y[0] + 55);
    s = solve(solver, back, 0, Double.NEGATIVE_INFINITY);
    assertEquals(-55, s.rows().get(0).time(), 1e-9);
    Solution narrow =
        solver.withEvent(there).solve(STEADY, new Matrix(1, 1), 0, Double.POSITIVE_INFINITY);
    assertEquals(RowStatus.EVENT, narrow.rows().get(0).status());
  }

  @Test
  void anEventThatNeverComesEndsWithinTheBudget() {
    Event never = Event.of((t, y) -> -1);
    DoubleSolution s = solve(Solver.dopri5(1e-6, 1e-8), never, 0, Double.POSITIVE_INFINITY);
    assertTrue(!s.success(), s.rows().toString());
    Solver fixed = Solver.rk4(0.1).withMaxSteps(1000);
    s = solve(fixed, never, 0, Double.POSITIVE_INFINITY);
    assertEquals(RowStatus.TOO_MANY_STEPS, s.rows().get(0).status());
  }

  @Test
  void withoutAnEventAnInfiniteEndIsRefused() {
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> Solver.rk4(1).solve(STEADY, new double[] {0}, 0, Double.POSITIVE_INFINITY));
    assertTrue(refusal.getMessage().contains("infinite where the solver has an event"));
    refusal =
        assertThrows(
            IllegalArgumentException.class,
            () -> Solver.rk4(1).solve(STEADY, new double[] {0}, 0, 0.5, Double.NaN, 1));
    assertTrue(refusal.getMessage().contains("t = NaN"), refusal.getMessage());
  }
}
