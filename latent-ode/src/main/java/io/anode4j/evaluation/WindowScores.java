package io.anode4j.evaluation;

import java.util.ArrayList;
import java.util.List;

/**
 * Scores of one forecaster window by window.
 *
 * @param windows in order; it grows while forecasts are scored
 */
record WindowScores(List<Window> windows) {

  /**
   * One window.
   *
   * @param series it is of
   * @param scores in it
   */
  record Window(String series, Scores scores) {
    double sum(Metric metric) {
      return metric.of(scores) * scores.targets();
    }
  }

  WindowScores() {
    this(new ArrayList<>());
  }

  void add(String series, ScoreSum window) {
    Scores scores = window.scores();
    if (scores.targets() > 0) {
      windows.add(new Window(series, scores));
    }
  }
}
