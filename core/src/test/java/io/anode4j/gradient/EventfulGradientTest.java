package io.anode4j.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anode4j.ode.ButcherTableau;
import io.anode4j.ode.DoubleField;
import io.anode4j.ode.Event;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.ParametricField;
import io.anode4j.ode.RowStatus;
import io.anode4j.ode.Solver;
import io.anode4j.ode.VectorField;
import io.anode4j.reference.FiniteDifferences;
import io.anode4j.tensor.DoubleMatrix;
import io.anode4j.tensor.Matrix;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients across events that change the state, against closed forms and differences. */
class EventfulGradientTest {
  /** Height, speed, restitution, gravity, and the time of the last bounce. */
  private static final DoubleField BALL =
      VectorField.of(
          5,
          (t, y, dy) -> {
            dy[0] = y[1];
            dy[1] = -y[3];
            dy[2] = 0;
            dy[3] = 0;
            dy[4] = 0;
          },
          (t, y, ct, out) -> {
            out[0] = 0;
            out[1] = ct[0];
            out[2] = 0;
            out[3] = -ct[1];
            out[4] = 0;
          });

  private static final Event BOUNCE =
      Event.falling((t, y) -> y[0])
          .then(
              (t, y, after) -> {
                after[1] = -y[2] * y[1];
                after[4] = t;
              });

  /** The state at a time in closed form. */
  private static double[] exact(double[] y0, double end) {
    double[] y = y0.clone();
    double t = 0;
    while (true) {
      double hit = (y[1] + Math.sqrt(y[1] * y[1] + 2 * y[3] * y[0])) / y[3];
      double step = Math.min(hit, end - t);
      y[0] = step == hit ? 0 : y[0] + y[1] * step - y[3] * step * step / 2;
      y[1] -= y[3] * step;
      t += step;
      if (step != hit) {
        return y;
      }
      y[1] *= -y[2];
      y[4] = t;
    }
  }

  private static final double[] WEIGHTS = {1, -0.7, 0.3, 0.2, 1.3};
  private static final double[] OUTPUTS = {0, 1, 2.5, 4, 5.6};

  private static double loss(double[] y0) {
    double sum = 0;
    for (double t : OUTPUTS) {
      double[] y = exact(y0, t);
      for (int j = 0; j < 5; j++) {
        sum += WEIGHTS[j] * y[j] * y[j];
      }
    }
    return sum;
  }

  private static double loss(double[] states, double[] cotangents) {
    double sum = 0;
    for (int i = 0; i < states.length; i++) {
      sum += WEIGHTS[i % 5] * states[i] * states[i];
      cotangents[i] = 2 * WEIGHTS[i % 5] * states[i];
    }
    return sum;
  }

  static Stream<Arguments> cases() {
    GradientStrategy adjoint = GradientStrategy.continuousAdjoint(1e-10, 1e-12);
    return Stream.of(
        Arguments.of(ButcherTableau.dopri5(), GradientStrategy.discrete()),
        Arguments.of(ButcherTableau.dopri8(), GradientStrategy.discrete()),
        Arguments.of(ButcherTableau.kencarp4(), GradientStrategy.discrete()),
        Arguments.of(ButcherTableau.kvaerno5(), GradientStrategy.discrete()),
        Arguments.of(ButcherTableau.tsit5(), GradientStrategy.checkpointed()),
        Arguments.of(ButcherTableau.dopri5(), adjoint));
  }

  @ParameterizedTest
  @MethodSource("cases")
  void aBouncingBall(ButcherTableau tableau, GradientStrategy strategy) {
    Solver solver = Solver.adaptive(tableau, 1e-9, 1e-11).withEvents(BOUNCE);
    double[][] starts = {{1, 0, 0.8, 1, 0}, {0.3, 0.5, 0.9, 1.2, 0}, {90, 1, 0.5, 1, 0}};
    DoubleGradients g =
        new DifferentiableSolver(solver, strategy)
            .solve(
                BALL,
                DoubleMatrix.of(starts),
                (solution, cotangents) -> {
                  double sum = 0;
                  for (int r = 0; r < starts.length; r++) {
                    for (int i = 0; i < OUTPUTS.length; i++) {
                      double[] ct = new double[5];
                      sum += loss(solution.row(r)[i], ct);
                      for (int j = 0; j < 5; j++) {
                        cotangents.set(r * OUTPUTS.length + i, j, ct[j]);
                      }
                    }
                  }
                  return sum;
                },
                OUTPUTS);
    assertEquals(loss(starts[0]) + loss(starts[1]) + loss(starts[2]), g.loss(), 1e-6);
    for (int r = 0; r < 3; r++) {
      assertEquals(RowStatus.SUCCESS, g.backward().get(r));
      double[] expected = FiniteDifferences.gradient(EventfulGradientTest::loss, starts[r]);
      for (int j = 0; j < 5; j++) {
        double size = Math.max(1, Math.abs(expected[j]));
        assertEquals(expected[j], g.initialStates().get(r, j), 2e-6 * size, r + ", " + j);
      }
    }
  }

