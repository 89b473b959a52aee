package io.anode4j.cli;

import io.anode4j.data.csv.CsvData;
import io.anode4j.model.TrainedModel;
import java.util.function.Function;

/** How models of one family are trained by the command line: what a new family registers. */
interface ModelFamily {
  /** Refuses options that mean nothing to it. */
  void requireOwn(TrainingRequest request);

  /** The training that was asked for; its settings are checked before any data are read. */
  Function<CsvData, TrainedModel> training(TrainingRequest request);
}
