package io.anode4j.detection;

import io.anode4j.detection.Detector.Verdict;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;

/**
 * The score of the Numenta Anomaly Benchmark, standard profile (Lavin and Ahmad 2015; Ahmad et al.
 * 2017): a window found is worth up to 1, the more the earlier; one missed costs 1; a false alarm
 * costs up to 0.11, less just behind a window. 0 is a detector that says nothing, 100 a perfect one.
 */
public final class NabScore {
  private static final double FALSE_ALARM = 0.11;
  private static final double EARLIEST = sigmoid(-1);

  private record Alarm(double score, int window, double worth) {}

  private final List<Alarm> alarms = new ArrayList<>();
  private int windows;

  private static double sigmoid(double position) {
    return position > 3 ? -1 : 2 / (1 + Math.exp(5 * position)) - 1;
  }

  /**
   * Adds a stream.
   *
   * @param score score of each reading; −∞ where it must not count as an alarm
   */
  void add(LabelledStream stream, double[] score) {
    boolean[] inside = stream.anomalous();
    int lastEnd = -1;
    int lastWidth = 1;
    int n = inside.length;
    for (int i = 0; i < n; ) {
      if (!inside[i]) {
        double behind = lastEnd < 0 ? 3.1 : (double) (i - lastEnd) / Math.max(1, lastWidth - 1);
        alarm(stream, i, score[i], -1, FALSE_ALARM * sigmoid(behind));
        i++;
        continue;
      }
      int end = i;
      while (end + 1 < n && inside[end + 1]) {
        end++;
      }
      int width = end - i + 1;
      int window = windows++;
      for (int j = i; j <= end; j++) {
        double position = -(double) (end - j + 1) / width;
        alarm(stream, j, score[j], window, sigmoid(position) / EARLIEST);
      }
      lastEnd = end;
      lastWidth = width;
      i = end + 1;
    }
  }

  private void alarm(LabelledStream stream, int i, double score, int window, double worth) {
    if (i >= stream.scoredFrom() && score > Double.NEGATIVE_INFINITY) {
      alarms.add(new Alarm(score, window, worth));
    }
  }

  /**
   * The score at one threshold for all streams.
   *
   * @param threshold least score of an alarm
   */
  public double at(double threshold) {
    double[] best = new double[windows];
    java.util.Arrays.fill(best, -1);
    double sum = 0;
    for (Alarm a : alarms) {
      if (a.score < threshold) {
        continue;
      }
      if (a.window < 0) {
        sum += a.worth;
      } else {
        best[a.window] = Math.max(best[a.window], a.worth);
      }
    }
    for (double b : best) {
      sum += b;
    }
    return normalised(sum);
  }

  private double normalised(double sum) {
    return 100 * (sum + windows) / (2.0 * windows);
  }

  /** The best score of any one threshold: what NAB's table of results states. */
  public double best() {
    TreeMap<Double, List<Alarm>> byScore = new TreeMap<>(java.util.Comparator.reverseOrder());
    alarms.forEach(a -> byScore.computeIfAbsent(a.score, s -> new ArrayList<>()).add(a));
    double[] best = new double[windows];
    java.util.Arrays.fill(best, -1);
    double sum = -windows;
    double most = sum;
    for (List<Alarm> level : byScore.values()) {
      for (Alarm a : level) {
        if (a.window < 0) {
          sum += a.worth;
        } else if (a.worth > best[a.window]) {
          sum += a.worth - best[a.window];
          best[a.window] = a.worth;
        }
      }
      most = Math.max(most, sum);
    }
    return normalised(most);
  }

  /**
   * Scores of the alarms' beginnings; all others are −∞. After an alarm the detector is silent for a
   * while, as one whom a person called back is.
   */
  static double[] beginnings(Verdict[] verdicts, int quiet) {
    double[] score = new double[verdicts.length];
    int silentUntil = -1;
    for (int i = 0; i < score.length; i++) {
      boolean begins = verdicts[i].alarm() && i > silentUntil;
      score[i] = begins ? 1 : Double.NEGATIVE_INFINITY;
      silentUntil = verdicts[i].alarm() ? i + quiet : silentUntil;
    }
    return score;
  }

  /** All scores, each its own alarm at a threshold below it. */
  static double[] all(Verdict[] verdicts) {
    double[] score = new double[verdicts.length];
    for (int i = 0; i < score.length; i++) {
      score[i] = verdicts[i].score();
    }
    return score;
  }
}
