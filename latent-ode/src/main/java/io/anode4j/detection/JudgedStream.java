package io.anode4j.detection;

import java.util.Arrays;

/**
 * What a judge said of the readings of one stream that count, beside what is known of them.
 *
 * @param times their times
 * @param scores higher is stranger, no NaN
 * @param alarms whether each raised an alarm
 * @param anomalous whether each is labelled as an anomaly
 */
public record JudgedStream(double[] times, double[] scores, boolean[] alarms, boolean[] anomalous) {
  /**
   * Checks that all are as long and that scores are numbers.
   *
   * @throws IllegalArgumentException when they are not
   */
  public JudgedStream {
    int n = times.length;
    boolean fits = scores.length == n && alarms.length == n && anomalous.length == n;
    if (!fits || Arrays.stream(scores).anyMatch(Double::isNaN)) {
      throw new IllegalArgumentException(
          "%d times, %d scores, %d alarms and %d labels; expected as many of each, and no score that is NaN"
              .formatted(n, scores.length, alarms.length, anomalous.length));
    }
  }

  /** Puts verdicts beside the labels of the readings that count. */
  static JudgedStream of(LabelledStream stream, Verdict[] said) {
    int n = stream.scored();
    double[] times = new double[n];
    double[] scores = new double[n];
    boolean[] alarms = new boolean[n];
    for (int i = 0; i < n; i++) {
      int reading = stream.scoredFrom() + i;
      times[i] = stream.series().time(reading);
      scores[i] = said[reading].score();
      alarms[i] = said[reading].alarm();
    }
    return new JudgedStream(
        times,
        scores,
        alarms,
        Arrays.copyOfRange(stream.anomalous(), stream.scoredFrom(), stream.series().length()));
  }

  /** The same scores, with an alarm wherever they are above a threshold. */
  JudgedStream above(double threshold) {
    boolean[] above = new boolean[scores.length];
    for (int i = 0; i < above.length; i++) {
      above[i] = scores[i] > threshold;
    }
    return new JudgedStream(times, scores, above, anomalous);
  }

  boolean isAnyAnomalous() {
    return Stretch.of(anomalous, 0).size() > 0;
  }
}
