package io.anode4j.streaming.operations;

/**
 * How far to extrapolate.
 *
 * @param horizon length in seconds, above 0
 * @param steps number of times, evenly spaced, the last one at the horizon
 */
public record ForecastSpan(double horizon, int steps) {
  /** Enough for any chart. */
  static final int MOST_STEPS = 1000;

  /** Checks both. */
  public ForecastSpan {
    if (!(horizon > 0 && Double.isFinite(horizon))) {
      throw new IllegalArgumentException(
          "the horizon is " + horizon + "; expected a number above 0, such as 60");
    }
    if (steps < 1 || steps > MOST_STEPS) {
      throw new IllegalArgumentException(
          "the steps are " + steps + "; expected 1 to " + MOST_STEPS);
    }
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
