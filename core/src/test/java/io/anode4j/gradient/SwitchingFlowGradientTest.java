package io.anode4j.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.ode.DoubleSolution;
import io.anode4j.ode.Event;
import io.anode4j.ode.MethodSwitch;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowStatus;
import io.anode4j.ode.Solver;
import io.anode4j.ode.SwitchingSolver;
import io.anode4j.reference.FiniteDifferences;
import io.anode4j.tensor.DoubleMatrix;
import java.util.Arrays;
import java.util.List;
import java.util.stream.DoubleStream;
import org.junit.jupiter.api.Test;

/**
 * Gradients of solves that change their method, against differences of solves by one method alone
 * at far tighter tolerances.
 */
class SwitchingFlowGradientTest {
  private static final Solver EXACT = Solver.dopri8(1e-12, 1e-13).withMaxSteps(1_000_000);

  private static final StiffField KAPS = StiffField.kaps(1e4);

  /**
   * One row of a problem and its times, the first of which is the start.
   *
   * @param name what is printed
   * @param exact a solver to compare with
   */
  private record Case(String name, StiffField problem, double[] y0, Solver exact, double... times) {
    /** All that the loss depends on: states, logarithms of parameters' factors, times. */
    double loss(double[] y, double[] logs, double[] at) {
      double[] theta = problem.theta().clone();
      Arrays.setAll(theta, p -> theta[p] * Math.exp(logs[p]));
      double[] outputs = Arrays.copyOfRange(at, 1, at.length);
      DoubleSolution s =
          exact.solve(
              problem.at(theta),
              new double[] {at[0]},
              DoubleMatrix.of(y),
              OutputTimes.of(new double[][] {outputs}));
      DoubleMatrix weights = problem.weights(outputs.length);
      double sum = 0;
      for (int o = 0; o < outputs.length; o++) {
        for (int j = 0; j < y.length && !Double.isNaN(s.value(0, o, j)); j++) {
          sum += weights.get(o, j) * s.value(0, o, j);
        }
      }
      return sum;
    }

    DoubleGradients gradients(SwitchingSolver solver) {
      return gradients(new DifferentiableSolver(solver), "switching");
    }

    DoubleGradients gradients(DifferentiableSolver solver, String method) {
      DoubleGradients g =
          solver.solve(
              problem.field(),
              new double[] {times[0]},
              DoubleMatrix.of(y0),
              OutputTimes.of(new double[][] {Arrays.copyOfRange(times, 1, times.length)}),
              DoubleOutputLoss.weighted(problem.weights(times.length - 1)));
      GradientStatistics s = g.statistics();
      System.out.printf(
          "%s, %s: evaluations %d there, %d back, %d pullbacks%n",
          name, method, s.forwardEvaluations(), s.backwardEvaluations(), s.pullbacks());
      return g;
    }

    void ofParameters(DoubleGradients g, double increment, double tolerance) {
      double[] found = problem.theta().clone();
      Arrays.setAll(found, p -> g.parameters()[p] * found[p]);
      double[] none = new double[found.length];
      check(
          "parameters",
          FiniteDifferences.gradient(logs -> loss(y0, logs, times), none, increment),
          found,
          tolerance);
    }

    void ofStates(DoubleGradients g, double increment, double tolerance) {
      double[] none = new double[problem.theta().length];
      check(
          "states",
          FiniteDifferences.gradient(y -> loss(y, none, times), y0, increment),
          g.initialStates().row(0),
          tolerance);
    }

    void ofTimes(DoubleGradients g, double increment, double tolerance) {
      double[] none = new double[problem.theta().length];
      check(
          "times",
          FiniteDifferences.gradient(at -> loss(y0, none, at), times, increment),
          DoubleStream.concat(Arrays.stream(g.startTimes()), Arrays.stream(g.outputTimes()))
              .toArray(),
          tolerance);
    }

    private void check(String what, double[] expected, double[] found, double tolerance) {
      double largest = 0;
      for (int i = 0; i < expected.length; i++) {
        double size = Math.max(1, Math.abs(expected[i]));
        largest = Math.max(largest, Math.abs(expected[i] - found[i]) / size);
      }
      System.out.printf("%s: gradient of %s off by %.1e%n", name, what, largest);
      String all = Arrays.toString(expected) + " against " + Arrays.toString(found);
      assertTrue(largest < tolerance, name + ", " + what + ": " + all);
    }

