package io.anode4j.examples;

import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowStatus;
import io.anode4j.ode.Solution;
import io.anode4j.ode.Solver;
import io.anode4j.ode.VectorField;
import io.anode4j.tensor.Matrix;
import java.util.List;

/**
 * How to solve a batch: every row has its own start, times, steps and status, and a row that fails
 * leaves its neighbours alone.
 */
public final class SolveManyOrbits {
  private SolveManyOrbits() {}

  /** Predators and prey (Lotka and Volterra). */
  static final VectorField PREDATORS =
      VectorField.of(
          2,
          (t, y, dy) -> {
            dy[0] = y[0] * (1.5 - y[1]);
            dy[1] = y[1] * (y[0] - 3);
          });

  /**
   * What the lesson computed.
   *
   * @param solution of all rows
   * @param problems a sentence for each row that did not arrive
   * @param halfway state of the first row at t = 2.5
   * @param anywhere the same from a solution kept whole, which can be asked for any time
   */
  record Result(Solution solution, List<String> problems, float[] halfway, double[] anywhere) {}

  static Result run() {
    // Three populations: observed at different times, one backwards, one with a broken sensor.
    Matrix y0 = Matrix.of(new float[][] {{1, 1}, {4, 0.5f}, {Float.NaN, 1}});
    double[] t0 = {0, 10, 0};
    OutputTimes times = OutputTimes.of(new double[][] {{0.1, 2.5, 5}, {9.5, 3}, {1, 2, 3, 4}});
    Solver solver = Solver.dopri5(1e-6, 1e-7);
    Solution solution = solver.solve(PREDATORS, t0, y0, times);

    // Nothing is thrown: a row that stopped says where, why, and what to do.
    List<String> problems =
        solution.rows().stream()
            .filter(row -> row.status() != RowStatus.SUCCESS)
            .map(Solution.Row::explanation)
            .toList();
    // Row 0 alone, kept whole: its state and derivative at any time, also after the solve.
    Matrix alone = Matrix.of(new float[][] {{1, 1}});
    double[] anywhere =
        solver.solveDense(PREDATORS, new double[] {0}, alone, new double[] {5}).evaluate(0, 2.5);
    return new Result(solution, problems, solution.row(0)[1], anywhere);
  }
}
