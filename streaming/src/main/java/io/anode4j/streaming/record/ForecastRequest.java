package io.anode4j.streaming.record;

/**
 * The wish for a forecast, sent with a reading or alone.
 *
 * @param stepMillis distance of the times asked, milliseconds; 0 for the configured one
 * @param steps number of times; 0 for the configured one
 */
public record ForecastRequest(long stepMillis, int steps) {
  /** Most times that one record may ask. */
  public static final int MOST_STEPS = 1000;

  /** Farthest distance of two times: a year. */
  public static final long LONGEST_STEP_MILLIS = 366L * 24 * 3600 * 1000;

  /** Checks the range. */
  public ForecastRequest {
    if (stepMillis < 0 || stepMillis > LONGEST_STEP_MILLIS || steps < 0 || steps > MOST_STEPS) {
      throw new BadRecordException(
          BadRecordException.Reason.SCHEMA,
          "A forecast of "
              + steps
              + " steps of "
              + stepMillis
              + " ms was asked; expected at most "
              + MOST_STEPS
              + " steps of at most a year, neither negative");
    }
  }

  /** The configured grid. */
  public static ForecastRequest usual() {
    return new ForecastRequest(0, 0);
  }
}
