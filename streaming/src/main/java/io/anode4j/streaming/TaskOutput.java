package io.anode4j.streaming;

import org.jspecify.annotations.Nullable;

/** Where a task's results go. */
interface TaskOutput {
  /**
   * Sends a result.
   *
   * @param sensor key of the output record
   * @param kind which topic
   * @param value its value; null deletes
   * @param timestampMillis its Kafka timestamp
   */
  void send(String sensor, StreamOutput.Kind kind, byte @Nullable [] value, long timestampMillis);

  /**
   * Sends the record in hand to the late topic as it came.
   *
   * @param sensor key of the output record
   * @param latenessMillis how late it is
   */
  void late(String sensor, long latenessMillis);
}
