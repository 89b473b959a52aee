package io.anode4j.latent;

import io.anode4j.classification.RowWindows;
import io.anode4j.data.RowLabels;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.regression.KnownNumbers;
import io.anode4j.training.DataSplit;
import io.anode4j.training.ObservedRows;
import io.anode4j.training.Seeds;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * How series with numbers are divided: whole series are set apart, as what is asked of new ones is
 * how well unseen ones were answered; of rows of fewer than five series the last stretch of each.
 */
final class RegressorData {
  /** Of fewer, one would be too much to set apart. */
  private static final int FEW_SERIES = 5;

  private RegressorData() {}

  /** Series with a label each. */
  static HeadData of(
      SeriesSet data,
      Map<String, String> labels,
      double asked,
      double most,
      LatentOdeConfig config) {
    SeriesSet observed = data.filter(series -> series.observedCount() > 0);
    double context = HeadData.context(observed, asked);
    SeriesSet read = observed.map(series -> HeadNetwork.within(series, context));
    KnownNumbers all = KnownNumbers.of(read, labels, most);
    if (all.series().size() < 2) {
      throw new IllegalArgumentException(
          "one series of %s has a label; expected some to learn from and one to set apart; add series"
              .formatted(data.source()));
    }
    Set<String> held = held(all.series(), config);
    SeriesSet training = read.filter(s -> !held.contains(s.id()));
    return divided(
        training,
        KnownNumbers.of(training, labels, most),
        KnownNumbers.of(read.filter(s -> held.contains(s.id())), labels, most),
        context,
        false,
        DataSplit.lastTimes(training),
        "%d of %d labelled series set apart for validation"
            .formatted(held.size(), all.series().size()));
  }

  /** Rows with a label each: windows that end in them. */
  static HeadData ofRows(
      SeriesSet data, RowLabels labels, double asked, double most, LatentOdeConfig config) {
    SeriesSet observed = data.map(ObservedRows::of).filter(s -> s.length() > 0);
    boolean whole = observed.size() >= FEW_SERIES;
    double context = asked > 0 ? asked : usual(observed, whole, config);
    Set<String> held = whole ? held(observed.series(), config) : Set.of();
    List<TimeSeries> training = new ArrayList<>();
    List<TimeSeries> apart = new ArrayList<>();
    Map<String, String> byWindow = new HashMap<>();
    for (TimeSeries series : observed) {
      double until = until(series, whole, held.contains(series.id()), config);
      for (int i = 0; i < series.length(); i++) {
        TimeSeries window = RowWindows.at(series, i, context);
        labels.at(series.id(), series.time(i)).ifPresent(l -> byWindow.put(window.id(), l));
        if (byWindow.containsKey(window.id())) {
          boolean before = window.lastTime() <= until;
          if (before || window.firstTime() > until) {
            (before ? training : apart).add(window);
          }
        }
      }
    }
    if (training.isEmpty() || apart.isEmpty()) {
      throw new IllegalArgumentException(
          "no labelled row of %s can be %s; expected rows with labels of five series, or longer series; check the column of the labels, or state a shorter context"
              .formatted(data.source(), training.isEmpty() ? "learnt from" : "set apart"));
    }
    SeriesSet chosen =
        data.withSeries(LabelledRows.drawn(training, LabelledRows.MOST_TRAINING, config.seed()));
    SeriesSet others =
        data.withSeries(LabelledRows.drawn(apart, LabelledRows.MOST_VALIDATION, config.seed()));
    Map<String, Double> seen = new TreeMap<>();
    training.forEach(w -> seen.merge(RowWindows.series(w), w.lastTime(), Math::max));
    return divided(
        chosen,
        KnownNumbers.of(chosen, byWindow, most),
        KnownNumbers.of(others, byWindow, most),
        context,
        true,
        seen,
        "%d rows of %s set apart for validation"
            .formatted(others.size(), whole ? held.size() + " series" : "the end of each series"));
  }

  /** Where ends are set apart, a window must fit into one, and leave room for others. */
  private static double usual(SeriesSet observed, boolean whole, LatentOdeConfig config) {
    double gap = DataSplit.median(observed.series().stream().flatMapToDouble(DataSplit::gaps));
    double rows = LabelledRows.USUAL_ROWS * gap;
    double span =
        DataSplit.median(observed.series().stream().mapToDouble(s -> s.lastTime() - s.firstTime()));
    double end = 0.5 * config.training().validationFraction() * span;
    double context = whole ? rows : Math.min(rows, end);
    return context > 0 ? context : 1;
  }

  private static HeadData divided(
      SeriesSet training,
      KnownNumbers known,
      KnownNumbers apart,
      double context,
      boolean rows,
      Map<String, Double> seen,
      String split) {
    Map<String, Double> byId = new HashMap<>();
    for (int i = 0; i < known.series().size(); i++) {
      byId.put(known.series().get(i).id(), known.values().get(i));
    }
    return new HeadData(training, byId, apart.series(), apart.values(), context, rows, seen, split);
  }

  /** Until when rows are learnt from. */
  private static double until(
      TimeSeries series, boolean whole, boolean held, LatentOdeConfig config) {
    if (whole) {
      return held ? Double.NEGATIVE_INFINITY : Double.POSITIVE_INFINITY;
    }
    double length = series.lastTime() - series.firstTime();
    return series.lastTime() - config.training().validationFraction() * length;
  }

  private static Set<String> held(List<TimeSeries> labelled, LatentOdeConfig config) {
    List<TimeSeries> order = new ArrayList<>(labelled);
    // Sorted, so that the division depends on the series and not on their order in the file.
    order.sort(Comparator.comparing(TimeSeries::id));
    int share = DataSplit.share(config.training().validationFraction(), order.size());
    Set<String> ids = new HashSet<>();
    DataSplit.bySeries(order, Math.min(share, order.size() - 1), new Seeds(config.seed()).value())
        .apart()
        .forEach(s -> ids.add(s.id()));
    return ids;
  }
}
