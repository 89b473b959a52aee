package io.anode4j.filter;

import io.anode4j.data.SeriesSet;
import io.anode4j.model.ModelHeader;
import io.anode4j.sequence.LeadFactors;
import io.anode4j.sequence.SequenceRun;
import io.anode4j.sequence.SequenceTrainer;
import io.anode4j.sequence.SequenceTraining;
import io.anode4j.sequence.SequenceWindows;
import io.anode4j.sequence.StreamSplit;
import io.anode4j.training.RunOptions;
import io.anode4j.training.TrainingRun;
import java.util.SplittableRandom;

/**
 * Makes a {@link NeuralFilter} from series. An immutable description of a run: every setter returns
 * a new one.
 *
 * <p>Training minimises −log p of each reading given those before it, and of farther readings
 * within the horizon given the same state, so that one state serves scoring and extrapolation. Data
 * set apart choose the epoch and then calibrate deviations and scores. The same seed, data and
 * settings give the same model on the same machine, whatever the number of threads.
 */
public final class NeuralFilterTrainer
    implements SequenceTrainer<NeuralFilterTrainer, NeuralFilter> {
  /** Usual gaps that are forecast where no horizon is stated, as a stream asks for them. */
  public static final int READINGS_AHEAD = StreamSplit.READINGS_AHEAD;

  private final FilterConfig config;
  private final SequenceRun run;

  private NeuralFilterTrainer(FilterConfig config, SequenceRun run) {
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
  public static NeuralFilterTrainer with(FilterConfig config) {
    return new NeuralFilterTrainer(config, SequenceRun.defaults());
  }

  @Override
  public RunOptions options() {
    return run.options();
  }

  @Override
  public NeuralFilterTrainer with(RunOptions told) {
    return new NeuralFilterTrainer(config, run.with(told));
  }

  /**
   * How far ahead to forecast.
   *
   * @param length length in the series' own unit (seconds for dated series), above 0
   * @return another run
   */
  @Override
  public NeuralFilterTrainer horizon(double length) {
    return new NeuralFilterTrainer(config, run.ahead(length));
  }

  /**
   * Trains.
   *
   * @param data series, at least one of two readings
   * @return the model
   * @throws IllegalArgumentException when no series has two readings, or a state would be larger
   *     than 4 KB
   * @throws java.util.concurrent.CancellationException when the thread is interrupted; a checkpoint
   *     is that of the last whole epoch, and a run with it goes on there
   */
  @Override
  public NeuralFilter fit(SeriesSet data) {
    return run.train(data, config.training().validationFraction(), config.seed(), this::fit);
  }

  private NeuralFilter fit(SequenceTraining training) {
    ModelHeader header = training.header();
    int d = header.channels().size();
    ScoreCalibration tails = ScoreCalibration.gaussian(d);
    FilterDescription description =
        new FilterDescription(config, LeadFactors.none(d), tails, tails).fitting(d);
    FilterArchitecture architecture =
        FilterArchitecture.of(config, FilterDescription.layout(header));
    FilterTrainingSettings t = config.training();
    SequenceWindows windows =
        training.windows(
            new SequenceWindows.Settings(
                t.chunk(), t.windowsPerEpoch(), t.levelShift(), config.seed()));
    TrainingRun.Result result =
        training.run(network(architecture, training), windows, t.batchSize(), t.run());
    ModelHeader trained = header.withHistory(result.history());
    NeuralFilter raw = new NeuralFilter(trained, description, architecture, result.parameters());
    FilterDescription calibrated = FilterCalibration.fit(architecture, raw, training.split());
    return new NeuralFilter(trained, calibrated, architecture, result.parameters());
  }

  private SequenceTraining.Network network(
      FilterArchitecture architecture, SequenceTraining training) {
    int leads = config.training().leads();
    return new SequenceTraining.Network(
        NeuralFilterKind.NAME,
        config,
        architecture.initialize(new SplittableRandom(config.seed())),
        () -> new FilterWorkspace(architecture, training.questions(leads)));
  }
}
