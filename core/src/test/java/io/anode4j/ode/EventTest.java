package io.anode4j.ode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.reference.Problem;
import io.anode4j.tensor.Matrix;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Rows that end where a function of their state changes its sign. */
class EventTest {
  static Stream<Solver> solvers() {
    Stream<Solver> adaptive =
        ButcherTableau.all().stream()
            .filter(m -> m.embedded() && m.order() > 2 && !m.implicit())
            .map(m -> Solver.adaptive(m, 1e-6, 1e-7));
    // Float32's rounding of a thousand steps or more would pass the tolerance of all.
    Stream<Solver> fixed =
        ButcherTableau.all().stream()
            .filter(m -> m.order() > 1)
            .map(m -> Solver.fixed(m, m.order() == 2 ? 0.002 : 0.02));
    return Stream.concat(adaptive, fixed);
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void aCosineCrossesZeroAtHalfPi(Solver solver) {
    Problem p = Problem.oscillator(); // (sin t, cos t)
    Event event = Event.of((t, y) -> y[1]);
    Solution s = solver.withEvent(event).solve(p.field(), p.state(0), 0, 1, 1.5, 1.6, 4);
    assertTrue(s.success());
    Solution.Row row = s.orThrow().rows().get(0);
    assertEquals(RowStatus.EVENT, row.status());
    assertEquals(Math.PI / 2, row.time(), 5e-6);
    assertEquals(1, s.ends().get(0, 0), 5e-6);
    assertEquals(0, s.ends().get(0, 1), 2e-7, "the root of the interpolant, rounded to float");
    assertEquals(Math.sin(1.5), s.value(0, 2, 0), 5e-6);
    assertTrue(Float.isNaN(s.value(0, 3, 0)) && Float.isNaN(s.value(0, 4, 1)));
    assertEquals(row.time(), s.endTimes().times()[0]);
  }

  @Test
  void theDirectionCounts() {
    Problem p = Problem.oscillator();
    Event.Function cosine = (t, y) -> y[1];
    Solver solver = Solver.dopri5(1e-6, 1e-7);
    double[] expected = {Math.PI / 2, 1.5 * Math.PI};
    Event[] events = {Event.falling(cosine), Event.rising(cosine)};
    for (int i = 0; i < 2; i++) {
      Solution s = solver.withEvent(events[i]).solve(p.field(), p.state(0), 0, 6);
      assertEquals(expected[i], s.rows().get(0).time(), 1e-5);
      // Backwards in time from 6, the last crossing comes first, and falls where it rose.
      Solution back = solver.withEvent(events[i]).solve(p.field(), p.state(6), 6, 0);
      assertEquals(expected[1 - i], back.rows().get(0).time(), 1e-5);
    }
  }

  @Test
  void aZeroAtTheStartIsNoEvent() {
    Problem p = Problem.oscillator();
    Solver solver = Solver.dopri5(1e-6, 1e-7).withEvent(Event.of((t, y) -> y[0]));
    assertEquals(Math.PI, solver.solve(p.field(), p.state(0), 0, 6).rows().get(0).time(), 1e-5);
  }

  @Test
  void anEventOfTimeAloneIsFoundToTheLastBit() {
    VectorField field = VectorField.of(1, (t, y, dy) -> dy[0] = 1);
    double when = 0.123456789012345;
    Solver solver = Solver.dopri5(1e-3, 1e-4).withEvent(Event.of((t, y) -> t - when));
    Solution s = solver.solve(field, new Matrix(1, 1), 0, 1);
    assertEquals(when, s.rows().get(0).time(), 4 * Math.ulp(when));
    Event steep = Event.of((t, y) -> Math.pow(t - when, 9) * 1e30);
    Solution flat = solver.withEvent(steep).solve(field, new Matrix(1, 1), 0, 1);
    assertEquals(when, flat.rows().get(0).time(), 1e-12, "bisection where the slope is no help");
  }

  @Test
  void rowsEndOnTheirOwn() {
    Problem p = Problem.decay();
    Event event = Event.falling((t, y) -> y[0] - 0.5);
    Solver solver = Solver.dopri5(1e-6, 1e-8).withEvent(event);
    float[] starts = {0.4f, 0.6f, 1, 2, 40, 0.7f};
    Matrix y0 = new Matrix(starts.length, 1);
    for (int r = 0; r < starts.length; r++) {
      y0.set(r, 0, starts[r]);
    }
    double[] times = {0, 0.25, 0.5, 3};
    Solution s = solver.solve(p.field(), y0, times);
    for (int r = 0; r < starts.length; r++) {
      Solution.Row row = s.rows().get(r);
      double crossing = Math.log(starts[r] / 0.5);
      boolean happens = crossing > 0 && crossing < 3;
      assertEquals(happens ? RowStatus.EVENT : RowStatus.SUCCESS, row.status());
      assertEquals(happens ? crossing : 3, row.time(), 3e-6);
      Matrix own = new Matrix(1, 1);
      own.copyRow(0, y0, r);
      assertEquals(row, solver.solve(p.field(), own, times).rows().get(0));
    }
  }

  @Test
  void recordedStepsKeepTheOutputsBeforeTheEvent() {
    Problem p = Problem.decay();
    Solver solver = Solver.dopri5(1e-6, 1e-8).withEvent(Event.falling((t, y) -> y[0] - 0.5));
    DenseSolution s = solver.solveDense(p.field(), new double[1], p.state(0), new double[] {5});
    double when = s.rows().get(0).time();
    assertEquals(Math.log(2), when, 2e-6);
    assertEquals(0.5, s.evaluate(0, when)[0], 1e-6);
    assertEquals(Math.exp(-0.69), s.evaluate(0, 0.69)[0], 2e-6);
    assertEquals(-0.5, s.derivative(0, when)[0], 1e-5);
    String message =
        assertThrows(IllegalArgumentException.class, () -> s.evaluate(0, when + 0.1)).getMessage();
    assertTrue(message.contains("ended with EVENT"), message);
  }

  @Test
  void partialDerivativesComeFromDifferences() {
    Event.Function g = (t, y) -> 3 * t * y[0] + y[1] * y[1];
    double[] gy = new double[2];
    double gt = g.gradient(2, new double[] {5, -7}, gy);
    assertEquals(15, gt, 1e-8);
    assertEquals(6, gy[0], 1e-8);
    assertEquals(-14, gy[1], 1e-8);
  }
}
