package io.anode4j.ode;

import io.anode4j.tensor.Rows;

/**
 * Takes the start states of accepted steps while a solve goes on.
 *
 * @param <M> the batches of states
 */
@FunctionalInterface
public interface StateSink<M extends Rows<M>> {
  /**
   * Takes one state.
   *
   * @param row row of the batch
   * @param step index of the step in the solve's {@link StepTable}; a row's steps come in order
   * @param y states of rows under way, valid during the call
   * @param slot the row's place in {@code y}
   */
  void accept(int row, int step, M y, int slot);
}
