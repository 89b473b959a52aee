package io.anode4j.cli;

import io.anode4j.data.csv.CsvData;
import io.anode4j.model.TrainedModel;
import io.anode4j.recurrent.Cell;
import io.anode4j.recurrent.RecurrentConfig;
import io.anode4j.recurrent.RecurrentTrainer;
import java.util.function.Function;

/**
 * Recurrent networks.
 *
 * @param cell of which cell
 */
record RecurrentFamily(Cell cell) implements ModelFamily {
  @Override
  public void requireOwn(TrainingRequest request) {
    request.requireNothingOfWindows(
        "recurrent network reads a number of rows, {\"readings\": N} in a --config file");
  }

  @Override
  public Function<CsvData, TrainedModel> training(TrainingRequest request) {
    RecurrentConfig config =
        request
            .settings()
            .over(RecurrentConfig.of(cell), RecurrentConfig.class, request.mode(), request.seed());
    if (config.cell() != cell) {
      throw CommandFailure.usage(
          "--config states the cell '%s' but --mode is %s; expected one of them: leave the cell out"
              .formatted(config.cell().text(), cell.text()),
          null);
    }
    return request.run(RecurrentTrainer.with(config));
  }
}
