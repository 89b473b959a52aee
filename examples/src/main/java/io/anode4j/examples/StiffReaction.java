package io.anode4j.examples;

import io.anode4j.ode.Solution;
import io.anode4j.ode.Solver;
import io.anode4j.ode.SwitchedSolution;
import io.anode4j.ode.SwitchingSolver;
import io.anode4j.ode.VectorField;
import io.anode4j.tensor.DoubleMatrix;
import io.anode4j.tensor.Matrix;

/**
 * When an explicit method crawls: Robertson's reaction (1966), whose time scales lie eleven powers
 * of ten apart. The status of the explicit solve says so, and an implicit method takes over: asked
 * for, or by itself where stiffness is felt.
 */
public final class StiffReaction {
  private StiffReaction() {}

  static final VectorField ROBERTSON =
      VectorField.of(
          3,
          (t, y, dy) -> {
            double slow = 0.04 * y[0];
            double back = 1e4 * y[1] * y[2];
            double quick = 3e7 * y[1] * y[1];
            dy[0] = back - slow;
            dy[1] = slow - back - quick;
            dy[2] = quick;
          });

  /**
   * What the lesson computed.
   *
   * @param explicit row of dopri5, which ran out of steps
   * @param advice what its status says in words
   * @param implicit row of kencarp4, which arrived
   * @param end its state at t = 40
   * @param switching row of a solver that begins with dopri5 and changes to kencarp4
   * @param changed when it did
   */
  record Result(
      Solution.Row explicit,
      String advice,
      Solution.Row implicit,
      float[] end,
      Solution.Row switching,
      double changed) {}

  static Result run() {
    Matrix y0 = Matrix.of(new float[][] {{1, 0, 0}});

    // Nothing is thrown for a hard row. It ends with a status, and its stiffness is near 1: almost
    // every step was limited by stability, not by accuracy.
    Solution crawling = Solver.dopri5(1e-3, 1e-6).solve(ROBERTSON, y0, 0, 40);
    Solution.Row explicit = crawling.rows().get(0);
    String advice = explicit.explanation(); // the field looks stiff, and what to take instead

    // Each row has its own Newton iteration; the Jacobian is differenced where none is given.
    Solution solution = Solver.kencarp4(1e-4, 1e-8).solve(ROBERTSON, y0, 0, 40).orThrow();

    // Or nobody need know beforehand: each row changes its method where stability holds it up.
    SwitchedSolution<DoubleMatrix> switched =
        SwitchingSolver.of(1e-4, 1e-8).solve(ROBERTSON, DoubleMatrix.widened(y0), 0, 40);
    return new Result(
        explicit,
        advice,
        solution.rows().get(0),
        solution.row(0)[1],
        switched.solution().rows().get(0),
        switched.switches().get(0).time());
  }

  /** Prints the lesson's figures. */
  public static void main(String[] arguments) {
    System.out.println(run());
  }
}
