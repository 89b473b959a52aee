package io.anode4j.evaluation;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.tensor.Cancellation;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
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

  BaselineFit(SeriesSet training, double horizon) {
    this.training = training;
    this.horizon = horizon;
    this.scale = Standardisation.fit(training);
    this.range = range(training);
    this.windows = TrainingWindow.draw(training, horizon);
  }

  BaselineStatistics statistics(OptionalDouble period) {
    double season =
        period.isPresent() ? period.getAsDouble() : PeriodSearch.find(training, scale).orElse(0);
    int points = linearPoints();
    Map<String, List<List<Double>>> residualStd = new LinkedHashMap<>();
    Baselines.rules(scale, range, points, season)
        .forEach((name, rule) -> residualStd.put(name, residuals(rule).std()));
    return new BaselineStatistics(
        training.channels(),
        horizon,
        season,
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
    int best = LINEAR_POINTS[0];
    double least = Double.POSITIVE_INFINITY;
    for (int points : LINEAR_POINTS) {
      PointRule rule = new LinearTrend(new LastValue(scale.mean()), range, points);
      double error = residuals(rule).standardisedError();
      if (error < least) {
        least = error;
        best = points;
      }
    }
    return best;
  }

  private static List<Double> range(SeriesSet training) {
    List<Double> range = new ArrayList<>();
    for (int c = 0; c < training.channels().size(); c++) {
      double low = Double.POSITIVE_INFINITY;
      double high = Double.NEGATIVE_INFINITY;
      for (TimeSeries series : training) {
        for (int i = 0; i < series.length(); i++) {
          if (series.isObserved(i, c)) {
            low = Math.min(low, series.value(i, c));
            high = Math.max(high, series.value(i, c));
          }
        }
      }
      range.add(Math.max(0, high - low));
    }
    return range;
  }
}
