package io.anode4j.ode;

import io.anode4j.tensor.DoubleMatrix;
import io.anode4j.tensor.Matrix;

/**
 * A solver for fields of which it is not known whether they are stiff, or that are so at times:
 * each row begins on an explicit method, goes on by an implicit one where the explicit one's
 * stability holds it up, and comes back where the steps would be stable again. Which row is on
 * which is felt by {@link StiffnessWatch}, from derivatives and Jacobians that are there anyway: a
 * row that is never stiff costs what it does on the explicit method alone, and has the same bits.
 *
 * <p>Gradients cross changes of method: {@code new DifferentiableSolver(switching)} differentiates
 * each segment by its own method and chains them, exactly for the numbers computed. Steps and
 * changes of method are constants there. In float64 it solves without compensated sums, as recorded
 * solves do, so that a change may come elsewhere by a rounding.
 *
 * @param explicit a method with two stages at its step's end, of which it feels stiffness, such as
 *     dopri5, with adaptive steps
 * @param implicit an implicit method with adaptive steps, the same forced times and events; its
 *     limit of steps is not asked
 */
public record SwitchingSolver(Solver explicit, Solver implicit) {
  /** Checks that the two go together. */
  public SwitchingSolver {
    boolean feels = !explicit.tableau().implicit() && explicit.tableau().twin() >= 0;
    if (!feels || !implicit.tableau().implicit()) {
      throw new IllegalArgumentException(
          "Rows were to switch between "
              + explicit.tableau()
              + " and "
              + implicit.tableau()
              + "; expected an explicit method that feels stiffness, dopri5 or tsit5, and an"
              + " implicit one, kencarp4 or kvaerno5");
    }
    if (!explicit.adaptive() || !implicit.adaptive()) {
      throw new IllegalArgumentException(
          "Fixed steps do not feel stiffness; give both methods tolerances");
    }
    if (!explicit.forced().equals(implicit.forced())
        || !explicit.events().equals(implicit.events())) {
      throw new IllegalArgumentException(
          "The two methods have other forced times or events; expected the same for both");
    }
  }

  /**
   * Dopri5 and kencarp4 with the same tolerances.
   *
   * @param rtol relative tolerance of a step
   * @param atol absolute tolerance of a step
   */
  public static SwitchingSolver of(double rtol, double atol) {
    int most = 100_000;
    return new SwitchingSolver(
        Solver.dopri5(rtol, atol).withMaxSteps(most), Solver.kencarp4(rtol, atol));
  }

  /**
   * Solves one batch in float64, each row over its own times.
   *
   * @param field right-hand side
   * @param t0 start time of each row
   * @param y0 initial states {@code [rows × dimension]}
   * @param times output times of each row
   */
  public SwitchedSolution<DoubleMatrix> solve(
      VectorField field, double[] t0, DoubleMatrix y0, OutputTimes times) {
    return new SwitchingIntegrator<DoubleMatrix>(
            this, field.dimension(), field.doubleEvaluator(), DoubleSolution::new)
        .solve(t0, y0, times);
  }

  /** The same over the same times for all rows, of which the first is the start. */
  public SwitchedSolution<DoubleMatrix> solve(VectorField field, DoubleMatrix y0, double... times) {
    int rows = y0.rows();
    return solve(field, OutputTimes.starts(rows, times), y0, OutputTimes.same(rows, times));
  }

  /**
   * Solves one batch in float32, as networks are, each row over its own times.
   *
   * @param field right-hand side
   * @param t0 start time of each row
   * @param y0 initial states {@code [rows × dimension]}
   * @param times output times of each row
   */
  public SwitchedSolution<Matrix> solve(
      VectorField field, double[] t0, Matrix y0, OutputTimes times) {
    return new SwitchingIntegrator<Matrix>(
            this, field.dimension(), field.evaluator(), Solution::new)
        .solve(t0, y0, times);
  }
}
