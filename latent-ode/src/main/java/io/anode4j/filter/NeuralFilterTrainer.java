package io.anode4j.filter;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.ValueScaler;
import io.anode4j.evaluation.BaselineStatistics;
import io.anode4j.model.ModelHeader;
import io.anode4j.tensor.Workers;
import io.anode4j.training.ExtremeValues;
import io.anode4j.training.Run;
import io.anode4j.training.RunFingerprint;
import io.anode4j.training.RunOptions;
import io.anode4j.training.TrainingPlan;
import io.anode4j.training.TrainingRun;
import java.util.List;
import java.util.OptionalDouble;
import java.util.stream.DoubleStream;

/**
 * Makes a {@link NeuralFilter} from series. An immutable description of a run: every setter returns
 * a new one.
 *
 * <p>Training minimises −log p of each reading given those before it, and of farther readings
 * within the horizon given the same state, so that one state serves scoring and extrapolation. Data
 * set apart choose the epoch and then calibrate deviations and scores. The same seed, data and
 * settings give the same model on the same machine, whatever the number of threads.
 */
public final class NeuralFilterTrainer implements Run<NeuralFilterTrainer> {
  /** Usual gaps that are forecast where no horizon is stated, as a stream asks for them. */
  public static final int READINGS_AHEAD = 20;

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
  public NeuralFilter fit(SeriesSet data) {
    ExtremeValues.refuse(data);
    try (Workers workers = new Workers(options.threads(), "The training")) {
      return fit(data, FilterData.of(data, horizon, config), workers);
    }
  }

  private NeuralFilter fit(SeriesSet data, FilterData plan, Workers workers) {
    BaselineStatistics baselines =
        BaselineStatistics.fit(plan.training(), plan.horizon(), OptionalDouble.empty(), workers);
    ValueScaler scaler = ValueScaler.robust(plan.training());
    SeriesSet streams = plan.streams().map(scaler::toScaled);
    int d = data.channels().size();
    ModelHeader header = header(data, plan, baselines, scaler);
    ScoreCalibration tails = ScoreCalibration.gaussian(d);
    FilterDescription description =
        new FilterDescription(config, LeadFactors.none(d), tails, tails).fitting(d);
    FilterArchitecture architecture =
        FilterArchitecture.of(config, FilterDescription.layout(header));
    List<FilterWindow> validation = FilterObjective.validationWindows(plan, streams, config);
    SeriesSet training = plan.training().map(scaler::toScaled);
    FilterObjective objective =
        new FilterObjective(architecture, config, plan, training, validation, workers);
    options.listener().onPlan(plan(plan, header, objective, validation, architecture));
    TrainingRun run =
        new TrainingRun(
            objective,
            new TrainingRun.Settings(
                config.epochs(),
                config.learningRate(),
                config.patience(),
                config.clipNorm(),
                config.weightDecay()),
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
    run.discardCheckpoint();
    return new NeuralFilter(trained, calibrated, architecture, result.parameters());
  }

  private ModelHeader header(
      SeriesSet data, FilterData plan, BaselineStatistics baselines, ValueScaler scaler) {
    return new ModelHeader(
        ModelHeader.runningLibrary(),
        data.channels(),
        data.timeFormat().name(),
        list(scaler.center()),
        list(scaler.scale()),
        plan.usualGap(),
        plan.horizon(),
        plan.periods(baselines.period()),
        plan.trainedUntil(),
        baselines,
        List.of(),
        options.provenance());
  }

  private static TrainingPlan plan(
      FilterData plan,
      ModelHeader header,
      FilterObjective objective,
      List<FilterWindow> validation,
      FilterArchitecture architecture) {
    int series = (int) validation.stream().map(w -> w.series().id()).distinct().count();
    return new TrainingPlan(
        plan.split(),
        plan.training().size(),
        series,
        objective.windows(),
        validation.size(),
        objective.chunk() * plan.usualGap(),
        plan.horizon(),
        header.periods(),
        architecture.weights().size());
  }

  private static List<Double> list(double[] values) {
    return DoubleStream.of(values).boxed().toList();
  }
}
