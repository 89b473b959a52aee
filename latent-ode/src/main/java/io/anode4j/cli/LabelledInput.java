package io.anode4j.cli;

import io.anode4j.data.csv.CsvData;
import io.anode4j.latent.SeriesModel;
import java.util.Optional;

/**
 * Data that fit a model of whole series or rows, and what it can be scored on.
 *
 * @param data the data, their channels the model's
 * @param unseen what has a label and was not trained on; empty where no labels were stated
 */
record LabelledInput(CsvData data, Optional<UnseenLabels> unseen) {
  /**
   * Reads the data, and warns of series that are strange to the model or empty.
   *
   * @param last whether of each series the last row with a label alone is scored
   */
  static LabelledInput read(
      SeriesModel model,
      ModelFileOption file,
      String input,
      InputOptions options,
      LabelOptions labels,
      boolean last,
      Console console) {
    CsvData data = options.read(input, "the model " + file.path(), model.channels(), console);
    ModelInput.requireFitting(
        model.header(), data.series().channels(), data.series().timeFormat(), input);
    Optional<UnseenLabels> unseen =
        labels.isStated()
            ? Optional.of(labels.unseen(model, data, options, last))
            : Optional.empty();
    StrangeSeries strange = StrangeSeries.to(model);
    data.series().forEach(strange::look);
    strange.warn(console);
    strange.warnOfEmpty(console);
    return new LabelledInput(data, unseen);
  }
}
