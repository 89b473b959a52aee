package io.anode4j.latent;

import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * What stands before the forecasters of a model with covariates: it refuses histories whose
 * covariates do not reach as far as is asked, and puts the others on the model's scales.
 *
 * @param expected what the model reads
 * @param times how times are written
 * @param inner who is asked then
 */
record CovariateEntrance(List<ScaledCovariate> expected, TimeFormat times, Forecaster inner)
    implements Forecaster {
  @Override
  public Forecast forecast(TimeSeries history, double[] asked) {
    return inner.forecast(admitted(history, asked), asked);
  }

  @Override
  public List<Forecast> forecastAll(List<TimeSeries> histories, List<double[]> asked) {
    List<TimeSeries> admitted = new ArrayList<>();
    for (int i = 0; i < histories.size(); i++) {
      double[] own = i < asked.size() ? asked.get(i) : new double[0];
      admitted.add(admitted(histories.get(i), own));
    }
    return inner.forecastAll(admitted, asked);
  }

  private TimeSeries admitted(TimeSeries history, double[] asked) {
    double last = Arrays.stream(asked).max().orElse(Double.NEGATIVE_INFINITY);
    ScaledCovariate.require(history, expected, last, times);
    return ScaledCovariate.scaled(history, expected);
  }
}
