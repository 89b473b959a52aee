package io.anode4j.recurrent;

import io.anode4j.data.SeriesSet;
import io.anode4j.model.ModelHeader;
import io.anode4j.sequence.LeadFactors;
import io.anode4j.sequence.SequenceRun;
import io.anode4j.sequence.SequenceTrainer;
import io.anode4j.sequence.SequenceTraining;
import io.anode4j.sequence.SequenceWindows;
import io.anode4j.training.RunOptions;
import io.anode4j.training.TrainingRun;

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
  private final SequenceRun run;

  private RecurrentTrainer(RecurrentConfig config, SequenceRun run) {
    this.config = config;
    this.run = run;
  }

  /**
   * A run with the given settings, all processors and no listener, that forecasts twenty usual gaps
   * ahead.
   *
   * @param config settings
   * @return the run
   */
  public static RecurrentTrainer with(RecurrentConfig config) {
    return new RecurrentTrainer(config, SequenceRun.defaults());
  }

  @Override
  public RunOptions options() {
    return run.options();
  }

  @Override
  public RecurrentTrainer with(RunOptions told) {
    return new RecurrentTrainer(config, run.with(told));
  }

  /**
   * How far ahead to forecast.
   *
   * @param length length in the series' own unit (seconds for dated series), above 0
   * @return another run
   */
  @Override
  public RecurrentTrainer horizon(double length) {
    return new RecurrentTrainer(config, run.ahead(length));
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
    return run.train(data, VALIDATION_FRACTION, config.seed(), this::fit);
  }

  private RecurrentModel fit(SequenceTraining training) {
    ModelHeader header = training.header();
    RecurrentArchitecture architecture =
        RecurrentArchitecture.of(config, RecurrentLayout.of(header));
    SequenceWindows windows =
        training.windows(
            new SequenceWindows.Settings(config.readings(), WINDOWS_PER_EPOCH, 0, config.seed()));
    TrainingRun.Result result =
        training.run(
            new SequenceTraining.Network(
                RecurrentKind.NAME,
                config,
                architecture.initialize(config.seed()),
                () -> new RecurrentWorkspace(architecture, training.questions(config.leads()))),
            windows,
            config.batchSize(),
            new TrainingRun.Settings(
                config.epochs(), config.learningRate(), config.patience(), CLIP_NORM, 0));
    LeadFactors factors =
        RecurrentCalibration.fit(
            architecture, result.parameters(), windows.validation(), training.split().horizon());
    return new RecurrentModel(
        header.withHistory(result.history()),
        new RecurrentDescription(config, factors),
        architecture,
        result.parameters());
  }
}
