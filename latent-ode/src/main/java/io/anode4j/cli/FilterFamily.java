package io.anode4j.cli;

import io.anode4j.data.csv.CsvData;
import io.anode4j.filter.FilterConfig;
import io.anode4j.filter.NeuralFilterTrainer;
import io.anode4j.model.TrainedModel;
import java.util.function.Function;

/** Neural filters, which carry a state. */
record FilterFamily() implements ModelFamily {
  @Override
  public void requireOwn(TrainingRequest request) {
    request.requireNothingOfWindows("filter reads all that came");
  }

  @Override
  public Function<CsvData, TrainedModel> training(TrainingRequest request) {
    FilterConfig config =
        request
            .settings()
            .over(FilterConfig.defaults(), FilterConfig.class, request.mode(), request.seed());
    return request.run(NeuralFilterTrainer.with(config));
  }
}
