package io.anode4j.model;

import java.time.Duration;

/**
 * Equally spaced times after the end of a history.
 *
 * @param step distance, in the series' own unit (seconds for dated series)
 * @param count number of times
 */
public record TimeGrid(double step, int count) {
  /** Checks the range. */
  public TimeGrid {
    if (!(step > 0 && Double.isFinite(step)) || count < 1) {
      throw new IllegalArgumentException(
          "A grid of " + count + " times every " + step + "; expected numbers above 0");
    }
  }

  /**
   * One time a duration, for dated series.
   *
   * @param step distance of the times
   * @return a grid of one time; state how many with {@link #count(int)}
   */
  public static TimeGrid every(Duration step) {
    // Not toNanos: that overflows after 292 years.
    return new TimeGrid(step.getSeconds() + step.getNano() / 1e9, 1);
  }

  /**
   * One time a step, in the series' own unit.
   *
   * @param step distance of the times
   * @return a grid of one time; state how many with {@link #count(int)}
   */
  public static TimeGrid every(double step) {
    return new TimeGrid(step, 1);
  }

  /** The same distance with another number of times. */
  public TimeGrid count(int times) {
    return new TimeGrid(step, times);
  }

  /**
   * The times after a moment.
   *
   * @param time the moment
   * @return {@code time + step, time + 2·step, …}
   */
  public double[] after(double time) {
    double[] times = new double[count];
    for (int i = 0; i < count; i++) {
      times[i] = time + (i + 1) * step;
    }
    return times;
  }
}
