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
 * @param reach how far it is to look
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
    StatedReach reach,
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
    return Spans.parse("--horizon", String.valueOf(reach.horizon()), data.series().timeFormat());
  }

  /** Trains a model of sequences. */
  <R extends SequenceTrainer<R, M>, M extends TrainedModel> Function<CsvData, TrainedModel> run(
      R plain) {
    return data -> {
      R told = told(plain, data);
      R trainer = reach.horizon() == null ? told : told.horizon(horizon(data));
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
        new StatedOptions().add("--context", reach.context() != null),
        "%s with --mode %s; expected none, because a " + because + ": leave it out");
    refuse(
        new StatedOptions().add("--origin", reach.origin() != null),
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
