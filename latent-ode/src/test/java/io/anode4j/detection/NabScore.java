package io.anode4j.detection;

import java.util.Locale;

/**
 * The score of the Numenta Anomaly Benchmark, standard profile (Lavin and Ahmad 2015; Ahmad et al.
 * 2017): a window found is worth up to 1, the more the earlier; one missed costs 1; a false alarm
 * costs up to 0.11, less just behind a window. 0 is a detector that says nothing, 100 a perfect
 * one.
 */
public final class NabScore {
  private static final double FALSE_ALARM = 0.11;
  private static final double EARLIEST = sigmoid(-1);
  private static final double FAR_BEHIND = 3;

  private int windows;
  private int found;
  private int falseAlarms;
  private double sum;

  private static double sigmoid(double position) {
    return position > FAR_BEHIND ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;
  }

  /**
   * Adds a stream.
   *
   * @param stream readings with windows as runs of anomalous ones
   * @param alarm where an alarm begins
   */
  void add(LabelledStream stream, boolean[] alarm) {
    boolean[] inside = stream.anomalous();
    int end = -1;
    int width = 1;
    int i = 0;
    while (i < inside.length) {
      if (inside[i]) {
        int start = i;
        while (i < inside.length && inside[i]) {
          i++;
        }
        end = i - 1;
        width = i - start;
        window(stream, alarm, start, end);
      } else {
        if (i >= stream.scoredFrom() && alarm[i]) {
          double behind = end < 0 ? FAR_BEHIND + 1 : (double) (i - end) / Math.max(1, width - 1);
          sum += FALSE_ALARM * sigmoid(behind);
          falseAlarms++;
        }
        i++;
      }
    }
  }

  private void window(LabelledStream stream, boolean[] alarm, int start, int end) {
    windows++;
    for (int j = Math.max(start, stream.scoredFrom()); j <= end; j++) {
      if (alarm[j]) {
        sum += sigmoid(-(double) (end - j + 1) / (end - start + 1)) / EARLIEST;
        found++;
        return;
      }
    }
    sum -= 1;
  }

  /** The score, and what it is made of. */
  String result() {
    return String.format(
        Locale.ROOT,
        "score %.1f, %d of %d windows, %d false alarms",
        100 * (sum + windows) / (2.0 * windows),
        found,
        windows,
        falseAlarms);
  }

  /**
   * Where alarms begin: those that follow another within some readings belong to it, as for a
   * person who has been called.
   */
  static boolean[] beginnings(Verdict[] verdicts, int quiet) {
    boolean[] begins = new boolean[verdicts.length];
    int until = -1;
    for (int i = 0; i < begins.length; i++) {
      begins[i] = verdicts[i].alarm() && i > until;
      until = verdicts[i].alarm() ? i + quiet : until;
    }
    return begins;
  }
}
