package io.anode4j.cli;

import io.anode4j.data.CovariateColumns;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.csv.CsvData;
import io.anode4j.data.csv.ReadReport;
import io.anode4j.filter.StoredModel;
import io.anode4j.model.ModelHeader;
import io.anode4j.model.TrainedModel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

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
    CovariateColumns told = new CovariateColumns(model.covariates());
    options.alsoRead(told.names());
    List<String> wanted = new ArrayList<>(model.channels());
    wanted.addAll(told.names());
    options.onClockOf(model.header().times());
    CsvData data = options.read(input, "the model " + file, wanted, console);
    SeriesSet series = CovariateOptions.split(told, data.series());
    requireFitting(model.header(), series.channels(), series.timeFormat(), series.source());
    return new ModelInput(model, series, data.report());
  }

  /** The same as far as covariates are known, which are not extrapolated. */
  ModelInput covered(Console console) {
    SeriesSet covered = series.map(one -> one.until(one.covariates().until()));
    if (covered.observedCount() < series.observedCount()) {
      console.warn(
          "what comes after the last reading of a known covariate is left out (%,d of %,d values)"
              .formatted(series.observedCount() - covered.observedCount(), series.observedCount()));
    }
    return new ModelInput(model, covered, reading);
  }

  /** Refuses data of other channels than the model's, or of times of another kind. */
  static void requireFitting(
      ModelHeader model, List<String> channels, TimeFormat times, String source) {
    if (!channels.equals(model.channels())) {
      throw CommandFailure.input(
          "%s was read with the channels %s; expected the model's, %s; leave --channels out or name"
                  .formatted(source, String.join(",", channels), String.join(",", model.channels()))
              + " these in this order",
          null);
    }
    if (times.isDated() != model.times().isDated()) {
      throw CommandFailure.input(
          "%s has times read as %s; expected times as the model's, %s; state --time-format or train"
                  .formatted(source, times.name(), model.timeFormat())
              + " on such data",
          null);
    }
  }

  /** {@return whether times are points of the calendar} */
  boolean isDated() {
    return series.timeFormat().isDated();
  }
}
