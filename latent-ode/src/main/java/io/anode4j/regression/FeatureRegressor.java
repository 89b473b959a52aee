package io.anode4j.regression;

import io.anode4j.classification.SeriesFeatures;
import io.anode4j.data.TimeSeries;
import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * Regressors that look at simple features or at nothing: the baselines.
 *
 * @param rule from a series to its number
 */
public record FeatureRegressor(ToDoubleFunction<TimeSeries> rule) implements Regressor {
  /** Says the same of every series: the mean. */
  public static FeatureRegressor constant(double value) {
    return new FeatureRegressor(series -> value);
  }

  /** A regression on {@link SeriesFeatures}. */
  public static FeatureRegressor regression(RidgeRegression regression) {
    return new FeatureRegressor(series -> regression.value(SeriesFeatures.of(series)));
  }

  @Override
  public List<Prediction> predictAll(List<TimeSeries> series) {
    return series.stream().map(one -> Prediction.of(one.id(), rule.applyAsDouble(one))).toList();
  }
}
