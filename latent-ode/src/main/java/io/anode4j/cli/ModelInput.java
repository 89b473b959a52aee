package io.anode4j.cli;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.csv.CsvData;
import io.anode4j.data.csv.ReadReport;
import io.anode4j.filter.StoredModel;
import io.anode4j.model.TrainedModel;
import java.nio.file.Path;

/**
 * A model, and data that fit it: its channels in its order, and times of its kind.
 *
 * @param model the model
 * @param series the data
 * @param reading how the data were read
 */
record ModelInput(TrainedModel model, SeriesSet series, ReadReport reading) {

  /** Reads both; extra channels are left out, missing ones are an error. */
  static ModelInput read(Path file, String input, InputOptions options, Console console) {
    TrainedModel model = StoredModel.load(file);
    CsvData data = options.read(input, "the model " + file, model.channels(), console);
    SeriesSet series = data.series();
    requireChannels(model, series);
    requireTimes(model, series);
    return new ModelInput(model, series, data.report());
  }

  private static void requireChannels(TrainedModel model, SeriesSet series) {
    if (!series.channels().equals(model.channels())) {
      throw CommandFailure.input(
          "%s was read with the channels %s; expected the model's, %s; leave --channels out or name"
                  .formatted(
                      series.source(),
                      String.join(",", series.channels()),
                      String.join(",", model.channels()))
              + " these in this order",
          null);
    }
  }

  private static void requireTimes(TrainedModel model, SeriesSet series) {
    TimeFormat found = series.timeFormat();
    if (found.isDated() != model.timeFormat().isDated()) {
      throw CommandFailure.input(
          "%s has times read as %s; expected times as the model's, %s; state --time-format or train"
                  .formatted(series.source(), found.name(), model.timeFormat().name())
              + " on such data",
          null);
    }
  }

  /** {@return whether times are points of the calendar} */
  boolean isDated() {
    return series.timeFormat().isDated();
  }
}