  /** A tank of level y that fills at θ₀ and drains at θ₁·y between two marks. */
  private static ParametricField tank(double[] theta) {
    return ParametricField.withFiniteDifferences(
        2, theta, (t, y, p, dy) -> dy[0] = p[0] * y[1] - p[1] * y[0]);
  }

  private static final Event FULL =
      Event.rising((t, y) -> y[0] - 1.5).then((t, y, after) -> after[1] = 0);
  private static final Event LOW =
      Event.falling((t, y) -> y[0] - 0.5).then((t, y, after) -> after[1] = 1);

  /** Its level in closed form. */
  private static double level(double[] theta, double start, double end) {
    double y = start;
    boolean fills = true;
    double left = end;
    while (true) {
      double goal = fills ? theta[0] / theta[1] : 0;
      double mark = fills ? 1.5 : 0.5;
      double needs = Math.log((goal - y) / (goal - mark)) / theta[1];
      if (needs > left) {
        return goal + (y - goal) * Math.exp(-theta[1] * left);
      }
      y = mark;
      left -= needs;
      fills = !fills;
    }
  }

  @Test
  void parametersOfASwitchedTank() {
    double[] theta = {2, 1};
    double end = 6.5;
    Solver solver = Solver.dopri5(1e-10, 1e-12).withEvents(FULL, LOW);
    for (GradientStrategy strategy :
        new GradientStrategy[] {
          GradientStrategy.discrete(), GradientStrategy.continuousAdjoint(1e-9, 1e-11)
        }) {
      DoubleGradients g =
          new DifferentiableSolver(solver, strategy)
              .solve(
                  tank(theta),
                  DoubleMatrix.of(new double[] {0.7, 1}),
                  (solution, cotangents) -> {
                    cotangents.set(1, 0, 1);
                    return solution.value(0, 1, 0);
                  },
                  0,
                  end);
      assertEquals(6, g.solution().occurrences().size());
      assertEquals(level(theta, 0.7, end), g.loss(), 1e-8);
      double[] expected = FiniteDifferences.gradient(p -> level(p, 0.7, end), theta);
      double byStart =
          FiniteDifferences.gradient(y -> level(theta, y[0], end), new double[] {0.7})[0];
      assertEquals(expected[0], g.parameters()[0], 1e-6, "filling");
      assertEquals(expected[1], g.parameters()[1], 1e-6, "draining");
      assertEquals(byStart, g.initialStates().get(0, 0), 1e-7);
      // The tank does not look at the clock, so a later start is an earlier end.
      assertEquals(-g.outputTimes()[1], g.startTimes()[0], 1e-7);
    }
  }

  @Test
  void twoBallsThatMeetTheGroundAtOnce() {
    DoubleField balls =
        VectorField.of(
            4,
            (t, y, dy) -> {
              dy[0] = y[1];
              dy[1] = -1;
              dy[2] = y[3];
              dy[3] = -1;
            },
            (t, y, ct, out) -> {
              out[0] = 0;
              out[1] = ct[0];
              out[2] = 0;
              out[3] = ct[2];
            });
    Event first = Event.falling((t, y) -> y[0]).then((t, y, a) -> a[1] = -0.8 * y[1]);
    Event second = Event.falling((t, y) -> y[2]).then((t, y, a) -> a[3] = -0.5 * y[3]);
    DoubleGradients g =
        new DifferentiableSolver(Solver.dopri5(1e-9, 1e-11).withEvents(first, second))
            .solve(
                balls,
                DoubleMatrix.of(new double[] {1, 0, 1, 0}),
                (solution, cotangents) -> {
                  cotangents.set(1, 0, 1);
                  cotangents.set(1, 2, 10);
                  return 0;
                },
                0,
                2);
    // y(2) = e·√(2h)·(2 − √(2h)) − (2 − √(2h))²/2.
    double root = Math.sqrt(2);
    for (int b = 0; b < 2; b++) {
      double kept = b == 0 ? 0.8 : 0.5;
      double slope = (kept * (2 - 2 * root) + (2 - root)) / root;
      assertEquals((b == 0 ? 1 : 10) * slope, g.initialStates().get(0, 2 * b), 1e-7);
    }
  }

  @Test
  void float32RowsAndOutputsAtEvents() {
    Solver solver = Solver.dopri5(1e-6, 1e-7).withEvents(BOUNCE);
    double bounce = Math.sqrt(2);
    Gradients g =
        new DifferentiableSolver(solver)
            .solve(
                BALL,
                new double[] {0, 0},
                Matrix.of(new float[][] {{1, 0, 0.8f, 1, 0}, {1, 0, 0.8f, 1, 0}}),
                OutputTimes.of(new double[][] {{1, bounce - 0.01, 3}, {}}),
                (solution, cotangents) -> {
                  cotangents.set(2, 0, 1);
                  return solution.value(0, 2, 0);
                });
    double[] expected =
        FiniteDifferences.gradient(y -> exact(y, 3)[0], new double[] {1, 0, 0.8, 1, 0});
    for (int j = 0; j < 5; j++) {
      assertEquals(expected[j], g.initialStates().get(0, j), 2e-5, "component " + j);
      assertEquals(0, g.initialStates().get(1, j));
    }
  }
}
