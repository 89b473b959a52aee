package io.anode4j.forecast.nd4j;

import io.anode4j.forecast.Forecast;
import io.anode4j.tensor.NdArrays;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A {@link Forecast} read as INDArrays. Each call makes a new array of type DOUBLE, shape {@code
 * [times × channels]}, in original units.
 *
 * @param forecast the predictive distribution, for densities, probabilities and scores
 */
public record NdForecast(Forecast forecast) {
  /** Means of the predictive distribution, {@code [times × channels]}. */
  public INDArray mean() {
    return NdArrays.of(forecast.mean());
  }

  /** Standard deviations of the predictive distribution, {@code [times × channels]}. */
  public INDArray std() {
    return NdArrays.of(forecast.std());
  }

  /**
   * Quantiles of the predictive distribution.
   *
   * @param p probability, 0 &lt; p &lt; 1
   * @return the quantiles, {@code [times × channels]}
   * @throws IllegalArgumentException if {@code p} is not strictly between 0 and 1
   */
  public INDArray quantile(double p) {
    return NdArrays.of(forecast.quantile(p));
  }
}
