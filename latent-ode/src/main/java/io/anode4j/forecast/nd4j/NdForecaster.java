package io.anode4j.forecast.nd4j;

import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecaster;
import io.anode4j.tensor.NdArrays;
import java.util.Arrays;
import java.util.Objects;
import org.nd4j.linalg.api.ndarray.INDArray;

/**
 * A forecaster for those whose data live in ND4J: INDArrays in, INDArrays out. Loading ND4J's
 * native library takes seconds at the first array; who never uses this class never loads it.
 */
public final class NdForecaster {
  private final Forecaster forecaster;

  private NdForecaster(Forecaster forecaster) {
    this.forecaster = Objects.requireNonNull(forecaster, "forecaster");
  }

  /**
   * Wraps a forecaster.
   *
   * @param forecaster a model or a baseline
   * @return the same forecaster, asked with INDArrays
   */
  public static NdForecaster of(Forecaster forecaster) {
    return new NdForecaster(forecaster);
  }

  /**
   * Forecasts one series.
   *
   * @param times times of the observations {@code [rows]}, increasing, in the unit the forecaster
   *     was trained in (seconds for dated series, which want type DOUBLE)
   * @param values observations {@code [rows × channels]}, original units, NaN where missing; {@code
   *     [rows]} for a single channel
   * @param asked times asked, finite, in any order
   * @return the predictive distribution at the times asked; all arrays are copied
   * @throws IllegalArgumentException when shapes disagree, times do not increase, or the number of
   *     channels is not the forecaster's
   */
  public NdForecast forecast(INDArray times, INDArray values, INDArray asked) {
    return new NdForecast(forecaster.forecast(series(times, values), NdArrays.doubles(asked)));
  }

  private static TimeSeries series(INDArray times, INDArray values) {
    double[] at = NdArrays.doubles(times);
    double[] flat = NdArrays.doubles(values);
    int channels = values.rank() == 2 ? Math.toIntExact(values.size(1)) : 1;
    if (values.rank() > 2 || at.length == 0 || flat.length != at.length * channels) {
      throw new IllegalArgumentException(
          "Times of shape "
              + Arrays.toString(times.shape())
              + " with values of shape "
              + Arrays.toString(values.shape())
              + "; expected [rows] and [rows × channels], at least one row: reshape or transpose"
              + " the values");
    }
    double[][] rows = new double[at.length][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = Arrays.copyOfRange(flat, i * channels, (i + 1) * channels);
    }
    return TimeSeries.of("ndarray", at, rows);
  }
}
