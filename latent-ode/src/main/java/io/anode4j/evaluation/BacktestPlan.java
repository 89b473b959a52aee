package io.anode4j.evaluation;

import io.anode4j.data.TimeSeries;
import io.anode4j.tensor.Cancellation;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What a backtest will score: how many origins, how far ahead, and what is left out. */
final class BacktestPlan {
  private static final int LEAD_TIME_BINS = 8;

  private final Backtest settings;
  private final Map<SkipReason, Integer> skipped = new EnumMap<>(SkipReason.class);
  private final LeadTimeCounts leads = new LeadTimeCounts();
  private int series;
  private int origins;

  /** Goes through the series once. */
  BacktestPlan(Backtest settings, SeriesPasses data) {
    this.settings = settings;
    for (SkipReason reason : SkipReason.values()) {
      skipped.put(reason, 0);
    }
    data.forEach(this::count);
  }

  private void count(TimeSeries one) {
    Cancellation.check("The backtest");
    int before = origins;
    settings.windowsOf(one).forEach(window -> count(candidate(one, window)));
    series += origins > before ? 1 : 0;
  }

  private void count(BacktestTask task) {
    SkipReason reason = skipReason(task);
    if (reason != null) {
      skipped.merge(reason, 1, Integer::sum);
      return;
    }
    origins++;
    for (int row = 0; row < task.rows().length; row++) {
      leads.add(task.lead(row));
    }
  }

  /** Hands over the origins of a series that are scored, the earliest first. */
  void forEachTask(TimeSeries one, Consumer<BacktestTask> action) {
    for (Backtest.Window window : settings.windowsOf(one)) {
      BacktestTask task = candidate(one, window);
      if (skipReason(task) == null) {
        action.accept(task);
      }
    }
  }

  private BacktestTask candidate(TimeSeries series, Backtest.Window window) {
    TimeSeries history = series.until(window.origin());
    TimeSeries future = series.slice(history.length(), series.countUntil(window.end()));
    return new BacktestTask(
        window.origin(), history, future, observedRows(future, settings.firstTimes()));
  }

  private @Nullable SkipReason skipReason(BacktestTask task) {
    if (task.origin() < settings.lastSeen(task.history().id())) {
      return SkipReason.SEEN_IN_TRAINING;
    }
    if (!hasContext(task.history(), settings.minimumContext())) {
      return SkipReason.TOO_LITTLE_CONTEXT;
    }
    return task.rows().length == 0 ? SkipReason.NO_TARGETS : null;
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

  /** {@return the number of origins} */
  int origins() {
    return origins;
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
    return leads.edges(LEAD_TIME_BINS);
  }
}
