package io.anode4j.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.anode.LayerField;
import io.anode4j.anode.RandomField;
import io.anode4j.ode.ButcherTableau;
import io.anode4j.ode.DoubleField;
import io.anode4j.ode.DoubleSolution;
import io.anode4j.ode.Event;
import io.anode4j.ode.EventGradient;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.ParametricField;
import io.anode4j.ode.Solver;
import io.anode4j.ode.VectorField;
import io.anode4j.tensor.DoubleMatrix;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Gradients of float64 solves against closed forms and differences of float64 solves. */
class Float64GradientTest {
  /** y′ = (1 + sin t)·y, whose solution from t₀ is y₀·exp(t − t₀ + cos t₀ − cos t). */
  private static final DoubleField GROWTH =
      VectorField.of(
          1,
          (t, y, dy) -> dy[0] = (1 + Math.sin(t)) * y[0],
          (t, y, ct, out) -> out[0] = (1 + Math.sin(t)) * ct[0]);

  private static final DoubleField PENDULUM =
      VectorField.of(
          2,
          (t, y, dy) -> {
            dy[0] = y[1];
            dy[1] = -Math.sin(y[0]) - 0.1 * y[1];
          },
          (t, y, ct, out) -> {
            out[0] = -Math.cos(y[0]) * ct[1];
            out[1] = ct[0] - 0.1 * ct[1];
          });

  static List<ButcherTableau> methods() {
    return ButcherTableau.all().stream().filter(m -> m.embedded() && m.order() > 3).toList();
  }

  private static Solver tight(ButcherTableau method) {
    return Solver.adaptive(method, 1e-11, 1e-13).withMaxSteps(1_000_000);
  }

  private static double growth(double from, double to) {
    return Math.exp(to - from + Math.cos(from) - Math.cos(to));
  }

  /** Outputs at steps' ends and between: dopri8 steps onto each of them. */
  @ParameterizedTest
  @MethodSource("methods")
  void statesAndTimesToNineDigits(ButcherTableau method) {
    double[] times = {0.2, 0.5, 0.51, 1.4, 2};
    DoubleGradients g =
        new DifferentiableSolver(tight(method))
            .solve(
                GROWTH,
                new double[] {0.2},
                DoubleMatrix.of(new double[] {1.5}),
                OutputTimes.of(new double[][] {{0.5, 0.51, 1.4, 2}}),
                DoubleOutputLoss.weighted(
                    DoubleMatrix.of(
                        new double[] {1}, new double[] {2}, new double[] {-1}, new double[] {3})));
    double[] weights = {1, 2, -1, 3};
    double ofState = 0;
    for (int i = 0; i < 4; i++) {
      double value = 1.5 * growth(0.2, times[i + 1]);
      ofState += weights[i] * value / 1.5;
      double slope = weights[i] * (1 + Math.sin(times[i + 1])) * value;
      assertEquals(slope, g.outputTimes()[i], 4e-9 * (1 + Math.abs(slope)), "output " + i);
    }
    assertEquals(ofState, g.initialStates().get(0, 0), 2e-8);
    assertEquals(-ofState * 1.5 * (1 + Math.sin(0.2)), g.startTimes()[0], 2e-8);
    assertTrue(g.solution().success());
    assertEquals(ofState * 1.5, g.loss(), 2e-8);
  }

  private static double loss(Solver solver, double a, double b) {
    DoubleSolution s = solver.solve(PENDULUM, new double[] {a, b}, 0, 0.7, 2.1, 3).orThrow();
    double sum = 0;
    for (double[] y : s.row(0)) {
      sum += y[0] * y[0] + y[1] * y[1];
    }
    return sum;
  }

  @ParameterizedTest
  @MethodSource("methods")
  void agreesWithDifferencesOfTheSolve(ButcherTableau method) {
    Solver solver = tight(method);
    double h = 1e-4;
    double[] expected = {
      (loss(solver, 1.2 + h, 0.3) - loss(solver, 1.2 - h, 0.3)) / (2 * h),
      (loss(solver, 1.2, 0.3 + h) - loss(solver, 1.2, 0.3 - h)) / (2 * h)
    };
    DoubleMatrix y0 = DoubleMatrix.of(new double[] {1.2, 0.3});
    for (GradientStrategy strategy :
        new GradientStrategy[] {
          GradientStrategy.discrete(),
          GradientStrategy.checkpointed(),
          GradientStrategy.continuousAdjoint(1e-11, 1e-13)
        }) {
      // The adjoint has explicit methods of order five only to such tolerances in few steps.
      if (!strategy.takes(solver)) {
        continue;
      }
      DoubleGradients g =
          new DifferentiableSolver(solver, strategy)
              .solve(PENDULUM, y0, DoubleOutputLoss.sumOfSquares(), 0, 0.7, 2.1, 3);
      // Differences err by h²·f‴/6 and by the solves' 1e-11 over h.
      assertArrayEquals(expected, g.initialStates().row(0), 2e-6, strategy.toString());
      assertEquals(loss(solver, 1.2, 0.3), g.loss(), 1e-7);
    }
  }

