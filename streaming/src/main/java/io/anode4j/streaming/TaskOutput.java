package io.anode4j.streaming;

/** Where a task's results go. */
interface TaskOutput {
  /**
   * Sends a result, as much of it as its topic takes.
   *
   * @param sensor key of the output record
   * @param kind which topic
   * @param result writes its value; null deletes
   * @param timestampMillis its Kafka timestamp
   */
  void send(
      String sensor, StreamOutput.Kind kind, RecordFitter.Result result, long timestampMillis);

  /**
   * Sends the record in hand to the late topic as it came, cut where that topic does not take it
   * whole.
   *
   * @param sensor key of the output record
   * @param latenessMillis how late it is
   */
  void late(String sensor, long latenessMillis);

  /** How many bytes the state of a sensor may have, so that its changelog takes it. */
  long stateRoom();
}
