package io.anode4j.cli;

import io.anode4j.classification.Classification;
import io.anode4j.data.Resolution;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.latent.LatentClassifier;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Classes as a table: {@code series,class}, or {@code series,time,class} of a model of rows, and
 * the probability of each class.
 */
record ClassesCsv(LatentClassifier model, SeriesSet data) {
  private static final int DIGITS = 6;
  private static final CSVFormat FORMAT = CSVFormat.Builder.create().setRecordSeparator('\n').get();

  /** Classifies and writes. */
  void write(Writer text) throws IOException {
    CSVPrinter printer = new CSVPrinter(text, FORMAT);
    List<String> header = new ArrayList<>(List.of("series"));
    header.addAll(model.isOfRows() ? List.of("time", "class") : List.of("class"));
    model.classes().forEach(name -> header.add("p_" + name));
    printer.printRecord(header);
    if (model.isOfRows()) {
      for (TimeSeries series : data) {
        List<Classification> said = model.classifyRows(series);
        for (int i = 0; i < said.size(); i++) {
          write(said.get(i), List.of(data.timeFormat().format(series.time(i))), printer);
        }
      }
    } else {
      for (Classification one : model.classifyAll(data.series())) {
        write(one, List.of(), printer);
      }
    }
    printer.flush();
  }

  private static void write(Classification one, List<String> time, CSVPrinter printer)
      throws IOException {
    List<String> row = new ArrayList<>(List.of(one.series()));
    row.addAll(time);
    row.add(one.label());
    one.probabilities().forEach(p -> row.add(Resolution.rounded(p, DIGITS)));
    printer.printRecord(row);
  }
}
