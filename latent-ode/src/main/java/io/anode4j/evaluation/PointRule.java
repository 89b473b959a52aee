package io.anode4j.evaluation;

import io.anode4j.data.TimeSeries;

/** How a baseline arrives at its best guess; its uncertainty is measured on training data. */
@FunctionalInterface
interface PointRule {

  /**
   * Guesses the values of one channel.
   *
   * @param history all that is known; may be empty
   * @param channel index of the channel
   * @param times the times asked
   * @return one finite value for each time
   */
  double[] predict(TimeSeries history, int channel, double[] times);
}
