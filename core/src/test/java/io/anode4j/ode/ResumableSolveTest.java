package io.anode4j.ode;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.tensor.DoubleMatrix;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A solve in parts has the bits of one solve whose steps end where the parts do. */
class ResumableSolveTest {
  /** A forced pendulum, so that time matters. */
  private static final DoubleField PENDULUM =
      VectorField.of(
          2,
          (t, y, dy) -> {
            dy[0] = y[1];
            dy[1] = 0.3 * Math.cos(2 * t) - Math.sin(y[0]);
          });

  private static final double[][] STARTS = {{2, 0}, {0.1, -1}, {-1, 2.5}};

  static Stream<Solver> solvers() {
    Stream<Solver> adaptive =
        ButcherTableau.all().stream()
            .filter(ButcherTableau::embedded)
            .flatMap(
                m -> {
                  Solver solver = Solver.adaptive(m, 1e-5, 1e-6).withMaxSteps(20_000);
                  return Stream.of(solver, solver.withFilter(ErrorFilter.PID));
                });
    return Stream.concat(adaptive, ButcherTableau.all().stream().map(m -> Solver.fixed(m, 0.0371)));
  }

  private static List<RowState> stored(List<RowState> states) {
    return states.stream().map(s -> RowState.of(s.bytes())).toList();
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void partsAreBitForBitTheWhole(Solver solver) {
    double[] stops = {1.37, 1.4, 4};
    double[] times = {0.5, 1, 1.37, 1.4, 2, 3.3, 4, 4.7, 6};
    DoubleMatrix y0 = DoubleMatrix.of(STARTS);
    DoubleSolution whole =
        solver
            .stepAt(stops)
            .solve(PENDULUM, new double[3], y0, OutputTimes.same(3, times))
            .orThrow();
    ResumableSolve<DoubleMatrix> run = ResumableSolve.start(solver, PENDULUM, 0, y0);
    int evaluations = 0;
    int from = 0;
    for (int end : new int[] {3, 4, 7, 9}) {
      BatchSolution<DoubleMatrix> part = run.to(Arrays.copyOfRange(times, from, end));
      for (int r = 0; r < 3; r++) {
        for (int i = from; i < end; i++) {
          double[] expected = whole.row(r)[i];
          assertArrayEquals(expected, part.values().row(r * (end - from) + i - from), r + ", " + i);
        }
      }
      evaluations += part.evaluations();
      from = end;
      run = ResumableSolve.resume(solver, PENDULUM, stored(run.state()));
    }
    assertEquals(whole.evaluations(), evaluations, "nothing is evaluated twice");
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void soAreThoseInFloat32(Solver solver) {
    Matrix y0 = Matrix.of(new float[][] {{2, 0}, {0.1f, -1}});
    Integrator<Matrix> integrator = new Integrator<>(solver.stepAt(1.37), 2, PENDULUM.evaluator());
    Matrix whole = integrator.solve(new double[2], y0, OutputTimes.same(2, 1, 1.37, 2, 3));
    ResumableSolve<Matrix> run = ResumableSolve.start(solver, PENDULUM, 0, y0);
    run.to(1, 1.37);
    BatchSolution<Matrix> rest =
        ResumableSolve.resumeFloat32(solver, PENDULUM, stored(run.state())).to(2, 3);
    for (int r = 0; r < 2; r++) {
      for (int i = 0; i < 2; i++) {
        for (int j = 0; j < 2; j++) {
          assertEquals(whole.get(r * 4 + 2 + i, j), rest.values().get(r * 2 + i, j));
        }
      }
    }
  }

  @Test
  void aRowThatRanOutOfStepsGoesOnWhereItStopped() {
    Solver solver = Solver.dopri5(1e-8, 1e-9);
    DoubleMatrix y0 = DoubleMatrix.of(STARTS);
    double[] times = {3, 9};
    DoubleSolution whole = solver.solve(PENDULUM, new double[3], y0, OutputTimes.same(3, times));
    ResumableSolve<DoubleMatrix> run =
        ResumableSolve.start(solver.withMaxSteps(17), PENDULUM, 0, y0);
    int parts = 0;
    BatchSolution<DoubleMatrix> part;
    do {
      part = run.to(9);
      parts++;
    } while (!part.success() && parts < 100);
    assertTrue(parts > 3, parts + " parts");
    for (int r = 0; r < 3; r++) {
      assertArrayEquals(whole.row(r)[1], part.ends().row(r));
    }
  }

  @Test
  void eventsAndJumpsGoOn() {
    Event bounce = Event.of((t, y) -> y[0]).then((t, y, after) -> after[1] = -0.9 * y[1]);
    DoubleField field =
        VectorField.of(
            2,
            (t, y, dy) -> {
              dy[0] = y[1];
              dy[1] = (t < 2 ? -1 : -1.5) - 0.1 * y[1] * y[1] * y[1];
            });
    Solver solver = Solver.dopri5(1e-7, 1e-8).jumpAt(2).withEvents(bounce);
    double[] y0 = {1, 0};
    double[] times = {1.5, 2, 2.5, 3, 5};
    DoubleSolution whole =
        solver
            .stepAt(1.5, 2.5)
            .solve(field, new double[1], DoubleMatrix.of(y0), OutputTimes.same(1, times));
    ResumableSolve<DoubleMatrix> run = ResumableSolve.start(solver, field, 0, DoubleMatrix.of(y0));
    int events = 0;
    for (int i = 0; i < times.length; i++) {
      double to = times[i];
      if (to == 3) {
        continue; // No step ends there, so no part does.
      }
      BatchSolution<DoubleMatrix> part = run.to(to);
      events += part.occurrences().size();
      assertArrayEquals(whole.row(0)[i], part.values().row(0), "t = " + to);
      run = ResumableSolve.resume(solver, field, stored(run.state()));
    }
    assertEquals(whole.occurrences().size(), events);
    assertTrue(events > 1);
  }

  @Test
  void whatIsOverStays() {
    Solver solver = Solver.dopri5(1e-7, 1e-8).withEvents(Event.falling((t, y) -> y[0] - 1));
    ResumableSolve<DoubleMatrix> run =
        ResumableSolve.start(solver, PENDULUM, 0, DoubleMatrix.of(STARTS));
    DoubleSolution plain = solver.solve(PENDULUM, STARTS[0], 0, 3);
    run.to(OutputTimes.of(new double[][] {{3}, {}, {0}}));
    assertArrayEquals(plain.ends().row(0), run.state().get(0).state());
    assertEquals(plain.rows().get(0).time(), run.state().get(0).time());
    assertEquals(0, run.state().get(1).step());
    // The row that ended at its event goes on beyond it: a zero at its start is no event.
    assertTrue(run.to(4).rows().get(1).status().completed());
  }

  @Test
  void whatIsNoStateIsRefused() {
    Solver solver = Solver.dopri5(1e-7, 1e-8);
    ResumableSolve<DoubleMatrix> run =
        ResumableSolve.start(solver, PENDULUM, 0, DoubleMatrix.of(STARTS));
    run.to(1);
    byte[] bytes = run.state().get(0).bytes();
    assertEquals(4 + 8 * (9 + 2 + 2 + 2), bytes.length);
    for (int length = 0; length < bytes.length; length++) {
      byte[] cut = Arrays.copyOf(bytes, length);
      assertThrows(IllegalArgumentException.class, () -> RowState.of(cut));
    }
    assertThrows(
        IllegalArgumentException.class, () -> RowState.of(Arrays.copyOf(bytes, bytes.length + 8)));
    bytes[0]++;
    assertThrows(IllegalArgumentException.class, () -> RowState.of(bytes));
    DoubleField other = VectorField.of(1, (t, y, dy) -> dy[0] = 1);
    String message =
        assertThrows(
                IllegalArgumentException.class,
                () -> ResumableSolve.resume(solver, other, run.state()))
            .getMessage();
    assertTrue(message.contains("dimension 2"), message);
  }
}