    List<Boolean> switches(SwitchingSolver solver) {
      return solver.solve(problem.field(), DoubleMatrix.of(y0), times).switches().stream()
          .map(MethodSwitch::implicit)
          .toList();
    }
  }

  private static Case kaps(String name, Solver exact) {
    return new Case(name, KAPS, new double[] {0.8, 0.9}, exact, 0, 0.4, 0.9, 1.3, 2, 3);
  }

  /**
   * The solve's 1e-7, which the field's stiffness of up to 1e4 multiplies in the gradient of an
   * output's time: it is that of the field there. Times are moved within steps, where dopri8 is
   * coarser than dopri5.
   */
  @Test
  void statesParametersAndTimes() {
    SwitchingSolver solver = SwitchingSolver.of(1e-7, 1e-9);
    Case kaps = kaps("Kaps", Solver.dopri5(1e-12, 1e-13).withMaxSteps(1_000_000));
    assertEquals(List.of(true, false), kaps.switches(solver));
    DoubleGradients g = kaps.gradients(solver);
    kaps.ofParameters(g, 1e-4, 1e-5);
    kaps.ofStates(g, 1e-4, 1e-5);
    kaps.ofTimes(g, 1e-4, 1e-3);
  }

  /** The jumps carry the solve's 1e-6 on, and a start's change by a factor of fifty. */
  @Test
  void vanDerPol() {
    SwitchingSolver solver = SwitchingSolver.of(1e-6, 1e-8);
    Case c =
        new Case(
            "van der Pol",
            StiffField.vanDerPol(1000),
            new double[] {2, -0.66},
            EXACT,
            0,
            0.4,
            0.85,
            1.1);
    assertEquals(List.of(true, false, true), c.switches(solver));
    DoubleGradients g = c.gradients(solver);
    c.ofParameters(g, 1e-4, 3e-4);
    c.ofStates(g, 1e-4, 3e-4);
    Solver patient = solver.explicit().withMaxSteps(100_000);
    for (Solver alone : List.of(solver.implicit(), patient)) {
      String method = alone.tableau().toString();
      c.ofStates(c.gradients(new DifferentiableSolver(alone), method), 1e-4, 3e-3);
    }
  }

  /** Both solves' tolerances; from other starts than this, such as a negative y₂, it runs off. */
  @Test
  void robertson() {
    SwitchingSolver solver = SwitchingSolver.of(1e-6, 1e-10);
    Solver exact = Solver.kencarp4(1e-8, 1e-13).withMaxSteps(1_000_000);
    Case c =
        new Case("Robertson", StiffField.robertson(), new double[] {1, 0, 0}, exact, 0, 0.4, 40);
    assertEquals(List.of(true), c.switches(solver));
    c.ofParameters(c.gradients(solver), 1e-3, 1e-4);
  }

  /**
   * The solve's 1e-7 once more. A dose where the field is at its stiffest, and again where it is no
   * longer.
   */
  @Test
  void eventsThatChangeTheState() {
    Event dose = Event.falling((t, y) -> y[1] - 0.35).then((t, y, after) -> after[1] = 1.5 * y[1]);
    SwitchingSolver plain = SwitchingSolver.of(1e-7, 1e-9);
    SwitchingSolver solver =
        new SwitchingSolver(plain.explicit().withEvents(dose), plain.implicit().withEvents(dose));
    Case kaps = kaps("Kaps with doses", EXACT.withEvents(dose));
    DoubleGradients g = kaps.gradients(solver);
    assertTrue(g.solution().occurrences().size() > 1, g.solution().occurrences().toString());
    kaps.ofParameters(g, 1e-5, 1e-5);
    kaps.ofStates(g, 1e-5, 1e-5);
  }

  /**
   * The solve's 1e-7. Outputs before an event that ends the row, which comes after a change of
   * method.
   */
  @Test
  void eventsThatEndARow() {
    Event end = Event.falling((t, y) -> y[1] - 0.3);
    SwitchingSolver plain = SwitchingSolver.of(1e-7, 1e-9);
    SwitchingSolver solver =
        new SwitchingSolver(plain.explicit().withEvents(end), plain.implicit().withEvents(end));
    Case kaps = kaps("Kaps to an event", EXACT.withEvents(end));
    assertEquals(List.of(true), kaps.switches(solver));
    DoubleGradients g = kaps.gradients(solver);
    assertEquals(RowStatus.EVENT, g.solution().rows().get(0).status());
    kaps.ofParameters(g, 1e-4, 1e-5);
    kaps.ofStates(g, 1e-4, 1e-5);
  }
}
