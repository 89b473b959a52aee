package io.anode4j.forecast;

import io.anode4j.data.TimeSeries;
import io.anode4j.tensor.Cancellation;
import java.util.ArrayList;
import java.util.List;

/**
 * Anything that forecasts a series from its history: the latent ODE or a baseline.
 *
 * <p>A forecaster knows nothing but the history it is handed, so whoever cuts the history decides
 * what may be known. Implementations are immutable and safe for use by several threads, and equal
 * questions have equal answers, whatever was asked before or is asked beside them.
 *
 * <p>A time before the history's end is answered, too, and each forecaster says from what: the
 * latent ODE from the whole history, so that it interpolates; a neural filter and the baselines
 * from what lies up to that time, as if they had been asked then. Whoever wants nothing but
 * forecasts asks for times after the history's last.
 */
@FunctionalInterface
public interface Forecaster {

  /**
   * Forecasts one series.
   *
   * @param history all that is known of the series; may be empty. Its covariates may reach beyond
   *     it: that they are known ahead is what they say
   * @param times the times asked, finite, in the unit of the series; in any order
   * @return the predictive distribution at those times, in the same order
   */
  Forecast forecast(TimeSeries history, double[] times);

  /**
   * Forecasts many series, one by one unless an implementation is faster at it together.
   *
   * @param histories what is known of each series
   * @param times the times asked of each, in the order of {@code histories}
   * @return one forecast each, in the same order, the same as {@link #forecast} would give
   * @throws IllegalArgumentException if the lists differ in length
   * @throws java.util.concurrent.CancellationException if the thread is interrupted
   */
  default List<Forecast> forecastAll(List<TimeSeries> histories, List<double[]> times) {
    requireOneEach(histories, times);
    List<Forecast> forecasts = new ArrayList<>(histories.size());
    for (int i = 0; i < histories.size(); i++) {
      Cancellation.check("The forecast");
      forecasts.add(forecast(histories.get(i), times.get(i)));
    }
    return forecasts;
  }

  /**
   * Refuses questions of which one each is not asked.
   *
   * @param histories what is known of each series
   * @param times the times asked of each
   * @throws IllegalArgumentException if the lists differ in length
   */
  static void requireOneEach(List<TimeSeries> histories, List<double[]> times) {
    if (histories.size() != times.size()) {
      throw new IllegalArgumentException(
          "Found "
              + histories.size()
              + " histories but "
              + times.size()
              + " arrays of times; one array for each history is expected: pass lists of equal"
              + " length.");
    }
  }
}
