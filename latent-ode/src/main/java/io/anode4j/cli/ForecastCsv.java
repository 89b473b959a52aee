package io.anode4j.cli;

import io.anode4j.data.Resolution;
import io.anode4j.data.TimeFormat;
import io.anode4j.forecast.Forecast;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

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
    StringWriter text = new StringWriter();
    try (CSVPrinter printer =
        new CSVPrinter(text, CSVFormat.Builder.create().setRecordSeparator('\n').get())) {
      for (int t = 0; t < forecast.length(); t++) {
        for (int c = 0; c < forecast.channels().size(); c++) {
          printer.printRecord(row(forecast, t, c));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException("a text in memory cannot be written", e);
    }
    return text.toString();
  }

  private List<String> row(Forecast forecast, int time, int channel) {
    List<String> row = new ArrayList<>(5 + levels.length);
    row.add(forecast.id());
    row.add(times.format(forecast.time(time)));
    row.add(forecast.channels().get(channel));
    double std = forecast.std(time, channel);
    Resolution resolution = new Resolution(std, SPREAD_DIGITS);
    row.add(number(forecast.mean(time, channel), resolution));
    row.add(Resolution.rounded(std, DIGITS));
    for (double level : levels) {
      row.add(number(forecast.quantile(level, time, channel), resolution));
    }
    return row;
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
