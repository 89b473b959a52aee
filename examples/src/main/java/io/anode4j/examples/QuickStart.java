package io.anode4j.examples;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.bundled.BundledData;
import io.anode4j.forecast.Forecast;
import io.anode4j.latent.LatentOde;
import io.anode4j.latent.LatentOdeConfig;
import io.anode4j.latent.LatentOdeTrainer;
import io.anode4j.model.TimeGrid;
import java.nio.file.Path;
import java.time.Duration;

/** The whole way in ten lines: data, model, forecast, file. README shows these lines. */
public final class QuickStart {
  private QuickStart() {}

  /**
   * What the lesson computed.
   *
   * @param forecast eight weeks of four channels
   * @param median its median, {@code [times × channels]}
   * @param risk probability that the water is saltier than 30 after eight weeks
   * @param again the model, read back from its file
   */
  record Result(Forecast forecast, double[][] median, double risk, LatentOde again) {}

  /**
   * Trains on the water of San Francisco Bay and forecasts one station.
   *
   * @param file where to keep the model
   * @return what the lesson computed
   */
  static Result run(Path file) {
    // README: begin
    SeriesSet bay = BundledData.SAN_FRANCISCO_BAY.load(); // or CsvReader.detect().read(path)
    LatentOdeConfig config = LatentOdeConfig.builder().epochs(20).build();
    LatentOde model = LatentOdeTrainer.with(config).horizon(Duration.ofDays(60)).fit(bay);

    TimeGrid weekly = TimeGrid.every(Duration.ofDays(7)).count(8);
    Forecast forecast = model.forecast(bay.get("Bay Bridge"), weekly);
    double[][] median = forecast.quantile(0.5); // [times × channels], original units
    double risk = 1 - forecast.cdf(7, bay.channel("salinity"), 30); // P(salinity > 30)

    model.save(file);
    LatentOde again = LatentOde.load(file); // immutable, shared by any number of threads
    // README: end
    return new Result(forecast, median, risk, again);
  }
}
