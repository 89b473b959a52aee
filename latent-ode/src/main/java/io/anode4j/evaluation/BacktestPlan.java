package io.anode4j.evaluation;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;

/** The origins of a backtest, in the order of the series, and those that were left out. */
final class BacktestPlan {
  private static final int LEAD_TIME_BINS = 8;

  private final Backtest settings;
  private final List<BacktestTask> tasks = new ArrayList<>();
  private final Map<SkipReason, Integer> skipped = new EnumMap<>(SkipReason.class);
  private int series;

  BacktestPlan(Backtest settings, SeriesSet set) {
    this.settings = settings;
    for (SkipReason reason : SkipReason.values()) {
      skipped.put(reason, 0);
    }
    for (TimeSeries one : set) {
      int before = tasks.size();
      settings.windowsOf(one).forEach(window -> add(one, window));
      series += tasks.size() > before ? 1 : 0;
    }
  }

  private void add(TimeSeries series, Backtest.Window window) {
    double origin = window.origin();
    TimeSeries history = series.until(origin);
    TimeSeries future = series.slice(history.length(), series.countUntil(window.end()));
    int[] rows = observedRows(future, settings.firstTimes());
    if (origin < settings.lastSeen(series.id())) {
      skipped.merge(SkipReason.SEEN_IN_TRAINING, 1, Integer::sum);
    } else if (!hasContext(history, settings.minimumContext())) {
      skipped.merge(SkipReason.TOO_LITTLE_CONTEXT, 1, Integer::sum);
    } else if (rows.length == 0) {
      skipped.merge(SkipReason.NO_TARGETS, 1, Integer::sum);
    } else {
      tasks.add(new BacktestTask(origin, history, future, rows));
    }
  }

  private static boolean hasContext(TimeSeries history, int least) {
    int count = 0;
    for (int i = history.length() - 1; i >= 0 && count < least; i--) {
      for (int c = 0; c < history.channels(); c++) {
        count += history.isObserved(i, c) ? 1 : 0;
      }
    }
    return count >= least;
  }

  private static int[] observedRows(TimeSeries future, int most) {
    int[] rows = new int[Math.min(most, future.length())];
    int count = 0;
    for (int i = 0; i < future.length() && count < most; i++) {
      boolean observed = false;
      for (int c = 0; c < future.channels(); c++) {
        observed |= future.isObserved(i, c);
      }
      if (observed) {
        rows[count++] = i;
      }
    }
    return Arrays.copyOf(rows, count);
  }

  List<BacktestTask> tasks() {
    return tasks;
  }

  /** {@return the number of series with at least one origin} */
  int series() {
    return series;
  }

  /** {@return the number of origins left out, for every reason} */
  Map<SkipReason, Integer> skipped() {
    return skipped;
  }

  /** {@return the upper edges of about eight ranges of lead time with equally many target times} */
  double[] leadTimeEdges() {
    double[] leads =
        tasks.stream()
            .flatMapToDouble(task -> IntStream.range(0, task.rows().length).mapToDouble(task::lead))
            .sorted()
            .toArray();
    double[] edges = new double[LEAD_TIME_BINS];
    int count = 0;
    for (int k = 1; k <= LEAD_TIME_BINS && leads.length > 0; k++) {
      double share = (double) k / LEAD_TIME_BINS;
      double edge = leads[(int) Math.ceil(share * leads.length) - 1];
      if (count == 0 || edge > edges[count - 1]) {
        edges[count++] = edge;
      }
    }
    return Arrays.copyOf(edges, count);
  }
}
