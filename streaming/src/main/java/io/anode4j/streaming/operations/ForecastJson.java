package io.anode4j.streaming.operations;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.anode4j.forecast.Forecast;
import java.util.function.IntToLongFunction;

/** A forecast as JSON: for each time mean and quantiles by channel. */
public final class ForecastJson {
  private static final double[] PROBABILITIES = {0.05, 0.25, 0.5, 0.75, 0.95};
  private static final String[] NAMES = {"q05", "q25", "q50", "q75", "q95"};

  private ForecastJson() {}

  /**
   * Times, means and the quantiles of the central 50 % and 90 %.
   *
   * @param forecast the forecast
   * @param millis a time of the forecast in milliseconds since 1970, by its place
   * @return {@code [{"ts": milliseconds, "mean": {channel: value}, "q05": {…}, …}, …]}
   */
  public static ArrayNode points(Forecast forecast, IntToLongFunction millis) {
    ArrayNode points = JsonNodeFactory.instance.arrayNode();
    for (int t = 0; t < forecast.length(); t++) {
      ObjectNode point = points.addObject();
      point.put("ts", millis.applyAsLong(t));
      ObjectNode mean = point.putObject("mean");
      for (int c = 0; c < forecast.channels().size(); c++) {
        mean.put(forecast.channels().get(c), forecast.mean(t, c));
      }
      for (int q = 0; q < NAMES.length; q++) {
        ObjectNode quantile = point.putObject(NAMES[q]);
        for (int c = 0; c < forecast.channels().size(); c++) {
          quantile.put(forecast.channels().get(c), forecast.quantile(PROBABILITIES[q], t, c));
        }
      }
    }
    return points;
  }
}
