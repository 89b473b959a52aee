package io.anode4j.anchor;

import io.anode4j.regression.NormalEquations;

/**
 * What came after earlier origins in one channel of one series, as rows of a regression. The latest
 * third of the origins is kept apart: by it is judged whether this series wants the fit to all to
 * count for much more or less than it usually does.
 */
final class LocalRows {
  /** What the usual weight of the fit to all is tried times. */
  private static final double[] FACTORS = {4, 1.0 / 4, 1.0 / 16};

  /** Another weight must err a fifth less: a few windows of one series are soon met by chance. */
  private static final double CLEARLY = 0.8;

  private static final double JUDGED = 1.0 / 3;

  private final int columns;
  private final NormalEquations earlier;
  private final NormalEquations latest;
  private double latestSquares;
  private int judging;
  private int count;

  /** No rows of so many columns yet. */
  LocalRows(int columns) {
    this.columns = columns;
    this.earlier = new NormalEquations(columns);
    this.latest = new NormalEquations(columns);
  }

  /** Whether the origin that is so many steps back, of so many, is among those that judge. */
  static boolean judges(int back, int origins) {
    return back <= JUDGED * origins;
  }

  /**
   * Adds a row that is zero but for one run of columns.
   *
   * @param judges whether it is of the latest third
   * @param first column that the run begins at
   * @param run its values
   * @param target what was observed
   */
  void add(boolean judges, int first, double[] run, double target) {
    (judges ? latest : earlier).add(first, run, target);
    latestSquares += judges ? target * target : 0;
    judging += judges ? 1 : 0;
    count++;
  }

  /** Number of rows. */
  int count() {
    return count;
  }

  /**
   * Weights of this series.
   *
   * @param usual so many rows the fit to all usually counts
   * @param prior its weights
   * @return one number a column
   */
  double[] solve(double usual, double[] prior) {
    NormalEquations all = new NormalEquations(columns);
    all.add(earlier);
    all.add(latest);
    return all.solve(judging == 0 ? usual : best(usual, prior), prior);
  }

  private double best(double usual, double[] prior) {
    double best = usual;
    double least = CLEARLY * error(usual, prior);
    for (double factor : FACTORS) {
      double error = error(factor * usual, prior);
      if (error < least) {
        least = error;
        best = factor * usual;
      }
    }
    return best;
  }

  /** Squared error on the latest rows of what the earlier ones say. */
  private double error(double usual, double[] prior) {
    return latestSquares + latest.error(earlier.solve((1 - JUDGED) * usual, prior));
  }
}
