package io.anode4j.evaluation;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Scores of one forecaster window by window.
 *
 * @param windows in order; it grows while forecasts are scored
 */
record WindowScores(List<Window> windows) {
  /** With fewer series the windows of one are taken to be independent of each other. */
  private static final int ENOUGH_SERIES = 8;

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

  void addAll(WindowScores later) {
    windows.addAll(later.windows);
  }

  /**
   * How much of the difference to another forecaster is chance. The windows of one series are
   * alike, so with enough series each counts once.
   *
   * @param other of the same windows
   * @param metric which figure
   * @return difference of the means and its standard error (that of a ratio, linearised: Cochran,
   *     "Sampling Techniques", 1977, eq. 6.13 and 9.30)
   */
  PairedDifference minus(WindowScores other, Metric metric) {
    boolean bySeries = windows.stream().map(Window::series).distinct().count() >= ENOUGH_SERIES;
    Map<Object, double[]> clusters = new LinkedHashMap<>();
    double difference = 0;
    double targets = 0;
    for (int k = 0; k < windows.size(); k++) {
      Window own = windows.get(k);
      double excess = own.sum(metric) - other.windows.get(k).sum(metric);
      double[] sums = clusters.computeIfAbsent(bySeries ? own.series : k, key -> new double[2]);
      sums[0] += excess;
      sums[1] += own.scores.targets();
      difference += excess;
      targets += own.scores.targets();
    }
    double mean = difference / targets;
    double squares = 0;
    for (double[] sums : clusters.values()) {
      squares += (sums[0] - mean * sums[1]) * (sums[0] - mean * sums[1]);
    }
    double n = clusters.size();
    double error = n < 2 ? Double.NaN : Math.sqrt(n / (n - 1) * squares) / targets;
    return new PairedDifference(mean, error, clusters.size());
  }
}
