package io.anode4j.sequence;

import java.util.List;

/**
 * What the state after each reading is asked in training: the next reading, and farther ones.
 *
 * @param channels number of channels
 * @param timeUnit the model's unit of time, in original time
 * @param horizon how far ahead a reading may be asked, original time
 * @param leads farther readings asked of each state
 */
public record Questions(int channels, double timeUnit, double horizon, int leads) {
  /**
   * Asks about windows.
   *
   * @param windows windows of at least one reading
   * @return the batch of all of them
   */
  public SequenceBatch about(List<SequenceWindow> windows) {
    return SequenceBatch.training(windows, channels, timeUnit, horizon, leads);
  }
}
