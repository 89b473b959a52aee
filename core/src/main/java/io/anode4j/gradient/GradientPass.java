package io.anode4j.gradient;

import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowStatus;
import io.anode4j.ode.Solution;
import io.anode4j.tensor.Matrix;

/** One forward solve and its way back, as a strategy does it. */
interface GradientPass {
  /** Solves, keeping what {@link #pullback} needs. */
  Solution solve(double[] t0, Matrix y0, OutputTimes times);

  /**
   * Pulls cotangents of the outputs back.
   *
   * @param cotangents {@code [outputs × dimension]}, padding zero
   * @param initialCotangents receives {@code [rows × dimension]}
   * @param parameters the parameters' gradient is added to it
   */
  void pullback(Matrix cotangents, Matrix initialCotangents, float[] parameters);

  /** How the way back went for a row. */
  default RowStatus backward(int row) {
    return RowStatus.SUCCESS;
  }

  /** Steps computed again on the way back. */
  long backwardSteps();

  /** Most memory held for the way back. */
  long bytesHeld();
}
