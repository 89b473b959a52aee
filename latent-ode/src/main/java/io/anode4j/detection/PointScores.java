package io.anode4j.detection;

import java.util.List;

/**
 * Alarms counted reading by reading.
 *
 * @param f1 harmonic mean of precision and recall
 * @param falseAlarms share of ordinary readings with an alarm
 * @param missed share of anomalous readings without one
 */
public record PointScores(double f1, double falseAlarms, double missed) {
  /** Counts over all readings of some streams. */
  static PointScores of(List<JudgedStream> streams) {
    double[] n = new double[4];
    for (JudgedStream s : streams) {
      for (int i = 0; i < s.times().length; i++) {
        n[(s.anomalous()[i] ? 2 : 0) + (s.alarms()[i] ? 1 : 0)]++;
      }
    }
    return new PointScores(
        2 * n[3] / (2 * n[3] + n[1] + n[2]), n[1] / (n[0] + n[1]), n[2] / (n[2] + n[3]));
  }
}
