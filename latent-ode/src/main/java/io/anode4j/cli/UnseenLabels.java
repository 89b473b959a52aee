package io.anode4j.cli;

import io.anode4j.classification.Labelled;
import io.anode4j.classification.RowWindows;
import io.anode4j.data.RowLabels;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.latent.LatentClassifier;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a classifier is scored on: series, or windows of rows, with a label, without those that
 * gradients were computed on unless there are no others.
 *
 * @param known what is scored
 * @param left how many were left out as seen
 * @param seen whether all were seen, and are scored all the same
 */
record UnseenLabels(Labelled known, int left, boolean seen) {
  /** Enough for three digits of every score; windows of more would only fill the memory. */
  private static final int MOST_ROWS = 20_000;

  /** Of series. */
  static UnseenLabels of(LatentClassifier model, SeriesSet data, Map<String, String> labels) {
    Labelled all = Labelled.of(data, labels, model.classes());
    List<TimeSeries> fresh = new ArrayList<>();
    List<Integer> truth = new ArrayList<>();
    for (int i = 0; i < all.series().size(); i++) {
      if (model.seenUntil(all.series().get(i).id()).isEmpty()) {
        fresh.add(all.series().get(i));
        truth.add(all.truth().get(i));
      }
    }
    int left = all.series().size() - fresh.size();
    return fresh.isEmpty()
        ? new UnseenLabels(all, 0, true)
        : new UnseenLabels(new Labelled(model.classes(), fresh, truth), left, false);
  }

  /** Of rows: those after the last that gradients saw of their series; of many every so many-th. */
  static UnseenLabels ofRows(LatentClassifier model, SeriesSet data, RowLabels labels) {
    List<TimeSeries> fresh = rows(model, data, labels, true);
    List<TimeSeries> all = fresh.isEmpty() ? rows(model, data, labels, false) : fresh;
    Map<String, String> byWindow = new HashMap<>();
    for (TimeSeries window : all) {
      labels
          .at(RowWindows.series(window), window.lastTime())
          .ifPresent(l -> byWindow.put(window.id(), l));
    }
    return new UnseenLabels(
        Labelled.of(data.withSeries(all), byWindow, model.classes()), 0, fresh.isEmpty());
  }

  private static List<TimeSeries> rows(
      LatentClassifier model, SeriesSet data, RowLabels labels, boolean fresh) {
    long rows = data.series().stream().mapToLong(TimeSeries::length).sum();
    int stride = (int) Math.max(1, (rows + MOST_ROWS - 1) / MOST_ROWS);
    List<TimeSeries> windows = new ArrayList<>();
    for (TimeSeries series : data) {
      double until =
          fresh
              ? model.seenUntil(series.id()).orElse(Double.NEGATIVE_INFINITY)
              : Double.NEGATIVE_INFINITY;
      for (int i = 0; i < series.length(); i += stride) {
        boolean labelled = labels.at(series.id(), series.time(i)).isPresent();
        if (labelled && series.time(i) > until) {
          windows.add(RowWindows.at(series, i, model.context()));
        }
      }
    }
    return windows;
  }
}
