package io.anode4j.latent;

import io.anode4j.classification.RowWindows;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import java.util.List;
import java.util.Map;

/**
 * Series of which something is known, divided.
 *
 * @param training series that gradients are computed on, original values
 * @param labels what is known of some of them, by id: a class from 0, or a scaled number
 * @param apart series set apart, all with a label
 * @param truth their labels
 * @param context how much of the end of a series is read
 * @param rows whether the series are windows that end in a labelled row
 * @param seen last time of each whole series that gradients are computed on
 * @param split in words
 */
record HeadData(
    SeriesSet training,
    Map<String, Double> labels,
    List<TimeSeries> apart,
    List<Double> truth,
    double context,
    boolean rows,
    Map<String, Double> seen,
    String split) {

  /** How much is read where nothing is stated: all of the longest series. */
  static double context(SeriesSet observed, double asked) {
    double longest =
        observed.series().stream().mapToDouble(s -> s.lastTime() - s.firstTime()).max().orElse(0);
    // A sliver more, so that rounding does not cut the very first row.
    return asked > 0 ? asked : longest > 0 ? longest * (1 + 1e-9) : 1;
  }

  /** Number of whole series behind what is set apart. */
  int apartSeries() {
    return (int)
        apart.stream().map(one -> rows ? RowWindows.series(one) : one.id()).distinct().count();
  }
}
