package io.anode4j.streaming.operations;

import io.anode4j.streaming.record.ForecastRequest;

/**
 * How far to extrapolate.
 *
 * @param horizon length in seconds, above 0, a millisecond to 366 days for each step
 * @param steps number of times, evenly spaced, the last one at the horizon
 */
public record ForecastSpan(double horizon, int steps) {
  /** Enough for any chart. */
  static final int MOST_STEPS = ForecastRequest.MOST_STEPS;

  private static final double MILLIS = 1000;

  /** Checks both. */
  public ForecastSpan {
    if (!(horizon > 0)) {
      throw new IllegalArgumentException(
          "the horizon is " + horizon + "; expected a number of seconds above 0, such as 60");
    }
    if (steps < 1 || steps > MOST_STEPS) {
      throw new IllegalArgumentException(
          "the steps are " + steps + "; expected 1 to " + MOST_STEPS);
    }
    double step = horizon * MILLIS / steps;
    if (!(step >= 1 && step <= ForecastRequest.LONGEST_STEP_MILLIS)) {
      throw new IllegalArgumentException(
          "the horizon of "
              + horizon
              + " s in "
              + steps
              + " steps makes each "
              + step / MILLIS
              + " s; expected steps of a millisecond to a year (366 days): ask for another horizon"
              + " or number of steps");
    }
  }

  /** Distance of two times, milliseconds, rounded. */
  public long stepMillis() {
    return Math.round(horizon * MILLIS / steps);
  }

  /**
   * The times after the last reading, in order.
   *
   * @param last time of the last reading in the model's unit
   * @param unitsPerSecond of the model
   * @return the times in the model's unit
   */
  public double[] after(double last, double unitsPerSecond) {
    double[] times = new double[steps];
    for (int i = 0; i < steps; i++) {
      times[i] = last + horizon * unitsPerSecond * (i + 1) / steps;
    }
    return times;
  }
}
