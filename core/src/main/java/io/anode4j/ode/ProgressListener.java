package io.anode4j.ode;

/** Is told after every round of a solve, in which each row under way attempts one step. */
@FunctionalInterface
public interface ProgressListener {
  /**
   * One round is over. Called often, on the solving thread: return soon.
   *
   * @param round number of the round, from 1
   * @param finished rows that are done, whatever their status
   * @param rows rows of the batch
   */
  void progress(int round, int finished, int rows);
}