  @Test
  void checkpointsGiveTheSameBits() {
    DoubleMatrix y0 = DoubleMatrix.of(new double[] {1.2, 0.3}, new double[] {0.1, -1});
    Solver solver = tight(ButcherTableau.dopri5()).jumpAt(1.1).stepAt(0.4);
    double[][] found = new double[2][];
    for (int i = 0; i < 2; i++) {
      GradientStrategy strategy =
          i == 0 ? GradientStrategy.discrete() : new GradientStrategy.Checkpointed(3);
      found[i] =
          new DifferentiableSolver(solver, strategy)
              .solve(PENDULUM, y0, DoubleOutputLoss.sumOfSquares(), 0, 0.7, 2.1, 3)
              .initialStates()
              .data();
    }
    assertArrayEquals(found[0], found[1]);
  }

  /** The gradient of half a swing's time with respect to where it starts. */
  @Test
  void eventTimes() {
    DoubleField oscillator =
        VectorField.of(
            2,
            (t, y, dy) -> {
              dy[0] = y[1];
              dy[1] = -y[0];
            },
            (t, y, ct, out) -> {
              out[0] = -ct[1];
              out[1] = ct[0];
            });
    Solver solver = tight(ButcherTableau.dopri5()).withEvent(Event.of((t, y) -> y[0]));
    DoubleMatrix y0 = DoubleMatrix.of(new double[] {1, 2});
    DoubleSolution ended = solver.solve(oscillator, y0, 0, 10);
    DoubleMatrix cotangents = new DoubleMatrix(1, 2);
    new EventGradient<>(solver, 2, oscillator.doubleEvaluator())
        .transform(ended, new double[] {1}, cotangents);
    DoubleGradients g =
        new DifferentiableSolver(solver.withEvent(null))
            .solve(
                oscillator,
                new double[1],
                y0,
                ended.endTimes(),
                DoubleOutputLoss.weighted(cotangents));
    // The time is π/2 + atan(b/a) from (a, b); its gradient (−b, a)/(a² + b²).
    assertEquals(Math.PI / 2 + Math.atan(2), ended.endTimes().times()[0], 1e-9);
    assertArrayEquals(new double[] {-0.4, 0.2}, g.initialStates().row(0), 1e-9);
  }

  @Test
  void aNetworkOnDoubleStatesHasItsParametersGradientToo() {
    LayerField field = RandomField.of(3, 1.5, 3, 12, 3);
    DoubleMatrix y0 = DoubleMatrix.of(new double[] {1, -0.5, 0.25}, new double[] {0.2, 0, 1});
    DifferentiableSolver solver = new DifferentiableSolver(Solver.dopri5(1e-6, 1e-7));
    DoubleGradients wide = solver.solve(field, y0, DoubleOutputLoss.sumOfSquares(), 0, 0.5, 1);
    Gradients narrow = solver.solve(field, y0.narrowed(), OutputLoss.sumOfSquares(), 0, 0.5, 1);
    assertEquals(narrow.parameters().length, wide.parameters().length);
    for (int i = 0; i < narrow.parameters().length; i++) {
      assertEquals(narrow.parameters()[i], wide.parameters()[i], 2e-4);
    }
  }

  /** A decay with a rate of its own: both given in double, so solved in it. */
  @Test
  void ownFieldsWithParametersAreSolvedInDouble() {
    ParametricField decay =
        ParametricField.of(
            1,
            new double[] {0.5},
            (t, y, theta, dy) -> dy[0] = -theta[0] * y[0],
            (t, y, theta, ct, yCotangent, thetaCotangent) -> {
              yCotangent[0] = -theta[0] * ct[0];
              thetaCotangent[0] = -y[0] * ct[0];
            });
    DoubleGradients g =
        new DifferentiableSolver(tight(ButcherTableau.dopri5()))
            .solve(
                decay,
                new double[1],
                DoubleMatrix.of(new double[] {3}),
                OutputTimes.of(new double[][] {{2}}),
                DoubleOutputLoss.weighted(DoubleMatrix.of(new double[] {1})));
    assertEquals(3 * Math.exp(-1), g.loss(), 1e-9);
    assertEquals(Math.exp(-1), g.initialStates().get(0, 0), 1e-9);
    assertEquals(-6 * Math.exp(-1), g.parameters()[0], 2e-7, "rounded to float32");
  }

  @Test
  void reversibleStatesAreFloat32() {
    DifferentiableSolver solver =
        new DifferentiableSolver(Solver.dopri5(1e-6, 1e-7), GradientStrategy.reversible());
    IllegalArgumentException refusal =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                solver.solve(
                    GROWTH,
                    DoubleMatrix.of(new double[] {1}),
                    DoubleOutputLoss.sumOfSquares(),
                    0,
                    1));
    assertTrue(refusal.getMessage().contains("made for float32"), refusal.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            new DifferentiableSolver(
                Solver.dopri5(1e-6, 1e-7).withComponentAtol(1, 2), GradientStrategy.reversible()));
  }
}
