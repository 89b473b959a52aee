package io.anode4j.report;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * One row of a table of scores.
 *
 * @param name the forecaster, or the channel in a table by channel
 * @param baseline whether it is there for comparison only
 * @param values score by metric, in the order of the columns; the keys are those of the JSON output
 *     ({@code mse}, {@code mae}, {@code crps}, {@code nll}, {@code coverage90})
 */
public record ScoreRow(String name, boolean baseline, Map<String, Double> values) {

  /** Copies the values in their order. */
  public ScoreRow {
    values = Collections.unmodifiableMap(new LinkedHashMap<>(values));
  }

  /** The scores of the model. */
  public static ScoreRow model(String name, Map<String, Double> values) {
    return new ScoreRow(name, false, values);
  }

  /** The scores of a baseline. */
  public static ScoreRow baseline(String name, Map<String, Double> values) {
    return new ScoreRow(name, true, values);
  }

  /** One score, {@code NaN} if this row lacks it. */
  double value(String metric) {
    return values.getOrDefault(metric, Double.NaN);
  }
}
