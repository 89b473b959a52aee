package io.anode4j.examples;

import io.anode4j.gradient.DifferentiableSolver;
import io.anode4j.gradient.GradientStrategy;
import io.anode4j.gradient.Gradients;
import io.anode4j.gradient.OutputLoss;
import io.anode4j.ode.Solver;
import io.anode4j.tensor.Matrix;
import java.util.ArrayList;
import java.util.List;

/**
 * Gradients almost without memory. A reversible solve finds its states again from the last one, so
 * it keeps little of its way: the time of each step and, at coupling 7, a hundredth of a bit a
 * component. The discrete gradient keeps every state.
 */
public final class ReversibleMemory {
  private ReversibleMemory() {}

  /**
   * What a number of steps cost.
   *
   * @param steps steps of the solve
   * @param discreteBytes held by the discrete gradient
   * @param reversibleBytes held by the reversible one
   * @param difference largest difference of the two gradients of the initial state
   */
  record Line(int steps, long discreteBytes, long reversibleBytes, double difference) {}

  /** Both gradients of a pendulum over ten units of time, in more and more steps. */
  static List<Line> run() {
    List<Line> lines = new ArrayList<>();
    for (int steps : new int[] {100, 1000, 10000}) {
      Gradients discrete = solve(GradientStrategy.discrete(), steps);
      Gradients reversible = solve(new GradientStrategy.Reversible(7), steps);
      double difference = 0;
      for (int j = 0; j < 2; j++) {
        double apart = discrete.initialStates().get(0, j) - reversible.initialStates().get(0, j);
        difference = Math.max(difference, Math.abs(apart));
      }
      lines.add(
          new Line(
              steps,
              discrete.statistics().bytesHeld(),
              reversible.statistics().bytesHeld(),
              difference));
    }
    return lines;
  }

  private static Gradients solve(GradientStrategy strategy, int steps) {
    Matrix start = Matrix.of(new float[][] {{1, 0}});
    return new DifferentiableSolver(Solver.rk4(10.0 / steps), strategy)
        .solve(FourGradients.pendulum(), start, OutputLoss.sumOfSquares(), 0, 10);
  }
}
