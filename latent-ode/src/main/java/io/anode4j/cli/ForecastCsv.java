package io.anode4j.cli;

import io.anode4j.data.Resolution;
import io.anode4j.data.TimeFormat;
import io.anode4j.forecast.Forecast;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;

/**
 * The forecast CSV: {@code series,time,channel,mean,std} and a column for each quantile, one row
 * per series, time and channel. Values are in original units, with the nine digits that tell every
 * float32 from its neighbours, and more where the standard deviation is small beside the value, so
 * that six digits of it stay: a counter at 1e12 moves by less than its first nine digits.
 */
final class ForecastCsv {
  /** Quantiles that are written where nobody names others. */
  static final String QUANTILES = "0.05,0.5,0.95";

  private static final int DIGITS = 9;
  private static final int SPREAD_DIGITS = 6;

  /** Characters beside letters and digits that never ask for quotes. */
  private static final String PLAIN = "-+._/:";

  private final TimeFormat times;
  private final List<String> quantiles;
  private final double[] levels;

  /**
   * A table.
   *
   * @param times how times are written
   * @param quantiles probabilities as the user wrote them; so they stand in the header
   */
  ForecastCsv(TimeFormat times, List<String> quantiles) {
    this.times = times;
    this.quantiles = quantiles.stream().map(String::trim).toList();
    this.levels = levels(this.quantiles);
  }

  /** {@return the probabilities that texts state, refused as {@code --quantiles} if they do not} */
  static double[] levels(List<String> quantiles) {
    double[] levels = quantiles.stream().mapToDouble(ForecastCsv::probability).toArray();
    if (levels.length == 0 || Arrays.stream(levels).distinct().count() < levels.length) {
      throw refused(String.join(",", quantiles));
    }
    return levels;
  }

  private static double probability(String text) {
    try {
      double p = Double.parseDouble(text);
      if (p > 0 && p < 1) {
        return p;
      }
    } catch (NumberFormatException e) {
      // The same answer as to a number out of range.
    }
    throw refused(text);
  }

  private static CommandFailure refused(String text) {
    return CommandFailure.usage(
        "--quantiles: found '%s'; expected different probabilities between 0 and 1 such as"
                .formatted(text)
            + " 0.05,0.5,0.95; mend the list",
        null);
  }

  String header() {
    List<String> header = new ArrayList<>(List.of("series", "time", "channel", "mean", "std"));
    quantiles.forEach(quantile -> header.add("q" + quantile));
    return String.join(",", header) + "\n";
  }

  /** {@return the rows of one forecast, each ending with a line feed} */
  String rows(Forecast forecast) {
    StringBuilder text = new StringBuilder();
    String id = quoted(forecast.id());
    List<String> channels = forecast.channels().stream().map(ForecastCsv::quotedBehind).toList();
    for (int t = 0; t < forecast.length(); t++) {
      String time = quotedBehind(times.format(forecast.time(t)));
      for (int c = 0; c < channels.size(); c++) {
        text.append(id).append(',').append(time).append(',').append(channels.get(c));
        numbers(forecast, t, c, text);
        text.append('\n');
      }
    }
    return text.toString();
  }

  /** Numbers need no quotes. */
  private void numbers(Forecast forecast, int time, int channel, StringBuilder to) {
    double std = forecast.std(time, channel);
    Resolution resolution = new Resolution(std, SPREAD_DIGITS);
    to.append(',').append(number(forecast.mean(time, channel), resolution));
    to.append(',').append(Resolution.rounded(std, DIGITS));
    for (double level : levels) {
      to.append(',').append(number(forecast.quantile(level, time, channel), resolution));
    }
  }

  /** A text as the first of a line, where more is quoted than behind it. */
  private static String quoted(String text) {
    return CSVFormat.DEFAULT.format(text);
  }

  /** A text behind another. */
  private static String quotedBehind(String text) {
    boolean plain =
        !text.isEmpty()
            && text.chars().allMatch(c -> Character.isLetterOrDigit(c) || PLAIN.indexOf(c) >= 0);
    return plain ? text : CSVFormat.DEFAULT.format("0", text).substring(2);
  }

  /**
   * Without a spread the value is certain, and nothing says which digit is the last that counts.
   */
  private static String number(double value, Resolution resolution) {
    boolean certain = resolution.distance() == 0;
    return Resolution.rounded(
        value, certain ? Resolution.MOST : Math.max(DIGITS, resolution.of(value)));
  }
}
