package io.anode4j.gradient;

import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowStatus;
import io.anode4j.ode.Solution;
import io.anode4j.tensor.Matrix;

/**
 * One thread's forward solves and their ways back, for those who build on {@link
 * DifferentiableSolver} with an evaluator of their own: solve, then pull back, again and again.
 */
public final class RecordedSolve {
  private final CountingEvaluator<Matrix> field;
  private final GradientPass<Matrix> pass;

  RecordedSolve(GradientPass<Matrix> pass, CountingEvaluator<Matrix> field) {
    this.pass = pass;
    this.field = field;
  }

  /**
   * Solves, keeping what {@link #pullback} needs.
   *
   * @param t0 start time of each row
   * @param y0 initial states {@code [rows × dimension]}
   * @param times output times of each row
   * @return the solve
   */
  public Solution solve(double[] t0, Matrix y0, OutputTimes times) {
    return (Solution) pass.solve(t0, y0, times);
  }

  /**
   * Pulls cotangents of the last solve's outputs back, once.
   *
   * @param cotangents {@code [outputs × dimension]}, padding zero
   * @param initialCotangents receives {@code [rows × dimension]}
   * @param parameters the parameters' gradient is added to it, and with it all that the evaluator
   *     has gathered before
   * @return evaluations of the field on the way, summed over rows
   */
  public long pullback(Matrix cotangents, Matrix initialCotangents, float[] parameters) {
    long before = field.evaluations();
    field.drainGradient(parameters);
    pass.pullback(cotangents, initialCotangents, parameters);
    return field.evaluations() - before;
  }

  /** How the last way back went for a row; see {@link Gradients#backward}. */
  public RowStatus backward(int row) {
    return pass.backward(row);
  }
}
