package io.anode4j.sequence;

import io.anode4j.data.TimeSeries;

/**
 * Readings in a row, read from a fresh state.
 *
 * @param series the series on the model's scale; what comes after the window may be forecast
 * @param from first reading
 * @param to end of the readings
 * @param countAfter only values after this time count towards the loss
 * @param shift size of the random constants that are added to the channels, 0 for none
 * @param seed of the draw of constants and of farther readings
 */
public record SequenceWindow(
    TimeSeries series, int from, int to, double countAfter, double shift, long seed) {
  /** Number of readings. */
  public int length() {
    return to - from;
  }
}
