package io.anode4j.latent;

import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import java.util.ArrayList;
import java.util.List;

/**
 * A network whose forecasts may not stay finite, as after a gap of months, and what answers for it
 * then. One history does not spoil the others.
 *
 * @param network who is asked
 * @param instead who answers where its numbers did not stay finite
 */
record Enduring(Forecaster network, Forecaster instead) implements Forecaster {
  @Override
  public Forecast forecast(TimeSeries history, double[] times) {
    try {
      return network.forecast(history, times);
    } catch (ArithmeticException e) {
      return instead.forecast(history, times);
    }
  }

  @Override
  public List<Forecast> forecastAll(List<TimeSeries> histories, List<double[]> times) {
    try {
      return network.forecastAll(histories, times);
    } catch (ArithmeticException e) {
      List<Forecast> all = new ArrayList<>();
      for (int i = 0; i < histories.size(); i++) {
        all.add(forecast(histories.get(i), times.get(i)));
      }
      return all;
    }
  }
}
