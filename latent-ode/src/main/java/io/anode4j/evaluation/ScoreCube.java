package io.anode4j.evaluation;

import io.anode4j.forecast.Forecast;
import java.util.ArrayList;
import java.util.List;

/** Scores of one forecaster by channel and lead time, from which all other means follow. */
final class ScoreCube {
  private final double[] edges;
  private final List<Double> scale;

  /** [channels × lead times] */
  private final ScoreSum[][] sums;

  private final WindowScores windows = new WindowScores();

  ScoreCube(Standardisation scale, double[] edges) {
    this.scale = scale.std();
    this.edges = edges;
    this.sums = new ScoreSum[this.scale.size()][edges.length];
    for (ScoreSum[] row : sums) {
      for (int b = 0; b < row.length; b++) {
        row[b] = new ScoreSum();
      }
    }
  }

  /** Scores a forecast of the task's times on the values observed there. */
  void add(BacktestTask task, Forecast forecast) {
    ScoreSum window = new ScoreSum();
    for (int t = 0; t < task.rows().length; t++) {
      int bin = LeadTimes.bin(edges, task.lead(t));
      for (int c = 0; c < sums.length; c++) {
        if (task.future().isObserved(task.rows()[t], c)) {
          ScoreSum one = new ScoreSum();
          one.add(forecast, t, c, task.future().value(task.rows()[t], c), scale.get(c));
          sums[c][bin].add(one);
          window.add(one);
        }
      }
    }
    windows.add(task.history().id(), window);
  }

  /** Adds another cube's sums to this one, not its single windows, and returns it. */
  ScoreCube plus(ScoreCube other) {
    for (int c = 0; c < sums.length; c++) {
      for (int b = 0; b < edges.length; b++) {
        sums[c][b].add(other.sums[c][b]);
      }
    }
    return this;
  }

  WindowScores windows() {
    return windows;
  }

  Scores overall() {
    ScoreSum total = new ScoreSum();
    for (ScoreSum[] row : sums) {
      for (ScoreSum sum : row) {
        total.add(sum);
      }
    }
    return total.scores();
  }

  Scores channel(int channel) {
    ScoreSum total = new ScoreSum();
    for (ScoreSum sum : sums[channel]) {
      total.add(sum);
    }
    return total.scores();
  }

  /** {@return scores over all channels, one for each range of lead times} */
  List<Scores> leadTimes() {
    List<Scores> scores = new ArrayList<>();
    for (int b = 0; b < edges.length; b++) {
      ScoreSum total = new ScoreSum();
      for (ScoreSum[] row : sums) {
        total.add(row[b]);
      }
      scores.add(total.scores());
    }
    return scores;
  }
}
