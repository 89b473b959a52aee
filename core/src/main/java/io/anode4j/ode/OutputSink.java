package io.anode4j.ode;

import io.anode4j.tensor.Rows;

/**
 * Takes states at output times while a solve goes on, each row's in their order.
 *
 * @param <M> the batches of states
 */
@FunctionalInterface
interface OutputSink<M extends Rows<M>> {
  /**
   * Takes one state.
   *
   * @param row row of the batch
   * @param time the output's time
   * @param states valid during the call
   * @param at the state's row in {@code states}
   */
  void accept(int row, double time, M states, int at);
}
