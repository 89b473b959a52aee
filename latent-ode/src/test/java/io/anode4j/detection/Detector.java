package io.anode4j.detection;

import io.anode4j.data.SeriesSet;

/** Something that learns ordinary readings and then judges streams. */
public interface Detector {
  /** Name in tables. */
  String name();

  /**
   * Learns.
   *
   * @param ordinary readings without known anomalies; nothing else may decide a threshold
   * @param falseAlarmRate wanted share of ordinary readings with an alarm
   * @return what judges streams
   */
  Judge train(SeriesSet ordinary, double falseAlarmRate);
}
