package io.anode4j.latent;

import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * A network in the frame of the recent past, on the anchor.
 *
 * @param network what forecasts
 * @param clockless the same, not told the phases of absolute time
 */
record FramedNetwork(Forecaster network, Forecaster clockless) {
  /**
   * Asks it.
   *
   * @param histories what is known
   * @param times asked of each
   * @param clock whether it is told the time, for each history
   * @return its forecasts
   */
  List<Forecast> forecasts(List<TimeSeries> histories, List<double[]> times, List<Boolean> clock) {
    Map<Boolean, List<Integer>> by =
        IntStream.range(0, histories.size()).boxed().collect(Collectors.partitioningBy(clock::get));
    Forecast[] forecasts = new Forecast[histories.size()];
    by.forEach(
        (told, which) -> {
          List<Forecast> part =
              (told ? network : clockless)
                  .forecastAll(
                      which.stream().map(histories::get).toList(),
                      which.stream().map(times::get).toList());
          for (int k = 0; k < part.size(); k++) {
            forecasts[which.get(k)] = part.get(k);
          }
        });
    return List.of(forecasts);
  }
}
