package io.anode4j.filter;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.DoubleStream;

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
      TimeSeries rows = observedRows(s);
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
    double gap = median(usable.stream().flatMapToDouble(FilterData::gaps));
    double horizon = askedHorizon > 0 ? askedHorizon : NeuralFilterTrainer.READINGS_AHEAD * gap;
    double typical = median(usable.stream().mapToDouble(TimeSeries::length));
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
        until(training),
        gap,
        horizon,
        "the last "
            + Math.round(100 * config.validationFraction())
            + " % of each series' readings set apart for validation");
  }

  private static FilterData bySeries(
      SeriesSet data, List<TimeSeries> usable, double gap, double horizon, FilterConfig config) {
    List<TimeSeries> order = new ArrayList<>(usable);
    Collections.shuffle(order, new Random(config.seed()));
    int held = Math.max(1, (int) Math.round(config.validationFraction() * order.size()));
    List<TimeSeries> training = new ArrayList<>(usable);
    training.removeAll(order.subList(0, held));
    return new FilterData(
        data.withSeries(training),
        data.withSeries(usable),
        until(training),
        gap,
        horizon,
        held + " of " + order.size() + " series set apart for validation");
  }

  private static Map<String, Double> until(List<TimeSeries> training) {
    Map<String, Double> until = new TreeMap<>();
    for (TimeSeries s : training) {
      until.put(s.id(), s.lastTime());
    }
    return until;
  }

  /** Time after which a series is set apart. */
  double boundary(TimeSeries series) {
    return trainedUntil.getOrDefault(series.id(), Double.NEGATIVE_INFINITY);
  }

  /** Calendar periods that the data cover twice and resolve, and the one found in the data. */
  List<Double> periods(double found) {
    double span = median(training.series().stream().mapToDouble(s -> s.lastTime() - s.firstTime()));
    List<Double> periods = new ArrayList<>();
    if (training.timeFormat().isDated()) {
      for (double calendar : new double[] {86_400, 604_800, 31_556_952}) {
        if (span >= 1.5 * calendar && usualGap <= calendar / 6) {
          periods.add(calendar);
        }
      }
    }
    if (found > 0 && periods.stream().noneMatch(p -> Math.abs(p / found - 1) < 0.05)) {
      periods.add(found);
    }
    return List.copyOf(periods);
  }

  /** A series without its rows in which nothing was observed. */
  static TimeSeries observedRows(TimeSeries s) {
    int d = s.channels();
    int kept = 0;
    double[] times = new double[s.length()];
    double[][] values = new double[s.length()][];
    for (int i = 0; i < s.length(); i++) {
      double[] row = s.row(i);
      boolean any = false;
      for (int c = 0; c < d; c++) {
        any |= !Double.isNaN(row[c]);
      }
      if (any) {
        times[kept] = s.time(i);
        values[kept++] = row;
      }
    }
    if (kept == s.length()) {
      return s;
    }
    return kept == 0
        ? TimeSeries.empty(s.id(), d)
        : TimeSeries.of(s.id(), Arrays.copyOf(times, kept), Arrays.copyOf(values, kept));
  }

  private static DoubleStream gaps(TimeSeries s) {
    double[] times = s.times();
    return java.util.stream.IntStream.range(1, Math.min(times.length, 1000))
        .mapToDouble(i -> times[i] - times[i - 1]);
  }

  private static double median(DoubleStream values) {
    double[] sorted = values.sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[(sorted.length - 1) / 2];
  }
}
