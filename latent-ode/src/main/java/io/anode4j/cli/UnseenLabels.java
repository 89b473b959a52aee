package io.anode4j.cli;

import io.anode4j.classification.RowWindows;
import io.anode4j.data.RowLabels;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.latent.SeriesModel;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * What a model of series is scored on: series, or windows of rows, with a label, without those that
 * gradients were computed on unless there are no others.
 *
 * @param scored series or windows of rows
 * @param labels of them, by id
 * @param left how many were left out as seen
 * @param seen whether all were seen, and are scored all the same
 */
record UnseenLabels(SeriesSet scored, Map<String, String> labels, int left, boolean seen) {
  static final String SEEN =
      "SEEN IN TRAINING: every label of the input is of a series that the model learnt from, so"
          + " these scores say how well it remembers; score it on others";

  /** Enough for three digits of every score; windows of more would only fill the memory. */
  private static final int MOST_ROWS = 20_000;

  /** Of series. */
  static UnseenLabels of(SeriesModel model, SeriesSet data, Map<String, String> labels) {
    List<TimeSeries> all =
        data.series().stream().filter(one -> labels.containsKey(one.id())).toList();
    List<TimeSeries> fresh =
        all.stream().filter(one -> model.seenUntil(one.id()).isEmpty()).toList();
    return fresh.isEmpty()
        ? new UnseenLabels(data.withSeries(all), labels, 0, true)
        : new UnseenLabels(data.withSeries(fresh), labels, all.size() - fresh.size(), false);
  }

  /**
   * Of rows: those after the last that gradients saw of their series; of many every so many-th.
   *
   * @param last whether of each series the last row with a label alone is scored
   */
  static UnseenLabels ofRows(SeriesModel model, SeriesSet data, RowLabels labels, boolean last) {
    List<TimeSeries> fresh = rows(model, data, labels, true, last);
    List<TimeSeries> all = fresh.isEmpty() ? rows(model, data, labels, false, last) : fresh;
    Map<String, String> byWindow = new HashMap<>();
    for (TimeSeries window : all) {
      labels
          .at(RowWindows.series(window), window.lastTime())
          .ifPresent(l -> byWindow.put(window.id(), l));
    }
    return new UnseenLabels(data.withSeries(all), byWindow, 0, fresh.isEmpty());
  }

  private static List<TimeSeries> rows(
      SeriesModel model, SeriesSet data, RowLabels labels, boolean fresh, boolean last) {
    long rows = data.series().stream().mapToLong(TimeSeries::length).sum();
    int stride = last ? 1 : (int) Math.max(1, (rows + MOST_ROWS - 1) / MOST_ROWS);
    List<TimeSeries> windows = new ArrayList<>();
    for (TimeSeries series : data) {
      double until =
          fresh
              ? model.seenUntil(series.id()).orElse(Double.NEGATIVE_INFINITY)
              : Double.NEGATIVE_INFINITY;
      List<TimeSeries> own = new ArrayList<>();
      for (int i = 0; i < series.length(); i += stride) {
        boolean labelled = labels.at(series.id(), series.time(i)).isPresent();
        if (labelled && series.time(i) > until) {
          own.add(RowWindows.at(series, i, model.context()));
        }
      }
      windows.addAll(last && !own.isEmpty() ? own.subList(own.size() - 1, own.size()) : own);
    }
    return windows;
  }

  /** Says what is scored, where not all is. */
  void tell(Console console) {
    if (seen) {
      console.warn(SEEN);
    } else if (left > 0) {
      console.note("%,d series that the model learnt from are not scored".formatted(left));
    }
  }
}
