package io.anode4j.streaming.config;

import io.anode4j.streaming.record.Decimal;
import io.anode4j.streaming.record.ForecastRequest;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** When forecasts are made, and of what. */
public final class ForecastSettings {
  private static final double LEAST_QUANTILE = 1e-6;

  private final long intervalMillis;
  private final int everyReadings;
  private final ForecastRequest grid;
  private final double[] quantiles;

  private ForecastSettings(
      long intervalMillis, int everyReadings, ForecastRequest grid, double[] quantiles) {
    this.intervalMillis = intervalMillis;
    this.everyReadings = everyReadings;
    this.grid = grid;
    this.quantiles = quantiles;
  }

  static ForecastSettings of(Values own) {
    return new ForecastSettings(
        own.whole(Setting.FORECAST_INTERVAL),
        own.small(Setting.FORECAST_EVERY),
        new ForecastRequest(own.whole(Setting.FORECAST_STEP), own.small(Setting.FORECAST_STEPS)),
        quantiles(own.list(Setting.FORECAST_QUANTILES)));
  }

  private static double[] quantiles(List<?> stated) {
    double[] quantiles = new double[stated.size()];
    for (int i = 0; i < quantiles.length; i++) {
      String text = String.valueOf(stated.get(i));
      quantiles[i] = Decimal.parse(text);
      if (!(quantiles[i] >= LEAST_QUANTILE && quantiles[i] <= 1 - LEAST_QUANTILE)) {
        throw new ConfigurationException(
            "The setting forecast.quantiles has the entry '"
                + text
                + "'; expected numbers between 0 and 1, such as 0.05,0.5,0.95, at least "
                + LEAST_QUANTILE
                + " from either");
      }
      for (int j = 0; j < i; j++) {
        if (quantiles[j] == quantiles[i]) {
          throw new ConfigurationException(
              "The setting forecast.quantiles states " + text + " twice; expected each once");
        }
      }
    }
    return quantiles;
  }

  /** Wall-clock period of forecasts, milliseconds; −1 for none by the clock. */
  public long intervalMillis() {
    return intervalMillis;
  }

  /** Readings between two forecasts; 0 for none by count. */
  public int everyReadings() {
    return everyReadings;
  }

  /** The grid of forecasts that do not ask for another. */
  public ForecastRequest grid() {
    return grid;
  }

  /** Quantiles in forecasts. */
  public double[] quantiles() {
    return quantiles.clone();
  }

  @Override
  public boolean equals(@Nullable Object other) {
    return other instanceof ForecastSettings that
        && intervalMillis == that.intervalMillis
        && everyReadings == that.everyReadings
        && grid.equals(that.grid)
        && Arrays.equals(quantiles, that.quantiles);
  }

  @Override
  public int hashCode() {
    return 31 * grid.hashCode() + Arrays.hashCode(quantiles);
  }
}
