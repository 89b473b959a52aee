package io.anode4j.latent;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.Window;
import io.anode4j.data.Windows;
import io.anode4j.tensor.Workers;
import io.anode4j.training.DataSplit;
import io.anode4j.training.ObservedRows;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.function.UnaryOperator;

/**
 * How data are divided: what gradients see, what early stopping sees, and how far a window looks.
 *
 * @param training series (or their beginnings) that gradients are computed on, original values
 * @param validation validation windows, original values
 * @param validationSeries number of series behind them
 * @param context length of the context
 * @param horizon length of the horizon, 0 for interpolation
 * @param origin where all questions are asked; none if anywhere
 * @param split in words
 */
record DataPlan(
    SeriesSet training,
    List<Window> validation,
    int validationSeries,
    double context,
    double horizon,
    OptionalDouble origin,
    String split) {

  /** Enough windows for a steady validation loss; more would only cost time. */
  private static final int MOST_VALIDATION_WINDOWS = 256;

  /** A context of many more observations costs time and teaches little. */
  private static final int MOST_CONTEXT_ROWS = 400;

  /** With fewer series than this, setting whole ones apart would cost too much variety. */
  private static final int FEW_SERIES = 8;

  static DataPlan of(SeriesSet data, Reach reach, LatentOdeConfig config, Workers workers) {
    double horizon = reach.horizon();
    double askedContext = reach.context();
    List<TimeSeries> usable = new ArrayList<>();
    List<TimeSeries> all = data.series();
    for (TimeSeries rows : workers.map(all.size(), i -> ObservedRows.of(all.get(i)))) {
      if (rows.length() > 0) {
        usable.add(rows);
      }
    }
    if (usable.isEmpty()) {
      throw new IllegalArgumentException(
          "There is no observed value in "
              + data.source()
              + "; expected at least one series with values: check the columns");
    }
    double span = quantile(usable.stream().mapToDouble(s -> s.lastTime() - s.firstTime()), 0.5);
    if (horizon == 0) {
      double longest = quantile(usable.stream().mapToDouble(s -> s.lastTime() - s.firstTime()), 1);
      // A sliver more than the longest series: a context does not hold its very beginning.
      double context = askedContext > 0 ? askedContext : longest > 0 ? longest * (1 + 1e-9) : 1;
      return bySeries(data, usable, context, 0, config);
    }
    double context = askedContext > 0 ? askedContext : defaultContext(usable, span, horizon);
    if (reach.origin().isPresent()) {
      return atOrigin(data, usable, context, horizon, reach.origin().getAsDouble(), config);
    }
    boolean shortSeries = span < 2 * (context + horizon);
    return shortSeries && usable.size() >= FEW_SERIES
        ? bySeries(data, usable, context, horizon, config)
        : byTime(data, usable, context, horizon, config);
  }

  /** Whole past of short series; of long ones three horizons or 32 observations, the larger. */
  private static double defaultContext(List<TimeSeries> series, double span, double horizon) {
    double gap =
        quantile(
            series.stream()
                .filter(s -> s.length() > 1)
                .mapToDouble(s -> (s.lastTime() - s.firstTime()) / (s.length() - 1)),
            0.5);
    double context = span < 5 * horizon ? span - horizon : Math.max(3 * horizon, 32 * gap);
    context = Math.min(context, Math.max(MOST_CONTEXT_ROWS * gap, horizon));
    return context > 0 ? Math.min(context, Math.max(span - horizon, gap)) : horizon;
  }

  private static double quantile(java.util.stream.DoubleStream values, double q) {
    double[] sorted = values.sorted().toArray();
    return sorted.length == 0 ? 0 : sorted[(int) Math.floor(q * (sorted.length - 1))];
  }

  private static DataPlan bySeries(
      SeriesSet data,
      List<TimeSeries> usable,
      double context,
      double horizon,
      LatentOdeConfig config) {
    int held = held(usable, config);
    DataSplit split = DataSplit.bySeries(usable, held, config.seed());
    List<TimeSeries> training = split.training();
    SeriesSet held0 = data.withSeries(held == 0 ? training : split.apart());
    List<Window> windows = drawn(held0, context, horizon, config.seed());
    return new DataPlan(
        data.withSeries(training),
        windows,
        held,
        context,
        horizon,
        OptionalDouble.empty(),
        held == 0
            ? "a single series: validated on what is trained on"
            : held + " of " + usable.size() + " series set apart for validation");
  }

  private static int held(List<TimeSeries> usable, LatentOdeConfig config) {
    int share = DataSplit.share(config.training().validationFraction(), usable.size());
    return Math.min(share, usable.size() - 1);
  }

  /** Whole series apart, asked at the shared origin, then a little before and after it. */
  private static DataPlan atOrigin(
      SeriesSet data,
      List<TimeSeries> usable,
      double context,
      double horizon,
      double origin,
      LatentOdeConfig config) {
    Windows cutter = Windows.of(context, horizon);
    long asked = usable.stream().filter(s -> cutter.at(s, origin).isPresent()).count();
    if (asked < FEW_SERIES) {
      throw new IllegalArgumentException(
          "Of %s, %d series have values both within %s before the origin %s and within the horizon %s after it; expected %d at least, as whole series are held out to judge what the others tell of that time: state another origin, or leave it out"
              .formatted(data.source(), asked, context, origin, horizon, FEW_SERIES));
    }
    int held = held(usable, config);
    DataSplit split = DataSplit.bySeries(usable, held, config.seed());
    double half = Reach.jitter(horizon) / 2;
    List<Window> windows = new ArrayList<>();
    for (double at : new double[] {origin, origin - half, origin + half}) {
      for (TimeSeries s : split.apart()) {
        if (windows.size() < MOST_VALIDATION_WINDOWS) {
          cutter.at(s, at).ifPresent(windows::add);
        }
      }
    }
    // Of few series, windows from elsewhere say at least how wide errors are.
    TrainingWindows draw =
        new TrainingWindows(
            data.withSeries(split.apart()), context, horizon, OptionalDouble.of(origin));
    int left = Math.min(MOST_VALIDATION_WINDOWS - windows.size(), draw.naturalCount());
    windows.addAll(draw.windows(left, config.seed()));
    return new DataPlan(
        data.withSeries(split.training()),
        windows,
        held,
        context,
        horizon,
        OptionalDouble.of(origin),
        held + " of " + usable.size() + " series set apart for validation at the shared origin");
  }

  private static List<Window> drawn(SeriesSet set, double context, double horizon, long seed) {
    List<Window> windows = new ArrayList<>();
    if (horizon == 0) {
      for (TimeSeries s : set) {
        windows.add(new Window(s, s.slice(s.length(), s.length()), s.lastTime()));
      }
      return windows;
    }
    // Half at each series' latest origin, as in use, half at earlier ones.
    Windows cutter = Windows.of(context, horizon);
    for (TimeSeries s : set) {
      if (windows.size() < MOST_VALIDATION_WINDOWS / 2) {
        cutter.at(s, s.lastTime() - horizon).ifPresent(windows::add);
      }
    }
    TrainingWindows draw = new TrainingWindows(set, context, horizon);
    if (draw.usableSeries() > 0) {
      int count = Math.min(MOST_VALIDATION_WINDOWS / 2, Math.max(draw.naturalCount(), 1));
      windows.addAll(draw.windows(count, seed));
    }
    return windows;
  }

  private static DataPlan byTime(
      SeriesSet data,
      List<TimeSeries> usable,
      double context,
      double horizon,
      LatentOdeConfig config) {
    List<TimeSeries> training = new ArrayList<>();
    List<Window> validation = new ArrayList<>();
    int perSeries = Math.max(2, MOST_VALIDATION_WINDOWS / usable.size());
    int validated = 0;
    Windows cutter = Windows.of(context, horizon);
    for (TimeSeries s : usable) {
      double span = s.lastTime() - s.firstTime();
      double held = Math.max(config.training().validationFraction() * span, 1.5 * horizon);
      double boundary = s.lastTime() - held;
      boolean enough = span - held >= 1.5 * horizon;
      training.add(enough ? s.until(boundary) : s);
      if (enough) {
        double stride = Math.max((held - horizon) / perSeries, horizon / 16);
        validation.addAll(cutter.every(s, stride, boundary, s.lastTime() - horizon));
        validated++;
      }
    }
    if (validation.isEmpty()) {
      return bySeries(data, usable, context, horizon, config);
    }
    return new DataPlan(
        data.withSeries(training),
        validation,
        validated,
        context,
        horizon,
        OptionalDouble.empty(),
        "the last "
            + Math.round(100 * config.training().validationFraction())
            + " % of each series' time set apart for validation");
  }

  /** The same of series that are changed, but neither in their times nor in their values. */
  DataPlan map(UnaryOperator<TimeSeries> change) {
    return new DataPlan(
        training.map(change),
        validation.stream()
            .map(w -> new Window(change.apply(w.context()), change.apply(w.target()), w.origin()))
            .toList(),
        validationSeries,
        context,
        horizon,
        origin,
        split);
  }

  /** Whether all validation windows are of series that no gradient is computed on. */
  boolean strangers() {
    Set<String> trained = seenUntil().keySet();
    return validation.stream().noneMatch(window -> trained.contains(window.id()));
  }

  /** The last time of each series that gradients are computed on. */
  Map<String, Double> seenUntil() {
    return DataSplit.lastTimes(training);
  }

  /** Calendar periods that the data cover twice and resolve, and those found in the data. */
  List<Double> periods(double... found) {
    double gap = DataSplit.median(training.series().stream().flatMapToDouble(DataSplit::gaps));
    return DataSplit.periods(training, gap, found);
  }
}
