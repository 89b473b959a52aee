package io.anode4j.filter;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.training.DataSplit;
import io.anode4j.training.ObservedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * How streams are divided: long ones by time, many short ones as a whole. What is set apart chooses
 * the epoch and calibrates the scores.
 *
 * @param training series (or their beginnings) that gradients are computed on, original values
 * @param streams all series, whole: those set apart are read from their beginning, so that their
 *     state is warm where they are scored
 * @param trainedUntil last time of each series that gradients see
 * @param usualGap median gap between readings
 * @param horizon how far ahead readings must be forecast
 * @param split in words
 */
record FilterData(
    SeriesSet training,
    SeriesSet streams,
    Map<String, Double> trainedUntil,
    double usualGap,
    double horizon,
    String split) {

  /** With fewer series than this, setting whole ones apart would cost too much variety. */
  private static final int FEW_SERIES = 8;

  /** Series of so many readings are long enough to be divided by time. */
  private static final int LONG = 200;

  static FilterData of(SeriesSet data, double askedHorizon, FilterConfig config) {
    List<TimeSeries> usable = new ArrayList<>();
    for (TimeSeries s : data) {
      TimeSeries rows = ObservedRows.of(s);
      if (rows.length() > 1) {
        usable.add(rows);
      }
    }
    if (usable.isEmpty()) {
      throw new IllegalArgumentException(
          "No series of "
              + data.source()
              + " has two readings; expected series to learn from: check the columns");
    }
    double gap = DataSplit.median(usable.stream().flatMapToDouble(DataSplit::gaps));
    double horizon = askedHorizon > 0 ? askedHorizon : NeuralFilterTrainer.READINGS_AHEAD * gap;
    double typical = DataSplit.median(usable.stream().mapToDouble(TimeSeries::length));
    boolean byTime = typical >= LONG || usable.size() < FEW_SERIES;
    return byTime
        ? byTime(data, usable, gap, horizon, config)
        : bySeries(data, usable, gap, horizon, config);
  }

  private static FilterData byTime(
      SeriesSet data, List<TimeSeries> usable, double gap, double horizon, FilterConfig config) {
    List<TimeSeries> training = new ArrayList<>();
    for (TimeSeries s : usable) {
      int kept = (int) Math.ceil((1 - config.validationFraction()) * s.length());
      training.add(s.slice(0, Math.max(1, Math.min(kept, s.length() - 1))));
    }
    return new FilterData(
        data.withSeries(training),
        data.withSeries(usable),
        DataSplit.lastTimes(training),
        gap,
        horizon,
        "the last "
            + Math.round(100 * config.validationFraction())
            + " % of each series' readings set apart for validation");
  }

  private static FilterData bySeries(
      SeriesSet data, List<TimeSeries> usable, double gap, double horizon, FilterConfig config) {
    int held = DataSplit.share(config.validationFraction(), usable.size());
    List<TimeSeries> training = DataSplit.bySeries(usable, held, config.seed()).training();
    return new FilterData(
        data.withSeries(training),
        data.withSeries(usable),
        DataSplit.lastTimes(training),
        gap,
        horizon,
        held + " of " + usable.size() + " series set apart for validation");
  }

  /** Time after which a series is set apart. */
  double boundary(TimeSeries series) {
    return trainedUntil.getOrDefault(series.id(), Double.NEGATIVE_INFINITY);
  }

  /** Calendar periods that the data cover twice and resolve, and the one found in the data. */
  List<Double> periods(double found) {
    return DataSplit.periods(training, usualGap, found);
  }
}
