package io.anode4j.streaming;

import io.anode4j.streaming.record.Anomaly;
import io.anode4j.streaming.record.BadRecordException;
import io.anode4j.streaming.record.ScoredReading;
import io.anode4j.streaming.record.SensorEvent;
import io.anode4j.streaming.record.SensorForecast;
import java.util.SortedSet;

/**
 * Hears what happens, for metrics and live views. Called by the stream threads while they work, so
 * implementations are quick, thread-safe and throw nothing. What it hears is not yet committed:
 * after a failure the same may be heard again, while the topics have it once.
 */
public interface StreamingListener {
  /** A listener that does nothing. */
  StreamingListener NONE = new StreamingListener() {};

  /**
   * The kind of a sensor is known, as said by a header of its records. Heard before anything else
   * of the sensor, and each time.
   *
   * @param sensor the sensor's id
   * @param kind its kind
   */
  default void kind(String sensor, String kind) {}

  /**
   * A reading was scored.
   *
   * @param reading the score and its record
   */
  default void scored(ScoredReading reading) {}

  /**
   * A forecast was made.
   *
   * @param forecast the forecast and its record
   */
  default void forecast(SensorForecast forecast) {}

  /**
   * Something happened to a sensor.
   *
   * @param event what happened
   */
  default void event(SensorEvent event) {}

  /**
   * An episode of anomalies began, changed or ended.
   *
   * @param anomaly the episode as it is now
   */
  default void anomaly(Anomaly anomaly) {}

  /**
   * A record was refused and goes to the dead letter queue.
   *
   * @param reason why
   * @param message the same in words
   */
  default void bad(BadRecordException.Reason reason, String message) {}

  /**
   * A reading was late.
   *
   * @param sensor the sensor's id
   * @param latenessMillis how much older than the sensor's last reading it was
   */
  default void late(String sensor, long latenessMillis) {}

  /**
   * A record was larger than its topic takes.
   *
   * @param record what it was, and what became of it
   */
  default void oversized(Oversized record) {}

  /**
   * A sensor was found whose records lie in several partitions, each with a state of its own: two
   * producers choose partitions by different rules. Heard once a sensor.
   *
   * @param sensor the sensor's id
   * @param partitions the partitions
   */
  default void split(String sensor, SortedSet<Integer> partitions) {}

  /**
   * A stream thread failed.
   *
   * @param failure why
   * @param replaced true when another takes its place
   */
  default void threadFailed(Throwable failure, boolean replaced) {}

  /**
   * Tells two listeners, this one first.
   *
   * @param other the second
   * @return both as one
   */
  default StreamingListener and(StreamingListener other) {
    return new BothListeners(this, other);
  }
}
