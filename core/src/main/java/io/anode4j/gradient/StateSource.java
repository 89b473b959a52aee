package io.anode4j.gradient;

import io.anode4j.tensor.Rows;

/**
 * Finds the start states of steps that are about to be undone, rows in slots.
 *
 * @param <M> the batches of states
 */
@FunctionalInterface
interface StateSource<M extends Rows<M>> {
  /**
   * Restores one state a slot. Each row asks for its steps from the last to the first.
   *
   * @param active slots used
   * @param rows row in each slot
   * @param steps step in each slot, as an index into the step table
   * @param into receives the states {@code [active × dimension]}
   */
  void restore(int active, int[] rows, int[] steps, M into);
}
