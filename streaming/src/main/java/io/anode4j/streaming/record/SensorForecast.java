package io.anode4j.streaming.record;

import io.anode4j.forecast.Forecast;

/**
 * A forecast of one sensor with all that its record tells beside it.
 *
 * @param sensor the sensor's id
 * @param count records of this sensor that were applied before it
 * @param basedOnNanos time of the last reading, nanoseconds since 1970
 * @param stepMillis distance of the times
 * @param issuedMillis when it was made: the record's Kafka timestamp, or the clock for a timer
 * @param reason what made it
 * @param forecast the distribution
 */
public record SensorForecast(
    String sensor,
    long count,
    long basedOnNanos,
    long stepMillis,
    long issuedMillis,
    ForecastReason reason,
    Forecast forecast) {

  /**
   * A time of the forecast.
   *
   * @param index its place
   * @return milliseconds since 1970
   */
  public long millis(int index) {
    return Math.floorDiv(basedOnNanos, 1_000_000L) + (index + 1L) * stepMillis;
  }
}
