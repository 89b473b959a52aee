package io.anode4j.detection;

import io.anode4j.data.TimeSeries;

/**
 * A stream and what is known of it.
 *
 * @param series its readings
 * @param anomalous whether each reading is labelled as an anomaly
 * @param scoredFrom first reading that counts; those before are for detectors to learn from
 */
public record LabelledStream(TimeSeries series, boolean[] anomalous, int scoredFrom) {
  /**
   * Checks that there is one label a reading.
   *
   * @throws IllegalArgumentException when there are more or fewer, or none is left to judge
   */
  public LabelledStream {
    if (anomalous.length != series.length() || scoredFrom < 0 || scoredFrom >= series.length()) {
      throw new IllegalArgumentException(
          "The series %s of %d readings with %d labels, judged from reading %d on; expected one label a reading and at least one reading to judge"
              .formatted(series.id(), series.length(), anomalous.length, scoredFrom));
    }
  }

  /** Readings that count. */
  int scored() {
    return series.length() - scoredFrom;
  }
}
