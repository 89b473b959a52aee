package io.anode4j.gradient;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.ode.ButcherTableau;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowStatus;
import io.anode4j.ode.Solver;
import io.anode4j.ode.SwitchingSolver;
import io.anode4j.reference.FiniteDifferences;
import io.anode4j.tensor.DoubleMatrix;
import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Gradients of solves whose rows change their method, against differences of the same steps,
 * replayed with every stage solved to its rounding.
 */
class SwitchingGradientTest {
  private static final StiffField OSCILLATOR = StiffField.vanDerPol(200);

  /**
   * The solver solves stages to a hundredth of the implicit method's 1e-7, which fast phases carry
   * on with a factor of some hundred, and differences err by h²·f‴/6 beside. The gradient of the
   * flow is 3e-3 away.
   */
  private static final double TOLERANCE = 1e-6;

  private static final double INCREMENT = 1e-6;

  /** Two that switch, one that is over before it is felt to be stiff, and one without outputs. */
  private static final DoubleMatrix STARTS =
      DoubleMatrix.of(
          new double[] {2, -0.66},
          new double[] {0.1, 1},
          new double[] {1.5, -0.5},
          new double[] {1, 1});

  private static final double[] ENDS = {1.1, 1.2, 0.004};

  private static final SwitchingSolver USUAL =
      new SwitchingSolver(Solver.dopri5(1e-5, 1e-7), Solver.kencarp4(1e-7, 1e-9));

  static Stream<SwitchingSolver> solvers() {
    return Stream.of(
        USUAL,
        new SwitchingSolver(
            Solver.adaptive(ButcherTableau.tsit5(), 1e-5, 1e-7),
            Solver.adaptive(ButcherTableau.kvaerno5(), 1e-7, 1e-9)));
  }

  /** Times around a row's changes of method, one of them exactly that of the change. */
  private static double[] around(double[] switches, double end) {
    double[] inside =
        Arrays.stream(switches)
            .flatMap(s -> Arrays.stream(new double[] {s - 1e-3, Math.nextDown(s), s, s + 1e-3}))
            .toArray();
    double[] times = Arrays.copyOf(inside, inside.length + 3);
    times[inside.length] = 0;
    times[inside.length + 1] = end;
    times[inside.length + 2] = end;
    Arrays.sort(times);
    return times;
  }

  private static SwitchedReplay replay(
      SwitchingSolver solver, StiffField problem, double[][] times) {
    return SwitchedReplay.of(solver, problem.field(), new double[4], STARTS, OutputTimes.of(times));
  }

  private static DoubleGradients gradients(
      SwitchingSolver solver, StiffField problem, SwitchedReplay replay) {
    return new DifferentiableSolver(solver)
        .solve(
            problem.field(),
            new double[4],
            STARTS,
            replay.times(),
            DoubleOutputLoss.weighted(problem.weights(replay.times().total())));
  }

  private static double loss(SwitchedReplay replay, StiffField problem, double[] theta) {
    DoubleMatrix weights = problem.weights(replay.times().total());
    double sum = 0;
    for (int r = 0; r < 4; r++) {
      sum += replay.loss(problem.rowAt(theta), r, STARTS.row(r), weights);
    }
    return sum;
  }

  private static void compare(SwitchedReplay replay, StiffField problem, DoubleGradients g) {
    DoubleMatrix weights = problem.weights(replay.times().total());
    double largest = 0;
    for (int r = 0; r < 4; r++) {
      int row = r;
      double[] expected =
          FiniteDifferences.gradient(
              y -> replay.loss(problem.rowAt(problem.theta()), row, y, weights),
              STARTS.row(r),
              INCREMENT);
      for (int j = 0; j < 2; j++) {
        double error = Math.abs(expected[j] - g.initialStates().get(r, j));
        largest = Math.max(largest, error / Math.max(1, Math.abs(expected[j])));
      }
    }
    double[] logs =
        FiniteDifferences.gradient(
            q ->
                loss(
                    replay,
                    problem,
                    new double[] {problem.theta()[0] * q[0], problem.theta()[1] * q[1]}),
            new double[] {1, 1},
            INCREMENT);
    for (int p = 0; p < 2; p++) {
      double error = Math.abs(logs[p] - g.parameters()[p] * problem.theta()[p]);
      largest = Math.max(largest, error / Math.max(1, Math.abs(logs[p])));
    }
    System.out.printf("switching gradient against its steps: %.1e%n", largest);
    assertTrue(largest < TOLERANCE, "largest relative error " + largest);
  }

  @ParameterizedTest
  @MethodSource("solvers")
  void isThatOfTheStepsMade(SwitchingSolver solver) {
    SwitchedReplay plain =
        replay(solver, OSCILLATOR, new double[][] {{ENDS[0]}, {ENDS[1]}, {ENDS[2]}, {}});
    assertTrue(plain.switches(0).length >= 2, "both ways");
    assertTrue(plain.switches(1).length >= 1);
    assertEquals(0, plain.switches(2).length);
    double[][] times = new double[4][0];
    for (int r = 0; r < 3; r++) {
      times[r] = around(plain.switches(r), ENDS[r]);
    }
    SwitchedReplay replay = replay(solver, OSCILLATOR, times);
    for (int r = 0; r < 3; r++) {
      assertArrayEquals(plain.switches(r), replay.switches(r), "outputs are no steps");
    }
    DoubleGradients g = gradients(solver, OSCILLATOR, replay);
    g.solution().orThrow();
    // Of the loss, the stages' share of the tolerance is left.
    assertEquals(loss(replay, OSCILLATOR, OSCILLATOR.theta()), g.loss(), 1e-6);
    compare(replay, OSCILLATOR, g);
  }

  /** A row that ends on the way has the gradient of what it reached. */
  @Test
  void rowsThatFailOnTheWay() {
    SwitchingSolver few = new SwitchingSolver(USUAL.explicit().withMaxSteps(120), USUAL.implicit());
    double[][] times = {{0.05, 0.12, 1.1}, {0.7, 1.2}, {0.004}, {}};
    SwitchedReplay replay = replay(few, OSCILLATOR, times);
    DoubleGradients g = gradients(few, OSCILLATOR, replay);
    assertEquals(RowStatus.TOO_MANY_STEPS, g.solution().rows().get(0).status());
    assertTrue(Double.isNaN(g.solution().value(0, 2, 0)));
    assertTrue(Double.isFinite(g.solution().value(0, 1, 0)));
    assertTrue(replay.switches(0).length > 0);
    compare(replay, OSCILLATOR, g);
    assertEquals(RowStatus.SUCCESS, g.backward().get(0));
  }

  /** A jump of the field at the time of a change: both derivatives there are the field's own. */
  @Test
  void aJumpWhereTheMethodChanges() {
    double[][] times = {{0.3, 1.1}, {0.6, 1.2}, {0.004}, {}};
    double[] switches = replay(USUAL, OSCILLATOR, times).switches(0);
    for (double at : Arrays.copyOf(switches, 2)) {
      SwitchingSolver jumping =
          new SwitchingSolver(USUAL.explicit().jumpAt(at), USUAL.implicit().jumpAt(at));
      StiffField turning = OSCILLATOR.turning(at);
      SwitchedReplay replay = replay(jumping, turning, times);
      assertTrue(Arrays.stream(replay.switches(0)).anyMatch(s -> s == at));
      compare(replay, turning, gradients(jumping, turning, replay));
    }
  }
}
