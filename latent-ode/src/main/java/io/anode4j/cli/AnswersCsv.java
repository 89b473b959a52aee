package io.anode4j.cli;

import io.anode4j.classification.Classification;
import io.anode4j.data.Resolution;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.latent.LatentClassifier;
import io.anode4j.latent.LatentRegressor;
import io.anode4j.latent.SeriesModel;
import io.anode4j.regression.Prediction;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import java.util.stream.DoubleStream;
import java.util.stream.Stream;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * What a model says of series as a table: the series, of a model of rows the time, and what is said
 * of each.
 *
 * @param model the model
 * @param columns names of what is said
 * @param ofSeries says it of series
 * @param ofRows says it of the rows of one
 * @param cells an answer as cells
 * @param <A> the answers
 */
record AnswersCsv<A>(
    SeriesModel model,
    List<String> columns,
    Function<List<TimeSeries>, List<A>> ofSeries,
    Function<TimeSeries, List<A>> ofRows,
    Function<A, List<String>> cells) {
  private static final int DIGITS = 6;
  private static final CSVFormat FORMAT = CSVFormat.Builder.create().setRecordSeparator('\n').get();

  /** The class, and the probability of each. */
  static AnswersCsv<Classification> of(LatentClassifier model) {
    return new AnswersCsv<>(
        model,
        Stream.concat(Stream.of("class"), model.classes().stream().map("p_"::concat)).toList(),
        model::classifyAll,
        model::classifyRows,
        one ->
            Stream.concat(
                    Stream.of(one.label()), one.probabilities().stream().map(AnswersCsv::text))
                .toList());
  }

  /** The number, and an interval of 90 %. */
  static AnswersCsv<Prediction> of(LatentRegressor model) {
    return new AnswersCsv<>(
        model,
        List.of("value", "lower", "upper"),
        model::predictAll,
        model::predictRows,
        one ->
            DoubleStream.of(one.value(), one.lower(), one.upper())
                .mapToObj(AnswersCsv::text)
                .toList());
  }

  private static String text(double number) {
    return Resolution.rounded(number, DIGITS);
  }

  /** Asks and writes. */
  void write(SeriesSet data, Writer text) throws IOException {
    CSVPrinter printer = new CSVPrinter(text, FORMAT);
    List<String> header = new ArrayList<>(List.of("series"));
    header.addAll(model.isOfRows() ? List.of("time") : List.of());
    header.addAll(columns);
    printer.printRecord(header);
    if (model.isOfRows()) {
      for (TimeSeries series : data) {
        List<A> said = ofRows.apply(series);
        for (int i = 0; i < said.size(); i++) {
          write(series, List.of(data.timeFormat().format(series.time(i))), said.get(i), printer);
        }
      }
    } else {
      List<A> said = ofSeries.apply(data.series());
      for (int i = 0; i < said.size(); i++) {
        write(data.series().get(i), List.of(), said.get(i), printer);
      }
    }
    printer.flush();
  }

  private void write(TimeSeries series, List<String> time, A said, CSVPrinter printer)
      throws IOException {
    List<String> row = new ArrayList<>(List.of(series.id()));
    row.addAll(time);
    row.addAll(cells.apply(said));
    printer.printRecord(row);
  }
}
