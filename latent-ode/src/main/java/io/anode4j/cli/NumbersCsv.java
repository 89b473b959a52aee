package io.anode4j.cli;

import io.anode4j.data.Resolution;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.latent.LatentRegressor;
import io.anode4j.regression.Prediction;
import java.io.IOException;
import java.io.Writer;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.csv.CSVFormat;
import org.apache.commons.csv.CSVPrinter;

/**
 * Numbers as a table: {@code series,value,lower,upper}, or {@code series,time,value,lower,upper} of
 * a model of rows.
 */
record NumbersCsv(LatentRegressor model, SeriesSet data) {
  private static final int DIGITS = 6;
  private static final CSVFormat FORMAT = CSVFormat.Builder.create().setRecordSeparator('\n').get();

  /** Answers and writes. */
  void write(Writer text) throws IOException {
    CSVPrinter printer = new CSVPrinter(text, FORMAT);
    List<String> header = new ArrayList<>(List.of("series"));
    header.addAll(model.isOfRows() ? List.of("time") : List.of());
    header.addAll(List.of("value", "lower", "upper"));
    printer.printRecord(header);
    if (model.isOfRows()) {
      for (TimeSeries series : data) {
        List<Prediction> said = model.predictRows(series);
        for (int i = 0; i < said.size(); i++) {
          write(said.get(i), List.of(data.timeFormat().format(series.time(i))), printer);
        }
      }
    } else {
      for (Prediction one : model.predictAll(data.series())) {
        write(one, List.of(), printer);
      }
    }
    printer.flush();
  }

  private static void write(Prediction one, List<String> time, CSVPrinter printer)
      throws IOException {
    List<String> row = new ArrayList<>(List.of(one.series()));
    row.addAll(time);
    for (double number : new double[] {one.value(), one.lower(), one.upper()}) {
      row.add(Resolution.rounded(number, DIGITS));
    }
    printer.printRecord(row);
  }
}
