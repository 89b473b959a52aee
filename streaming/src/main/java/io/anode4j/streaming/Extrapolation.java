package io.anode4j.streaming;

import io.anode4j.filter.Scorer;
import io.anode4j.forecast.Forecast;
import io.anode4j.streaming.record.ForecastReason;
import io.anode4j.streaming.record.ForecastRequest;
import io.anode4j.streaming.record.SensorForecast;
import org.jspecify.annotations.Nullable;

/** Forecasts from a sensor's state; the same state gives the same forecast. */
final class Extrapolation {
  static final String NOT_FINITE =
      "the model gives no finite numbers so far ahead; expected a horizon not far beyond the one it"
          + " was trained for: ask for fewer or shorter steps";

  private Extrapolation() {}

  /**
   * A forecast on a grid after the last reading.
   *
   * @return the forecast; null when there was no reading yet, or the state gives no finite figures
   */
  static @Nullable SensorForecast of(
      TaskModel model,
      String sensor,
      SensorState state,
      ForecastRequest asked,
      ForecastRequest usual,
      ForecastReason reason,
      long atMillis) {
    Scorer scorer = model.scorer();
    if (scorer.count() == 0) {
      return null;
    }
    long step = asked.stepMillis() > 0 ? asked.stepMillis() : usual.stepMillis();
    int steps = asked.steps() > 0 ? asked.steps() : usual.steps();
    double[] times = new double[steps];
    for (int i = 0; i < steps; i++) {
      times[i] = scorer.lastTime() + model.clock.duration(step * (i + 1));
    }
    Forecast forecast = model.forecast(times);
    return forecast == null
        ? null
        : new SensorForecast(
            sensor, state.count, state.lastNanos, step, atMillis, reason, forecast);
  }
}
