package io.anode4j.examples.nd4j;

import io.anode4j.forecast.Forecaster;
import io.anode4j.forecast.nd4j.NdForecast;
import io.anode4j.forecast.nd4j.NdForecaster;
import org.nd4j.linalg.api.ndarray.INDArray;
import org.nd4j.linalg.factory.Nd4j;

/**
 * Data that live in ND4J: a question and an answer as INDArrays, for any model or baseline. Times
 * are DOUBLE, values may be NaN where nothing was measured.
 */
public final class ArraysInAndOut {
  private ArraysInAndOut() {}

  /**
   * What the lesson computed.
   *
   * @param median of the forecast, {@code [times × channels]}
   * @param width of the band that holds nine in ten, the same shape
   */
  record Result(INDArray median, INDArray width) {}

  /** Asks a forecaster of one channel for two times after the last reading. */
  static Result run(Forecaster model) {
    INDArray times = Nd4j.createFromArray(0.0, 1.0, 2.5, 3.0);
    INDArray values = Nd4j.createFromArray(20.1, 20.4, Double.NaN, 20.2);
    INDArray asked = Nd4j.createFromArray(3.5, 4.0);

    NdForecast forecast = NdForecaster.of(model).forecast(times, values, asked);
    return new Result(forecast.quantile(0.5), forecast.quantile(0.95).sub(forecast.quantile(0.05)));
  }
}
