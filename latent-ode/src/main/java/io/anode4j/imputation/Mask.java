package io.anode4j.imputation;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/** Hides observed values at random, each with the same chance. */
public final class Mask {
  private Mask() {}

  /**
   * Hides a share of all observed values; every row stays, if without values.
   *
   * @param data series
   * @param share between 0 and 1
   * @param seed of the choice
   * @return the series with what is left
   */
  public static SeriesSet hide(SeriesSet data, double share, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TimeSeries> left = new ArrayList<>();
    for (TimeSeries series : data) {
      if (series.length() == 0) {
        left.add(series);
        continue;
      }
      double[][] rows = new double[series.length()][];
      for (int i = 0; i < rows.length; i++) {
        rows[i] = series.row(i).clone();
        for (int c = 0; c < rows[i].length; c++) {
          boolean hidden = random.nextDouble() < share;
          rows[i][c] = hidden ? Double.NaN : rows[i][c];
        }
      }
      left.add(TimeSeries.of(series.id(), series.times(), rows).with(series.covariates()));
    }
    return data.withSeries(left);
  }
}
