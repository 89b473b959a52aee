package io.anode4j.filter;

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
  private final double horizon;
  private final RunOptions options;

  private NeuralFilterTrainer(FilterConfig config, double horizon, RunOptions options) {
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
  public static NeuralFilterTrainer with(FilterConfig config) {
    return new NeuralFilterTrainer(config, 0, RunOptions.defaults());
  }

  @Override
  public RunOptions options() {
    return options;
  }

  @Override
  public NeuralFilterTrainer with(RunOptions told) {
    return new NeuralFilterTrainer(config, horizon, told);
  }

  /**
   * How far ahead to forecast.
   *
   * @param length length in the series' own unit (seconds for dated series), above 0
   * @return another run
   */
  @Override
  public NeuralFilterTrainer horizon(double length) {
    RunOptions.requireAboveZero("horizon", length);
    return new NeuralFilterTrainer(config, length, options);
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
    ExtremeValues.refuse(data);
    try (Workers workers = new Workers(options.threads(), "The training")) {
      return fit(
          data,
          StreamSplit.of(data, horizon, config.training().validationFraction(), config.seed()),
          workers);
    }
  }

  private NeuralFilter fit(SeriesSet data, StreamSplit plan, Workers workers) {
    BaselineStatistics baselines =
        BaselineStatistics.fit(plan.training(), plan.horizon(), OptionalDouble.empty(), workers);
    ValueScaler scaler = ValueScaler.robust(plan.training());
    int d = data.channels().size();
    ModelHeader header = plan.header(data, scaler, baselines, options.provenance());
    ScoreCalibration tails = ScoreCalibration.gaussian(d);
    FilterDescription description =
        new FilterDescription(config, LeadFactors.none(d), tails, tails).fitting(d);
    FilterArchitecture architecture =
        FilterArchitecture.of(config, FilterDescription.layout(header));
    SequenceWindows windows =
        new SequenceWindows(
            plan,
            scaler,
            new SequenceWindows.Settings(
                config.training().chunk(),
                config.training().windowsPerEpoch(),
                config.training().levelShift(),
                config.seed()));
    SequenceObjective objective =
        new SequenceObjective(
            architecture.initialize(new SplittableRandom(config.seed())),
            windows,
            config.training().batchSize(),
            () -> new FilterWorkspace(architecture, plan.horizon(), config.training().leads()),
            workers);
    options.listener().onPlan(plan.plan(header, windows, architecture.weights().size()));
    TrainingRun run =
        new TrainingRun(
            objective,
            new TrainingRun.Settings(
                config.training().epochs(),
                config.training().learningRate(),
                config.training().patience(),
                config.training().clipNorm(),
                config.training().weightDecay()),
            options,
            () ->
                RunFingerprint.of(
                    data,
                    NeuralFilterKind.NAME
                        + header.library()
                        + config
                        + plan.horizon()
                        + header.periods(),
                    architecture.weights()));
    TrainingRun.Result result = run.run();
    ModelHeader trained = header.withHistory(result.history());
    NeuralFilter raw = new NeuralFilter(trained, description, architecture, result.parameters());
    FilterDescription calibrated = FilterCalibration.fit(architecture, raw, plan);
    options.discardCheckpoint();
    return new NeuralFilter(trained, calibrated, architecture, result.parameters());
  }
}
