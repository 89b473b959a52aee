package io.anode4j.cli;

import io.anode4j.data.TimeFormat;
import io.anode4j.data.csv.CsvData;
import io.anode4j.latent.LatentOdeConfig;
import io.anode4j.latent.LatentOdeTrainer;
import io.anode4j.model.TrainedModel;
import java.util.function.Function;

/** Latent ODEs, which read windows. */
record LatentOdeFamily() implements ModelFamily {
  @Override
  public void requireOwn(TrainingRequest request) {}

  @Override
  public Function<CsvData, TrainedModel> training(TrainingRequest request) {
    LatentOdeConfig config = request.settings().config(request.seed());
    return data -> Training.run(trainer(config, request, data), data.series(), request.console());
  }

  private static double origin(String text, TimeFormat times) {
    try {
      return times.parse(text);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage("--origin: " + e.getMessage(), e);
    }
  }

  private static LatentOdeTrainer trainer(
      LatentOdeConfig config, TrainingRequest request, CsvData data) {
    LatentOdeTrainer trainer = request.told(LatentOdeTrainer.with(config), data);
    if (request.reach().horizon() != null) {
      trainer = trainer.horizon(request.horizon(data));
    }
    TimeFormat times = data.series().timeFormat();
    if (request.reach().context() != null) {
      trainer = trainer.context(Spans.parse("--context", request.reach().context(), times));
    }
    if (request.reach().origin() != null) {
      trainer = trainer.origin(origin(request.reach().origin(), times));
    }
    return request.effort().on(request.bounds().on(trainer, data.series().channels()));
  }
}
