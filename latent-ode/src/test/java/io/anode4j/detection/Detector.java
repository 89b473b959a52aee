package io.anode4j.detection;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;

/** Something that learns ordinary readings and then judges a stream, one reading after another. */
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

  /** A trained detector. */
  @FunctionalInterface
  interface Judge {
    /** Judges the readings of one stream in turn, from a fresh state. */
    Verdict[] judge(TimeSeries stream);
  }

  /**
   * What is said of a reading when it arrives.
   *
   * @param score higher is stranger
   * @param alarm whether the score is above the threshold
   */
  record Verdict(double score, boolean alarm) {}
}
