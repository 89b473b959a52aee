package io.anode4j.cli;

import io.anode4j.data.Resolution;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import java.io.IOException;
import java.io.Writer;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * The filled table: {@code series,time}, each channel with every row filled, by the mean or, of
 * counts, the median, then quantiles of each channel, which are there where a value was filled in
 * and empty where it was observed.
 */
final class ImputedCsv {
  private static final int DIGITS = 9;

  private final SeriesSet data;
  private final List<String> quantiles;
  private final double[] levels;

  /**
   * A table.
   *
   * @param data what was observed
   * @param quantiles probabilities as the user wrote them
   */
  ImputedCsv(SeriesSet data, List<String> quantiles) {
    this.data = data;
    this.quantiles = quantiles.stream().map(String::trim).toList();
    this.levels = ForecastCsv.levels(this.quantiles);
  }

  CSVPrinter begin(Writer text) throws IOException {
    CSVPrinter printer =
        new CSVPrinter(text, CSVFormat.Builder.create().setRecordSeparator('\n').get());
    List<String> header = new ArrayList<>(List.of("series", "time"));
    header.addAll(data.channels());
    for (String channel : data.channels()) {
      quantiles.forEach(quantile -> header.add(channel + "_q" + quantile));
    }
    printer.printRecord(header);
    return printer;
  }

  /**
   * Writes one series.
   *
   * @param series what was observed
   * @param filled what is said of all its times
   */
  void write(TimeSeries series, Forecast filled, CSVPrinter printer) throws IOException {
    for (int i = 0; i < series.length(); i++) {
      List<String> row = new ArrayList<>();
      row.add(series.id());
      row.add(data.timeFormat().format(series.time(i)));
      for (int c = 0; c < series.channels(); c++) {
        row.add(series.isObserved(i, c) ? shortest(series.value(i, c)) : fill(filled, i, c));
      }
      for (int c = 0; c < series.channels(); c++) {
        for (double level : levels) {
          row.add(series.isObserved(i, c) ? "" : number(filled.quantile(level, i, c)));
        }
      }
      printer.printRecord(row);
    }
  }

  /** The mean; a count stays one, so that there it is the median. */
  private static String fill(Forecast filled, int time, int channel) {
    return number(
        filled.bounds(channel).whole()
            ? filled.quantile(0.5, time, channel)
            : filled.mean(time, channel));
  }

  /** The shortest digits that read back to the same value. */
  private static String shortest(double value) {
    return new BigDecimal(Double.toString(value)).stripTrailingZeros().toPlainString();
  }

  private static String number(double value) {
    return Resolution.rounded(value, DIGITS);
  }
}
