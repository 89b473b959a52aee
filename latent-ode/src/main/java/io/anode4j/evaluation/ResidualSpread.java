package io.anode4j.evaluation;

import java.util.ArrayList;
import java.util.List;

/** Root mean squared errors of one baseline on training windows, by channel and lead time. */
final class ResidualSpread {
  /** With fewer errors than this, a bin borrows from its neighbours on both sides. */
  private static final long LEAST_RESIDUALS = 30;

  /** A baseline is never more certain than this part of the channel's standard deviation. */
  static final double FLOOR = 1e-3;

  private final Standardisation scale;
  private final double[] edges;
  private final double[][] squares;
  private final long[][] counts;

  ResidualSpread(Standardisation scale, double horizon) {
    this.scale = scale;
    this.edges = LeadTimes.edges(horizon);
    this.squares = new double[scale.mean().size()][edges.length];
    this.counts = new long[squares.length][edges.length];
  }

  /** Asks the baseline at every window and notes its errors. */
  void measure(PointRule rule, List<TrainingWindow> windows) {
    for (TrainingWindow window : windows) {
      double[] times = window.times();
      for (int c = 0; c < squares.length; c++) {
        double[] guesses = rule.predict(window.history(), c, times);
        for (int t = 0; t < times.length; t++) {
          double observed = window.targets().get(t).value(0, c);
          if (!Double.isNaN(observed)) {
            int bin = LeadTimes.bin(edges, window.lead(t));
            squares[c][bin] += (guesses[t] - observed) * (guesses[t] - observed);
            counts[c][bin]++;
          }
        }
      }
    }
  }

  /**
   * {@return the mean squared error over everything, each channel in its own standard deviation}
   */
  double standardisedError() {
    double sum = 0;
    long count = 0;
    for (int c = 0; c < squares.length; c++) {
      for (int b = 0; b < edges.length; b++) {
        sum += squares[c][b] / (scale.std().get(c) * scale.std().get(c));
        count += counts[c][b];
      }
    }
    return count == 0 ? 0 : sum / count;
  }

  /** {@return standard deviations, [channels × lead times]} */
  List<List<Double>> std() {
    List<List<Double>> table = new ArrayList<>();
    for (int c = 0; c < squares.length; c++) {
      List<Double> row = new ArrayList<>();
      for (int b = 0; b < edges.length; b++) {
        row.add(Math.max(std(c, b), FLOOR * scale.std().get(c)));
      }
      table.add(List.copyOf(row));
    }
    return List.copyOf(table);
  }

  private double std(int channel, int bin) {
    double sum = squares[channel][bin];
    long count = counts[channel][bin];
    for (int reach = 1; count < LEAST_RESIDUALS && reach < edges.length; reach++) {
      for (int b : new int[] {bin - reach, bin + reach}) {
        if (b >= 0 && b < edges.length) {
          sum += squares[channel][b];
          count += counts[channel][b];
        }
      }
    }
    return count == 0 ? scale.std().get(channel) : Math.sqrt(sum / count);
  }
}
