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
    return data -> {
      NeuralFilterTrainer told = request.told(NeuralFilterTrainer.with(config), data);
      NeuralFilterTrainer trainer =
          request.horizon() == null ? told : told.horizon(request.horizon(data));
      return Training.run(
          progress -> trainer.listener(progress).fit(data.series()),
          data.series(),
          request.console());
    };
  }
}
