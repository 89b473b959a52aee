package io.anode4j.latent;

import io.anode4j.classification.Labelled;
import io.anode4j.classification.RowWindows;
import io.anode4j.data.RowLabels;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.training.DataSplit;
import io.anode4j.training.ObservedRows;
import io.anode4j.training.Seeds;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;

/**
 * Rows with labels, divided: of each series stretches of time are set apart, and no window that is
 * trained on reaches into one; only a label that would not be learnt at all is learnt wherever it
 * is. Of many rows some are drawn, as neighbours tell almost the same.
 */
final class LabelledRows {
  /** Rows that a window holds where its length is not stated. */
  static final int USUAL_ROWS = 50;

  static final int MOST_TRAINING = 8192;
  static final int MOST_VALIDATION = 1024;

  /** Stretches that a series is cut into, as long as each is longer than a window. */
  private static final int STRETCHES = 40;

  private final RowLabels labels;
  private final double context;
  private final LatentOdeConfig config;
  private final List<TimeSeries> training = new ArrayList<>();
  private final List<TimeSeries> apart = new ArrayList<>();
  private final List<TimeSeries> between = new ArrayList<>();
  private final Map<String, String> byWindow = new HashMap<>();
  private final Map<String, Double> seen = new TreeMap<>();

  private LabelledRows(RowLabels labels, double context, LatentOdeConfig config) {
    this.labels = labels;
    this.context = context;
    this.config = config;
  }

  static ClassifierData of(SeriesSet data, RowLabels labels, double asked, LatentOdeConfig config) {
    SeriesSet observed = data.map(ObservedRows::of).filter(s -> s.length() > 0);
    double gap = DataSplit.median(observed.series().stream().flatMapToDouble(DataSplit::gaps));
    double context = asked > 0 ? asked : gap > 0 ? USUAL_ROWS * gap : 1;
    LabelledRows rows = new LabelledRows(labels, context, config);
    for (TimeSeries series : observed) {
      rows.divide(series);
    }
    return rows.data(data);
  }

  /** A row before a stretch that is set apart and its window belong to training, or to neither. */
  private void divide(TimeSeries series) {
    double span = series.lastTime() - series.firstTime();
    int stretches = (int) Math.max(1, Math.min(STRETCHES, span / (2 * context)));
    Set<Integer> held = held(series, stretches);
    for (int i = 0; i < series.length(); i++) {
      int row = i;
      labels
          .at(series.id(), series.time(i))
          .ifPresent(
              label -> {
                double length = span / stretches;
                double begins = Math.max(series.firstTime(), series.time(row) - context);
                int last = stretch(series, series.time(row), length, stretches);
                int first = stretch(series, begins, length, stretches);
                boolean whole = held.contains(last) == held.contains(first);
                List<TimeSeries> side = held.contains(last) ? apart : training;
                add(series, row, label, whole ? side : between);
              });
    }
  }

  private Set<Integer> held(TimeSeries series, int stretches) {
    List<Integer> order = new ArrayList<>();
    for (int k = 0; k < stretches; k++) {
      order.add(k);
    }
    Collections.shuffle(order, new Random(new Seeds(config.seed()).named(series.id()).value()));
    int count = (int) Math.round(config.training().validationFraction() * stretches);
    return new HashSet<>(order.subList(0, count));
  }

  private static int stretch(TimeSeries series, double time, double length, int stretches) {
    return length > 0 ? (int) Math.min(stretches - 1, (time - series.firstTime()) / length) : 0;
  }

  private void add(TimeSeries series, int row, String label, List<TimeSeries> side) {
    TimeSeries window = RowWindows.at(series, row, context);
    side.add(window);
    byWindow.put(window.id(), label);
  }

  private String label(TimeSeries window) {
    return byWindow.getOrDefault(window.id(), "");
  }

  /** Labels that only stretches set apart have are learnt there. */
  private void learnAllLabels() {
    Set<String> learnt = new HashSet<>();
    training.forEach(window -> learnt.add(label(window)));
    for (List<TimeSeries> side : List.of(apart, between)) {
      training.addAll(side.stream().filter(w -> !learnt.contains(label(w))).toList());
      side.removeIf(w -> !learnt.contains(label(w)));
    }
  }

  private ClassifierData data(SeriesSet all) {
    learnAllLabels();
    training.forEach(w -> seen.merge(RowWindows.series(w), w.lastTime(), Math::max));
    SeriesSet chosen = all.withSeries(drawn(training, MOST_TRAINING, config.seed()));
    List<String> classes = Labelled.classes(chosen, byWindow);
    List<TimeSeries> known =
        drawn(apart, MOST_VALIDATION, config.seed()).stream()
            .filter(window -> classes.contains(label(window)))
            .toList();
    if (known.isEmpty()) {
      throw new IllegalArgumentException(
          "no row of "
              + all.source()
              + " can be set apart: its series are no longer than a few windows of "
              + context
              + "; state a shorter context");
    }
    return new ClassifierData(
        classes,
        chosen,
        Labelled.of(chosen, byWindow, classes),
        Labelled.of(all.withSeries(known), byWindow, classes),
        context,
        true,
        seen,
        "%d rows of stretches of each series set apart for validation".formatted(known.size()));
  }

  /** So many of them at random, in their order. */
  static List<TimeSeries> drawn(List<TimeSeries> windows, int most, long seed) {
    if (windows.size() <= most) {
      return windows;
    }
    SplittableRandom random = new SplittableRandom(seed);
    List<TimeSeries> chosen = new ArrayList<>();
    int left = windows.size();
    for (TimeSeries window : windows) {
      if (random.nextInt(left--) < most - chosen.size()) {
        chosen.add(window);
      }
    }
    return chosen;
  }
}
