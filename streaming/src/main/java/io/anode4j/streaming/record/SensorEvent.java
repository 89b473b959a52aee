package io.anode4j.streaming.record;

import java.util.Locale;

/**
 * What happened to a sensor other than a reading.
 *
 * @param sensor the sensor's id
 * @param kind what happened
 * @param atMillis when, milliseconds since 1970: wall-clock, or the record's Kafka timestamp
 * @param count records of this sensor that were applied before it
 * @param lastMillis time of its last reading, milliseconds since 1970; −1 when it had none
 * @param detail the same in words
 */
public record SensorEvent(
    String sensor, Kind kind, long atMillis, long count, long lastMillis, String detail) {

  /** What can happen. */
  public enum Kind {
    /** No reading for longer than the sensor's own gaps let expect. */
    SILENT,
    /** A reading after it was reported silent. */
    RESUMED,
    /** Silent for so long that its state was deleted. */
    EXPIRED,
    /** Deleted by a record without a value. */
    FORGOTTEN,
    /** Its state could not be used, so it began afresh. */
    RESTARTED,
    /** A reading that had waited could not be scored. */
    UNSCORABLE,
    /** A record asked for a forecast that could not be made. */
    UNANSWERED;

    /** How outputs name it. */
    public String text() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
