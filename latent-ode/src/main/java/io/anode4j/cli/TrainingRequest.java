package io.anode4j.cli;

import io.anode4j.data.csv.CsvData;
import io.anode4j.model.TrainedModel;
import io.anode4j.sequence.SequenceTrainer;
import io.anode4j.training.Run;
import java.nio.file.Path;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;

/**
 * What a training was asked for.
 *
 * @param mode which family
 * @param settings its settings
 * @param seed of every random choice, null for the default
 * @param horizon how far ahead, as stated; null for the default
 * @param context how far back, as stated; null for the default
 * @param effort how many networks
 * @param bounds ends of scales
 * @param covariates what is told beside the series
 * @param threads how many
 * @param modelFile where the model goes
 * @param command as it was called
 * @param console where its progress is told
 */
record TrainingRequest(
    TrainingMode mode,
    ModelOptions settings,
    @Nullable Long seed,
    @Nullable String horizon,
    @Nullable String context,
    EffortOptions effort,
    BoundsOptions bounds,
    CovariateOptions covariates,
    int threads,
    Path modelFile,
    CommandLine command,
    Console console) {

  /** Tells a run what is the same for all families. */
  <R extends Run<R>> R told(R run, CsvData data) {
    return run.threads(threads)
        .provenance(Provenance.of(data.report(), command))
        .checkpoint(Path.of(modelFile + ".checkpoint"));
  }

  /** The horizon in the series' unit, where one was stated. */
  double horizon(CsvData data) {
    return Spans.parse("--horizon", String.valueOf(horizon), data.series().timeFormat());
  }

  /** Trains a model of sequences. */
  <R extends SequenceTrainer<R, M>, M extends TrainedModel> Function<CsvData, TrainedModel> run(
      R plain) {
    return data -> {
      R told = told(plain, data);
      R trainer = horizon == null ? told : told.horizon(horizon(data));
      return Training.run(
          progress -> trainer.listener(progress).fit(data.series()), data.series(), console);
    };
  }

  /**
   * Refuses what only windows have.
   *
   * @param because why there is no context: what reads in its place
   */
  void requireNothingOfWindows(String because) {
    refuse(
        new StatedOptions().add("--context", context != null),
        "%s with --mode %s; expected none, because a " + because + ": leave it out");
    refuse(
        bounds.stated(),
        "%s with --mode %s, whose forecasts know no bounds; expected none: leave them out");
    refuse(
        covariates.stated(),
        "%s with --mode %s, which reads no covariates; expected --mode window: state it, or leave"
            + " them out");
    refuse(effort.stated(), "%s with --mode %s, which is one network; expected none: leave it out");
  }

  private void refuse(StatedOptions foreign, String sentence) {
    if (!foreign.isEmpty()) {
      throw CommandFailure.usage(sentence.formatted(foreign.sentence(), mode), null);
    }
  }
}
