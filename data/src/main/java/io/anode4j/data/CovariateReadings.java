package io.anode4j.data;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** Readings of covariates from two tables. */
final class CovariateReadings {
  private CovariateReadings() {}

  /**
   * Both together.
   *
   * @param known readings, a channel a covariate
   * @param added others, whose values win
   * @param places covariate of each channel of {@code added}
   */
  static TimeSeries joined(TimeSeries known, TimeSeries added, int[] places) {
    Map<Double, double[]> rows = new TreeMap<>();
    for (int i = 0; i < known.length(); i++) {
      rows.put(known.time(i), known.row(i));
    }
    for (int i = 0; i < added.length(); i++) {
      double[] row = rows.computeIfAbsent(added.time(i), time -> holes(known.channels()));
      for (int c = 0; c < places.length; c++) {
        row[places[c]] = added.isObserved(i, c) ? added.value(i, c) : row[places[c]];
      }
    }
    RowBlocks all = new RowBlocks(known.channels());
    rows.forEach(all::add);
    return TimeSeries.of(known.id(), all);
  }

  private static double[] holes(int count) {
    double[] row = new double[count];
    Arrays.fill(row, Double.NaN);
    return row;
  }
}
