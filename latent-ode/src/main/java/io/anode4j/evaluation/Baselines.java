package io.anode4j.evaluation;

import io.anode4j.data.TimeSeries;
import io.anode4j.data.WallClock;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The simple forecasters that a model has to beat.
 *
 * <ul>
 *   <li>{@code last_value}: the last observed value of the channel, the training mean where the
 *       history has none;
 *   <li>{@code training_mean}: the mean of the channel in the training data;
 *   <li>{@code linear}: the least-squares line through the last few observed values, how few being
 *       chosen on training data, bounded by one training range around the last value;
 *   <li>{@code seasonal_naive}: the value a whole number of seasons earlier, by interpolation, the
 *       last value where the history does not reach back or no season is known.
 * </ul>
 *
 * <p>All answer with one Gaussian; {@link BaselineStatistics} says how its width was measured.
 */
public final class Baselines {
  static final String LAST_VALUE = "last_value";
  static final String TRAINING_MEAN = "training_mean";
  static final String LINEAR = "linear";
  static final String SEASONAL_NAIVE = "seasonal_naive";

  /** Names of all baselines, in the order of reports. */
  static final List<String> NAMES = List.of(LAST_VALUE, TRAINING_MEAN, LINEAR, SEASONAL_NAIVE);

  private Baselines() {}

  /**
   * All baselines. A time within a history is answered from the values up to it.
   *
   * @param statistics what they learned from the training data
   * @return the forecasters by name, in the order of reports
   */
  public static Map<String, Forecaster> all(BaselineStatistics statistics) {
    Map<String, Forecaster> forecasters = new LinkedHashMap<>();
    rules(
            statistics.standardisation(),
            statistics.range(),
            statistics.linearPoints(),
            statistics.period(),
            statistics.clock())
        .forEach(
            (name, rule) ->
                forecasters.put(
                    name, (history, times) -> forecast(statistics, name, rule, history, times)));
    return Collections.unmodifiableMap(forecasters);
  }

  /** Names of the baselines, in the order of {@link #means}. */
  public static List<String> names() {
    return NAMES;
  }

  /**
   * What the baselines say of times after the end of a history, without their uncertainty.
   *
   * @param statistics what they learned from the training data
   * @param history a series in the channels of the training data
   * @param times times after its last
   * @return means {@code [baselines × channels × times]}
   */
  public static double[][][] means(
      BaselineStatistics statistics, TimeSeries history, double[] times) {
    List<PointRule> rules =
        List.copyOf(
            rules(
                    statistics.standardisation(),
                    statistics.range(),
                    statistics.linearPoints(),
                    statistics.period(),
                    statistics.clock())
                .values());
    double[][][] means = new double[rules.size()][statistics.channels().size()][];
    for (int r = 0; r < means.length; r++) {
      for (int c = 0; c < means[r].length; c++) {
        means[r][c] = rules.get(r).predict(history, c, times);
      }
    }
    return means;
  }

  static Map<String, PointRule> rules(
      Standardisation scale, List<Double> range, int linearPoints, double period, WallClock clock) {
    LastValue lastValue = new LastValue(scale.mean());
    Map<String, PointRule> rules = new LinkedHashMap<>();
    rules.put(LAST_VALUE, lastValue);
    rules.put(TRAINING_MEAN, new TrainingMean(scale.mean()));
    rules.put(LINEAR, new LinearTrend(lastValue, range, linearPoints));
    rules.put(SEASONAL_NAIVE, new SeasonalNaive(lastValue, period, clock));
    return rules;
  }

  private static Forecast forecast(
      BaselineStatistics statistics,
      String name,
      PointRule rule,
      TimeSeries history,
      double[] times) {
    List<String> channels = statistics.channels();
    if (history.channels() != channels.size()) {
      throw new IllegalArgumentException(
          "Series '"
              + history.id()
              + "' has "
              + history.channels()
              + " channels; the "
              + channels.size()
              + " of the training data are expected ("
              + channels
              + "): select those columns.");
    }
    double[][] mean = new double[times.length][channels.size()];
    double[][] std = new double[times.length][channels.size()];
    for (int c = 0; c < channels.size(); c++) {
      double[] guesses = rule.predict(history, c, times);
      for (int t = 0; t < times.length; t++) {
        boolean inside = history.length() > 0 && times[t] < history.lastTime();
        TimeSeries known = inside ? history.until(times[t]) : history;
        mean[t][c] = inside ? rule.predict(known, c, new double[] {times[t]})[0] : guesses[t];
        // Without any history nothing is known but what the longest lead time tells.
        double lead = known.length() == 0 ? Double.POSITIVE_INFINITY : times[t] - known.lastTime();
        std[t][c] = statistics.std(name, c, lead);
      }
    }
    return Forecast.gaussian(history.id(), channels, times, mean, std);
  }
}
