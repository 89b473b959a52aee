package io.anode4j.ode;

import io.anode4j.tensor.Matrix;

/** Takes the start states of accepted steps while a solve goes on. */
@FunctionalInterface
public interface StateSink {
  /**
   * Takes one state.
   *
   * @param row row of the batch
   * @param step index of the step in the solve's {@link StepTable}; a row's steps come in order
   * @param y states of rows under way, valid during the call
   * @param slot the row's place in {@code y}
   */
  void accept(int row, int step, Matrix y, int slot);
}
