package io.anode4j.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.anode.LayerField;
import io.anode4j.anode.RandomField;
import io.anode4j.ode.Event;
import io.anode4j.ode.EventGradient;
import io.anode4j.ode.Integrator;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowStatus;
import io.anode4j.ode.Solution;
import io.anode4j.ode.Solver;
import io.anode4j.ode.VectorField;
import io.anode4j.reference.Doubles;
import io.anode4j.reference.FiniteDifferences;
import io.anode4j.reference.Networks;
import io.anode4j.reference.Problem;
import io.anode4j.tensor.Matrix;
import org.junit.jupiter.api.Test;

/** Gradients of event times and states against closed forms and finite differences. */
class EventGradientTest {
  private static final Solver SOLVER = Solver.dopri5(1e-6, 1e-8);

  /** Event, second solve to the event times, transformed cotangents, pullback. */
  private static Matrix pulledBack(
      Solver solver,
      VectorField field,
      LayerField.Evaluator evaluator,
      Matrix y0,
      double end,
      double[] timeCotangents,
      Matrix stateCotangents) {
    double[] t0 = new double[y0.rows()];
    Solution ended = solver.solve(field, y0, 0, end);
    var own = evaluator == null ? field.evaluator() : evaluator;
    new EventGradient<>(solver, field.dimension(), own)
        .transform(ended, timeCotangents, stateCotangents);
    Integrator<Matrix> integrator =
        new Integrator<>(solver.withEvent(null), field.dimension(), own);
    integrator.recordSteps(true);
    OutputTimes times = ended.endTimes();
    integrator.solve(t0, y0, times, new Matrix(times.total(), field.dimension()));
    Matrix initial = new Matrix(y0.rows(), field.dimension());
    new DiscreteGradient<>(solver.tableau(), field.dimension(), own)
        .pullback(integrator.steps(), stateCotangents, initial);
    return initial;
  }

  @Test
  void theHalfLifeOfADecay() {
    // y = a·e⁻ᵗ reaches ½ at t* = ln 2a: dt*/da = 1/a; the state there is ½ whatever a.
    Solver solver = SOLVER.withEvent(Event.of((t, y) -> y[0] - 0.5));
    Matrix y0 = Matrix.of(new float[][] {{1}, {3}, {0.4f}});
    Matrix stateCotangents = Matrix.of(new float[][] {{7}, {7}, {7}});
    Matrix initial =
        pulledBack(
            solver, Problem.decay().field(), null, y0, 4, new double[] {1, 2, 5}, stateCotangents);
    assertEquals(1, initial.get(0, 0), 5e-6);
    assertEquals(2.0 / 3, initial.get(1, 0), 5e-6);
    assertEquals(7 * Math.exp(-4), initial.get(2, 0), 1e-6, "no event: the end is at t = 4");
  }

  @Test
  void anEventThatMovesWithTime() {
    // y = a + t meets 3 − t at t* = (3 − a)/2: dt*/da = −½, dy*/da = ½.
    VectorField field = VectorField.of(1, (t, y, dy) -> dy[0] = 1, (t, y, ct, out) -> out[0] = 0);
    Solver solver = SOLVER.withEvent(Event.rising((t, y) -> y[0] - 3 + t));
    Matrix y0 = Matrix.of(new float[][] {{1}});
    Matrix state = Matrix.of(new float[][] {{10}});
    Matrix initial = pulledBack(solver, field, null, y0, 4, new double[] {1}, state);
    assertEquals(-0.5 + 10 * 0.5, initial.get(0, 0), 1e-5);
  }

  /** Event time and state by 2,000 steps of rk4 in double precision and a bisected last step. */
  private static double[] reference(LayerField field, double[] p, double[] y0, double level) {
    double h = 1e-3;
    double[] y = y0.clone();
    double t = 0;
    while (rk4(field, p, y, h)[0] < level) {
      y = rk4(field, p, y, h);
      t += h;
    }
    double low = 0;
    double high = h;
    for (int i = 0; i < 60; i++) {
      double middle = 0.5 * (low + high);
      if (rk4(field, p, y, middle)[0] < level) {
        low = middle;
      } else {
        high = middle;
      }
    }
    double[] state = rk4(field, p, y, low);
    return new double[] {t + low, state[0], state[1], state[2]};
  }

  private static double[] rk4(LayerField field, double[] p, double[] y, double h) {
    double[] k1 = Networks.mlp(field.layer(), p, y);
    double[] k2 = Networks.mlp(field.layer(), p, plus(y, h / 2, k1));
    double[] k3 = Networks.mlp(field.layer(), p, plus(y, h / 2, k2));
    double[] k4 = Networks.mlp(field.layer(), p, plus(y, h, k3));
    double[] next = new double[y.length];
    for (int j = 0; j < y.length; j++) {
      next[j] = y[j] + h / 6 * (k1[j] + 2 * k2[j] + 2 * k3[j] + k4[j]);
    }
    return next;
  }

  private static double[] plus(double[] y, double h, double[] k) {
    double[] sum = y.clone();
    for (int j = 0; j < y.length; j++) {
      sum[j] += h * k[j];
    }
    return sum;
  }

  @Test
  void initialStatesAndParametersOfANeuralField() {
    LayerField field = RandomField.of(5, 1.5, 3, 8, 3);
    double[] p = Doubles.of(field.parameters().values());
    double[] start = {0.1, 0.2, -0.3};
    double[] slope = Networks.mlp(field.layer(), p, start);
    double level = start[0] + 0.5 * Math.signum(slope[0]);
    assertTrue(slope[0] > 0.3, "component 0 must rise for this seed: " + slope[0]);
    double[] ct = {0.7, 0, -1.3, 0.4}; // of t*, and of the state
    Solver solver = SOLVER.withEvent(Event.rising((t, y) -> y[0] - level));
    Matrix y0 = Matrix.of(new float[][] {{0.1f, 0.2f, -0.3f}});
    Solution ended = solver.solve(field, y0, 0, 5);
    double[] reference = reference(field, p, Doubles.row(y0, 0), level);
    assertEquals(RowStatus.EVENT, ended.rows().get(0).status());
    assertEquals(reference[0], ended.rows().get(0).time(), 2e-6);
    assertEquals(reference[2], ended.ends().get(0, 1), 2e-6);

    LayerField.Evaluator evaluator = field.evaluator();
    Matrix stateCotangents = Matrix.of(new float[][] {{0, -1.3f, 0.4f}});
    Matrix initial =
        pulledBack(solver, field, evaluator, y0, 5, new double[] {0.7}, stateCotangents);
    float[] parameters = new float[p.length];
    evaluator.drainGradient(parameters);
    double[] byStart =
        FiniteDifferences.gradient(
            y -> Doubles.dot(ct, reference(field, p, y, level)), Doubles.row(y0, 0));
    double[] byParameters =
        FiniteDifferences.gradient(
            q -> Doubles.dot(ct, reference(field, q, Doubles.row(y0, 0), level)), p);
    // The solve's tolerance of 1e-6 is the larger part of the difference.
    assertTrue(Doubles.relativeError(byStart, Doubles.row(initial, 0)) < 3e-5);
    assertTrue(Doubles.relativeError(byParameters, Doubles.of(parameters)) < 3e-5);
  }

  @Test
  void aSolverWithoutEventHasNone() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new EventGradient<>(SOLVER, 1, Problem.decay().field().evaluator()));
  }
}
