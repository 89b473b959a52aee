package io.anode4j.latent;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.Window;
import io.anode4j.data.Windows;
import io.anode4j.latent.window.WindowQuery;
import io.anode4j.training.Seeds;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalDouble;
import java.util.SplittableRandom;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/**
 * Draws training windows: origins at random over each series, so that the model meets every phase
 * of the day and every length of history, and anew in every epoch, so that it cannot learn windows
 * by heart. Each epoch's windows depend on seed and epoch alone, which makes resuming exact.
 */
final class TrainingWindows {
  private final List<TimeSeries> series = new ArrayList<>();
  private final List<Double> spans = new ArrayList<>();
  private final Windows cutter;
  private final boolean wholeSeries;
  private final double horizon;
  private final double context;
  private final OptionalDouble shared;
  private double totalSpan;

  /**
   * Prepares drawing.
   *
   * @param set scaled training series
   * @param context length of the context in original time
   * @param horizon length of the horizon in original time; 0 to take each series whole, as its own
   *     target
   */
  TrainingWindows(SeriesSet set, double context, double horizon) {
    this(set, context, horizon, OptionalDouble.empty());
  }

  /**
   * The same, where all questions share one origin: every other window ends near it.
   *
   * @param set scaled training series
   * @param context length of the context in original time
   * @param horizon length of the horizon in original time, above 0 with an origin
   * @param origin where questions are asked; none for anywhere
   */
  TrainingWindows(SeriesSet set, double context, double horizon, OptionalDouble origin) {
    this.shared = origin;
    this.context = context;
    this.horizon = horizon;
    this.wholeSeries = horizon == 0;
    this.cutter = Windows.of(context, wholeSeries ? 1 : horizon);
    for (TimeSeries s : set) {
      if (s.observedCount() == 0) {
        continue;
      }
      double latest = s.lastTime() - horizon;
      double earliest = earliestOrigin(s);
      if (wholeSeries || latest >= earliest) {
        series.add(s);
        // A window's worth on top, so that series of exactly one window take part as well.
        double span = wholeSeries ? 1 : latest - earliest + 0.1 * (context + horizon);
        spans.add(span);
        totalSpan += span;
      }
    }
  }

  /** Short series also serve shorter histories; long ones start where a whole context fits. */
  private double earliestOrigin(TimeSeries s) {
    double available = s.lastTime() - s.firstTime() - horizon;
    return s.firstTime() + Math.min(context, Math.max(0.5 * available, 0));
  }

  /** Number of rows of the series that can give a window. */
  int rows() {
    long rows = series.stream().mapToLong(TimeSeries::length).sum();
    return (int) Math.min(Integer.MAX_VALUE, rows);
  }

  /** Number of series that can give a window. */
  int usableSeries() {
    return series.size();
  }

  /** How many windows lie side by side in the data: what an epoch should draw at least. */
  int naturalCount() {
    if (wholeSeries) {
      return series.size();
    }
    double count = 0;
    for (double span : spans) {
      count += Math.max(1, span / (0.5 * horizon));
    }
    return (int) Math.min(Integer.MAX_VALUE, count);
  }

  /**
   * Draws windows. Each part of the data is met about equally often; draws that hit a gap are
   * repeated a few times, so there may be fewer windows than asked.
   *
   * @param count how many
   * @param seed seed of this draw
   * @return windows in random order
   */
  List<Window> windows(int count, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<Window> windows = new ArrayList<>();
    if (wholeSeries) {
      int[] order = permutation(series.size(), random);
      for (int k = 0; k < Math.min(count, order.length); k++) {
        TimeSeries s = series.get(order[k]);
        windows.add(new Window(s, s.slice(s.length(), s.length()), s.lastTime()));
      }
      return windows;
    }
    for (int i : permutation(count, random)) {
      double at = (i + random.nextDouble()) / count * totalSpan;
      boolean matched = shared.isPresent() && i % 2 == 0;
      for (int attempt = 0; attempt < 8; attempt++) {
        Window window = matched ? windowNearOrigin(at, random) : windowAt(at);
        if (window != null) {
          windows.add(window);
          break;
        }
        at = random.nextDouble() * totalSpan;
      }
    }
    return windows;
  }

  /**
   * Draws windows as questions, each with part of its context hidden.
   *
   * @param count how many
   * @param keep least share of context times shown
   * @param seed seed of this draw
   * @param view how a window becomes a question, with a source of draws of its own
   * @return questions
   */
  List<WindowQuery> queries(
      int count, double keep, long seed, BiFunction<Window, SplittableRandom, WindowQuery> view) {
    SplittableRandom random = new Seeds(seed).beside();
    List<WindowQuery> queries = new ArrayList<>();
    for (Window window : windows(count, seed)) {
      WindowQuery query = view.apply(window, random);
      double share = keep + (1 - keep) * random.nextDouble();
      queries.add(share < 1 ? query.thinned(share, random) : query);
    }
    return queries;
  }

  /** The series at a position, near the origin that questions share. */
  private @Nullable Window windowNearOrigin(double position, SplittableRandom random) {
    double left = position;
    int i = 0;
    while (i + 1 < series.size() && left > spans.get(i)) {
      left -= spans.get(i++);
    }
    double away = (2 * random.nextDouble() - 1) * Reach.jitter(horizon);
    return cutter.at(series.get(i), shared.orElseThrow() + away).orElse(null);
  }

  private @Nullable Window windowAt(double position) {
    double left = position;
    int i = 0;
    while (i + 1 < series.size() && left > spans.get(i)) {
      left -= spans.get(i++);
    }
    TimeSeries s = series.get(i);
    double latest = s.lastTime() - horizon;
    double origin = Math.max(earliestOrigin(s), latest - left);
    return cutter.at(s, Math.min(origin, latest)).orElse(null);
  }

  private static int[] permutation(int n, SplittableRandom random) {
    int[] order = new int[n];
    for (int i = 0; i < n; i++) {
      int j = random.nextInt(i + 1);
      order[i] = order[j];
      order[j] = i;
    }
    return order;
  }
}
