package io.anode4j.gradient;

import io.anode4j.ode.BatchSolution;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowStatus;
import io.anode4j.tensor.Rows;

/**
 * One forward solve and its way back, as a strategy does it.
 *
 * @param <M> the batches of states
 */
interface GradientPass<M extends Rows<M>> {
  /** Solves, keeping what {@link #pullback} needs. */
  BatchSolution<M> solve(double[] t0, M y0, OutputTimes times);

  /**
   * Pulls cotangents of the outputs back.
   *
   * @param cotangents {@code [outputs × dimension]}, padding zero
   * @param initialCotangents receives {@code [rows × dimension]}
   * @param parameters the parameters' gradient is added to it
   */
  void pullback(M cotangents, M initialCotangents, float[] parameters);

  /** How the way back went for a row. */
  default RowStatus backward(int row) {
    return RowStatus.SUCCESS;
  }

  /** Steps computed again on the way back. */
  long backwardSteps();

  /** Most memory held for the way back. */
  long bytesHeld();
}
