package io.anode4j.evaluation;

import com.fasterxml.jackson.annotation.JsonInclude;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.WallClock;
import io.anode4j.tensor.Workers;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.OptionalDouble;

/**
 * All that the baselines learn from training data; small, and made of plain lists and numbers, so
 * that a model file can carry it to where there is no training data.
 *
 * <p>The uncertainty of a baseline is a Gaussian around its guess. Its standard deviation is the
 * root mean squared error of that baseline on windows of the training data, by channel and by the
 * time between the end of the history and the target, on a straight line between the {@code
 * leadTimes} and never below a thousandth of the channel's standard deviation.
 *
 * @param channels names of the channels
 * @param horizon the horizon the errors were measured for, above 0
 * @param period length of the season, in the unit of the times; 0 if none was found
 * @param zone by whose clock it repeats, such as {@code Europe/Berlin}; empty for plain times
 * @param standardisation mean and standard deviation of each channel
 * @param range largest minus smallest value of each channel
 * @param linearPoints number of points the linear extrapolation is fitted to
 * @param leadTimes increasing times behind the end of the history
 * @param residualStd standard deviations by name of the baseline, each [channels × leadTimes]
 */
public record BaselineStatistics(
    List<String> channels,
    double horizon,
    double period,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) String zone,
    Standardisation standardisation,
    List<Double> range,
    int linearPoints,
    List<Double> leadTimes,
    Map<String, List<List<Double>>> residualStd) {

  /**
   * Copies and checks the figures.
   *
   * @throws IllegalArgumentException if the figures do not fit each other
   */
  public BaselineStatistics {
    channels = List.copyOf(channels);
    range = List.copyOf(range);
    leadTimes = List.copyOf(leadTimes);
    zone = Objects.requireNonNullElse(zone, ""); // As JSON without one has it.
    residualStd = copy(residualStd);
    requireAboveZero("horizon", horizon);
    require(period >= 0 && Double.isFinite(period), "the period " + period, "at least 0 is");
    WallClock.of(zone); // Refuses one that is unknown here.
    require(linearPoints >= 2, linearPoints + " points of a line", "at least 2 are");
    requireSize("means", standardisation.mean().size(), channels.size());
    requireSize("ranges", range.size(), channels.size());
    for (double one : range) {
      require(one >= 0 && Double.isFinite(one), "the range " + one, "at least 0 is");
    }
    require(!leadTimes.isEmpty(), "no lead times", "at least one is");
    for (int k = 1; k < leadTimes.size(); k++) {
      require(
          leadTimes.get(k) > leadTimes.get(k - 1), "lead times " + leadTimes, "growing ones are");
    }
    require(
        residualStd.keySet().containsAll(Baselines.NAMES),
        "errors of " + residualStd.keySet(),
        "those of " + Baselines.NAMES + " are");
    for (List<List<Double>> table : residualStd.values()) {
      requireSize("rows of errors", table.size(), channels.size());
      for (List<Double> row : table) {
        requireSize("errors in a row", row.size(), leadTimes.size());
        row.forEach(std -> requireAboveZero("error", std));
      }
    }
  }

  private static Map<String, List<List<Double>>> copy(Map<String, List<List<Double>>> tables) {
    Map<String, List<List<Double>>> copy = new LinkedHashMap<>();
    tables.forEach((name, rows) -> copy.put(name, rows.stream().map(List::copyOf).toList()));
    return Collections.unmodifiableMap(copy);
  }

  private static void requireSize(String what, int found, int expected) {
    require(found == expected, found + " " + what, expected + " are");
  }

  private static void requireAboveZero(String what, double value) {
    require(
        value > 0 && Double.isFinite(value),
        "the " + what + " " + value,
        "a finite one above 0 is");
  }

  private static void require(boolean holds, String found, String expected) {
    if (!holds) {
      throw new IllegalArgumentException(
          "Baseline statistics have "
              + found
              + "; "
              + expected
              + " expected: fit them on the training data again.");
    }
  }

  /**
   * Statistics where there is no training data: every baseline is as wrong as a channel is wide.
   *
   * @param channels names of the channels
   * @param horizon how far ahead forecasts will be asked, above 0
   * @param standardisation mean and standard deviation of each channel
   * @return statistics that say no more than these
   */
  public static BaselineStatistics assumed(
      List<String> channels, double horizon, Standardisation standardisation) {
    List<List<Double>> errors = standardisation.std().stream().map(List::of).toList();
    Map<String, List<List<Double>>> ofAll = new LinkedHashMap<>();
    Baselines.NAMES.forEach(name -> ofAll.put(name, errors));
    List<Double> ranges = standardisation.std().stream().map(std -> 4 * std).toList();
    return new BaselineStatistics(
        channels, horizon, 0, "", standardisation, ranges, 2, List.of(horizon), ofAll);
  }

  /**
   * Measures the baselines on training data.
   *
   * <p>At most 2,000 windows are looked at, always the same ones for the same data.
   *
   * @param training the training data, with at least one channel
   * @param horizon how far ahead forecasts will be asked, in the unit of the times
   * @param period length of the season, in the unit of the times; where it is not given, the one
   *     found as {@link #seasonalPeriod} says
   * @return the statistics
   * @throws IllegalArgumentException if the horizon or the period is not finite and above 0
   */
  public static BaselineStatistics fit(SeriesSet training, double horizon, OptionalDouble period) {
    try (Workers alone = new Workers(1, "The fit of baselines")) {
      return fit(training, horizon, period, alone);
    }
  }

  /**
   * The same, channels and rules side by side; the result does not depend on the threads.
   *
   * @param training series, unscaled
   * @param horizon length of the horizon, above 0
   * @param period period of the season; none to search for one
   * @param workers who computes
   * @return the statistics
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
   */
  public static BaselineStatistics fit(
      SeriesSet training, double horizon, OptionalDouble period, Workers workers) {
    requireAboveZero("horizon", horizon);
    period.ifPresent(given -> requireAboveZero("period", given));
    return new BaselineFit(training, horizon, workers).statistics(period);
  }

  /**
   * Length of the season, if there is one.
   *
   * <p>Unless it was given, it is found on the structure function of the training data, the mean
   * squared difference between a value and the one a lag earlier (Simonetti, Cordes, Heeschen
   * 1985), which needs no regular times: the earlier value is read from the line between its
   * neighbours. The period is the shortest lag where that function, and again at twice the lag, has
   * a clear valley. In dated series a period within 3 % of an hour, a day, a week or a year is
   * taken to be that.
   *
   * @return the period in the unit of the times
   */
  public OptionalDouble seasonalPeriod() {
    return period > 0 ? OptionalDouble.of(period) : OptionalDouble.empty();
  }

  /** The clock by which the season repeats. */
  public WallClock clock() {
    return WallClock.of(zone);
  }

  /**
   * A season that is a whole number of {@link #seasonalPeriod}, as a week is of days.
   *
   * @param training the training data
   * @param workers who computes
   * @return its period in the unit of the times; empty if none stands out, or no season was found
   */
  public OptionalDouble longerPeriod(SeriesSet training, Workers workers) {
    return period > 0 ? LongerSeason.find(training, period, workers) : OptionalDouble.empty();
  }

  /** {@return the standard deviation of a baseline at a time behind the end of the history} */
  double std(String baseline, int channel, double lead) {
    List<Double> row = Objects.requireNonNull(residualStd.get(baseline)).get(channel);
    int right = 0;
    while (right < leadTimes.size() && leadTimes.get(right) < lead) {
      right++;
    }
    if (right == 0 || right == leadTimes.size()) {
      return row.get(right == 0 ? 0 : right - 1);
    }
    double from = leadTimes.get(right - 1);
    double weight = (lead - from) / (leadTimes.get(right) - from);
    return row.get(right - 1) + weight * (row.get(right) - row.get(right - 1));
  }
}
