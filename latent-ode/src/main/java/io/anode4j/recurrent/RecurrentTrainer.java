package io.anode4j.recurrent;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.ValueScaler;
import io.anode4j.evaluation.BaselineStatistics;
import io.anode4j.model.ModelHeader;
import io.anode4j.sequence.LeadFactors;
import io.anode4j.sequence.SequenceObjective;
import io.anode4j.sequence.SequenceTrainer;
import io.anode4j.sequence.SequenceWindows;
import io.anode4j.sequence.StreamSplit;
import io.anode4j.tensor.Workers;
import io.anode4j.training.ExtremeValues;
import io.anode4j.training.RunFingerprint;
import io.anode4j.training.RunOptions;
import io.anode4j.training.TrainingRun;
import java.util.OptionalDouble;

/**
 * Makes a {@link RecurrentModel} from series. An immutable description of a run: every setter
 * returns a new one.
 *
 * <p>Training minimises −log p of each reading given those before it, and of farther readings
 * within the horizon given the same state. Data set apart choose the epoch. The same seed, data and
 * settings give the same model on the same machine, whatever the number of threads.
 */
public final class RecurrentTrainer implements SequenceTrainer<RecurrentTrainer, RecurrentModel> {
  private static final int WINDOWS_PER_EPOCH = 2048;
  private static final double CLIP_NORM = 1;
  private static final double VALIDATION_FRACTION = 0.15;

  private final RecurrentConfig config;
  private final double horizon;
  private final RunOptions options;

  private RecurrentTrainer(RecurrentConfig config, double horizon, RunOptions options) {
    this.config = config;
    this.horizon = horizon;
    this.options = options;
  }

  /**
   * A run with the given settings, all processors and no listener, that forecasts twenty usual gaps
   * ahead.
   *
   * @param config settings
   * @return the run
   */
  public static RecurrentTrainer with(RecurrentConfig config) {
    return new RecurrentTrainer(config, 0, RunOptions.defaults());
  }

  @Override
  public RunOptions options() {
    return options;
  }

  @Override
  public RecurrentTrainer with(RunOptions told) {
    return new RecurrentTrainer(config, horizon, told);
  }

  /**
   * How far ahead to forecast.
   *
   * @param length length in the series' own unit (seconds for dated series), above 0
   * @return another run
   */
  @Override
  public RecurrentTrainer horizon(double length) {
    RunOptions.requireAboveZero("horizon", length);
    return new RecurrentTrainer(config, length, options);
  }

  /**
   * Trains.
   *
   * @param data series, at least one of two readings
   * @return the model
   * @throws IllegalArgumentException when no series has two readings
   * @throws io.anode4j.training.TrainingFailedException when training diverges again and again
   * @throws java.util.concurrent.CancellationException when the thread is interrupted; a checkpoint
   *     is that of the last whole epoch, and a run with it goes on there
   */
  @Override
  public RecurrentModel fit(SeriesSet data) {
    ExtremeValues.refuse(data);
    StreamSplit split = StreamSplit.of(data, horizon, VALIDATION_FRACTION, config.seed());
    try (Workers workers = new Workers(options.threads(), "The training")) {
      return fit(data, split, workers);
    }
  }

  private RecurrentModel fit(SeriesSet data, StreamSplit split, Workers workers) {
    BaselineStatistics baselines =
        BaselineStatistics.fit(split.training(), split.horizon(), OptionalDouble.empty(), workers);
    ValueScaler scaler = ValueScaler.robust(split.training());
    ModelHeader header = split.header(data, scaler, baselines, options.provenance());
    RecurrentArchitecture architecture =
        RecurrentArchitecture.of(config, RecurrentLayout.of(header));
    SequenceWindows windows =
        new SequenceWindows(
            split,
            scaler,
            new SequenceWindows.Settings(config.readings(), WINDOWS_PER_EPOCH, 0, config.seed()));
    SequenceObjective objective =
        new SequenceObjective(
            architecture.initialize(config.seed()),
            windows,
            config.batchSize(),
            () -> new RecurrentWorkspace(architecture, split.horizon(), config.leads()),
            workers);
    options.listener().onPlan(split.plan(header, windows, architecture.weights().size()));
    TrainingRun run =
        new TrainingRun(
            objective,
            new TrainingRun.Settings(
                config.epochs(), config.learningRate(), config.patience(), CLIP_NORM, 0),
            options,
            () ->
                RunFingerprint.of(
                    data,
                    RecurrentKind.NAME
                        + header.library()
                        + config
                        + split.horizon()
                        + header.periods(),
                    architecture.weights()));
    TrainingRun.Result result = run.run();
    LeadFactors factors =
        RecurrentCalibration.fit(
            architecture, result.parameters(), windows.validation(), split.horizon());
    options.discardCheckpoint();
    return new RecurrentModel(
        header.withHistory(result.history()),
        new RecurrentDescription(config, factors),
        architecture,
        result.parameters());
  }
}
