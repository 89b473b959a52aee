package io.anode4j.sequence;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.ValueScaler;
import io.anode4j.evaluation.BaselineStatistics;
import io.anode4j.model.ModelHeader;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Workers;
import io.anode4j.training.RunFingerprint;
import io.anode4j.training.RunOptions;
import io.anode4j.training.TrainingRun;
import java.util.OptionalDouble;
import java.util.function.Supplier;

/**
 * Training of a model of sequences: what families that read forwards have in common.
 *
 * @param data all series, as they were given
 * @param split the same, divided
 * @param header what the model carries, before it is trained
 * @param options of the run
 * @param workers threads
 */
public record SequenceTraining(
    SeriesSet data, StreamSplit split, ModelHeader header, RunOptions options, Workers workers) {

  /**
   * Fits baselines and scales to divided data.
   *
   * @param data all series
   * @param split the same, divided
   * @param options of the run
   * @param workers threads
   * @return the training, with the header of the model to be
   */
  public static SequenceTraining of(
      SeriesSet data, StreamSplit split, RunOptions options, Workers workers) {
    BaselineStatistics baselines =
        BaselineStatistics.fit(split.training(), split.horizon(), OptionalDouble.empty(), workers);
    ValueScaler scaler = ValueScaler.robust(split.training());
    ModelHeader header = split.header(data, scaler, baselines, options.provenance());
    return new SequenceTraining(data, split, header, options, workers);
  }

  /**
   * Windows of the divided data on the model's scale.
   *
   * @param settings how they are drawn
   * @return the windows
   */
  public SequenceWindows windows(SequenceWindows.Settings settings) {
    return new SequenceWindows(split, header.scaler(), settings);
  }

  /**
   * What a state is asked in this training.
   *
   * @param leads farther readings asked of each state, beside the next
   * @return the questions
   */
  public Questions questions(int leads) {
    return new Questions(header.channels().size(), header.timeUnit(), split.horizon(), leads);
  }

  /**
   * What is trained.
   *
   * @param kind name of the model's kind
   * @param config its settings
   * @param fresh its first weights
   * @param workspaces makes what a thread computes losses with
   */
  public record Network(
      String kind, Record config, Parameters fresh, Supplier<SequenceWorkspace> workspaces) {}

  /**
   * Announces the plan, and trains.
   *
   * @param network what is trained
   * @param windows draws the windows
   * @param batchSize windows an optimiser step
   * @param settings of the run
   * @return the weights that met the data set apart best
   */
  public TrainingRun.Result run(
      Network network, SequenceWindows windows, int batchSize, TrainingRun.Settings settings) {
    Parameters fresh = network.fresh;
    SequenceObjective objective =
        new SequenceObjective(fresh, windows, batchSize, network.workspaces, workers);
    options.listener().onPlan(split.plan(header, windows, fresh.layout().size()));
    String decisive =
        network.kind
            + header.library()
            + network.config
            + split.horizon()
            + header.periods()
            + header.phases().clock();
    return new TrainingRun(
            objective, settings, options, () -> RunFingerprint.of(data, decisive, fresh.layout()))
        .run();
  }
}
