package io.anode4j.evaluation;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.WallClock;
import io.anode4j.tensor.Cancellation;
import io.anode4j.tensor.Workers;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/** Measures the baselines on training data. */
final class BaselineFit {
  /** Tried for the linear extrapolation; the one with the least error on training windows wins. */
  private static final int[] LINEAR_POINTS = {2, 4, 8, 16, 32, 64};

  private final SeriesSet training;
  private final double horizon;
  private final Standardisation scale;
  private final List<Double> range;
  private final List<TrainingWindow> windows;

  private final Workers workers;

  BaselineFit(SeriesSet training, double horizon, Workers workers) {
    this.workers = workers;
    this.training = training;
    this.horizon = horizon;
    this.scale = Standardisation.fit(training, workers);
    this.range = workers.map(training.channels().size(), c -> range(training, c));
    this.windows = TrainingWindow.draw(training, horizon);
  }

  BaselineStatistics statistics(OptionalDouble period) {
    double season =
        period.isPresent()
            ? period.getAsDouble()
            : PeriodSearch.find(training, scale, workers).orElse(0);
    WallClock clock = WallClock.of(training.timeFormat());
    int points = linearPoints();
    Map<String, List<List<Double>>> residualStd = new LinkedHashMap<>();
    Map<String, PointRule> rules = Baselines.rules(scale, range, points, season, clock);
    List<String> names = List.copyOf(rules.keySet());
    List<List<List<Double>>> tables =
        workers.map(
            names.size(), k -> residuals(Objects.requireNonNull(rules.get(names.get(k)))).std());
    for (int k = 0; k < names.size(); k++) {
      residualStd.put(names.get(k), tables.get(k));
    }
    return new BaselineStatistics(
        training.channels(),
        horizon,
        season,
        clock.zone(),
        scale,
        range,
        points,
        LeadTimes.centres(horizon),
        residualStd);
  }

  private ResidualSpread residuals(PointRule rule) {
    Cancellation.check("The fit of baselines");
    ResidualSpread spread = new ResidualSpread(scale, horizon);
    spread.measure(rule, windows);
    return spread;
  }

  private int linearPoints() {
    List<Double> errors =
        workers.map(
            LINEAR_POINTS.length,
            k ->
                residuals(new LinearTrend(new LastValue(scale.mean()), range, LINEAR_POINTS[k]))
                    .standardisedError());
    int best = 0;
    for (int k = 1; k < LINEAR_POINTS.length; k++) {
      best = errors.get(k) < errors.get(best) ? k : best;
    }
    return LINEAR_POINTS[best];
  }

  private static double range(SeriesSet training, int channel) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (TimeSeries series : training) {
      for (int i = 0; i < series.length(); i++) {
        double value = series.value(i, channel);
        if (!Double.isNaN(value)) {
          low = Math.min(low, value);
          high = Math.max(high, value);
        }
      }
    }
    return Math.max(0, high - low);
  }
}
