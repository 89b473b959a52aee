package io.anode4j.streaming.record;

/**
 * Times of records in the unit of a model, and back.
 *
 * @param unitMillis length of the model's unit in milliseconds: 1000 for models of dates
 */
public record ModelClock(long unitMillis) {
  private static final long NANOS = 1_000_000;

  /** Checks the range. */
  public ModelClock {
    if (unitMillis < 1) {
      throw new IllegalArgumentException(
          "A unit of time of " + unitMillis + " ms; expected 1 or more");
    }
  }

  /**
   * A record's time as the model counts. Whole milliseconds are rounded once, so the result is the
   * double that a file with the same time would give.
   *
   * @param nanos nanoseconds since 1970
   * @return the time in the model's unit
   */
  public double time(long nanos) {
    long millis = Math.floorDiv(nanos, NANOS);
    long rest = Math.floorMod(nanos, NANOS);
    double exact = rest == 0 ? millis : millis + rest / (double) NANOS;
    return exact / unitMillis;
  }

  /**
   * A duration as the model counts.
   *
   * @param millis milliseconds
   * @return the same in the model's unit
   */
  public double duration(long millis) {
    return (double) millis / unitMillis;
  }

  /**
   * A model's time in milliseconds since 1970, rounded; 0 for NaN.
   *
   * @param time time in the model's unit
   * @return milliseconds
   */
  public long millis(double time) {
    return Math.round(time * unitMillis);
  }
}
