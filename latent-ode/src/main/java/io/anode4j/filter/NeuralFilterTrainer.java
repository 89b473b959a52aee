package io.anode4j.filter;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.ValueScaler;
import io.anode4j.evaluation.BaselineStatistics;
import io.anode4j.training.RunFingerprint;
import io.anode4j.training.TrainingListener;
import io.anode4j.training.TrainingPlan;
import io.anode4j.training.TrainingRun;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link NeuralFilter} from series. An immutable description of a run: every setter returns
 * a new one.
 *
 * <p>Training minimises −log p of each reading given those before it, and of farther readings
 * within the horizon given the same state, so that one state serves scoring and extrapolation. Data
 * set apart choose the epoch and then calibrate deviations and scores. The same seed, data and
 * settings give the same model on the same machine, whatever the number of threads.
 */
public final class NeuralFilterTrainer {
  /** Usual gaps that are forecast where no horizon is stated, as a stream asks for them. */
  public static final int READINGS_AHEAD = 20;

  private final FilterConfig config;
  private final double horizon;
  private final int threads;
  private final TrainingListener listener;
  private final @Nullable Path checkpoint;
  private final Map<String, String> provenance;

  private NeuralFilterTrainer(
      FilterConfig config,
      double horizon,
      int threads,
      TrainingListener listener,
      @Nullable Path checkpoint,
      Map<String, String> provenance) {
    this.config = config;
    this.horizon = horizon;
    this.threads = threads;
    this.listener = listener;
    this.checkpoint = checkpoint;
    this.provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
  }

  /**
   * A run with the given settings, all processors and no listener, that forecasts twenty usual gaps
   * ahead.
   *
   * @param config settings
   * @return the run
   */
  public static NeuralFilterTrainer with(FilterConfig config) {
    int threads = Runtime.getRuntime().availableProcessors();
    return new NeuralFilterTrainer(config, 0, threads, TrainingListener.silent(), null, Map.of());
  }

  /**
   * How far ahead to forecast.
   *
   * @param length length in the series' own unit (seconds for dated series), above 0
   * @return another run
   */
  public NeuralFilterTrainer horizon(double length) {
    if (!(length > 0 && Double.isFinite(length))) {
      throw new IllegalArgumentException(
          "The horizon is " + length + "; expected a number above 0");
    }
    return new NeuralFilterTrainer(config, length, threads, listener, checkpoint, provenance);
  }

  /**
   * How many threads compute; the result does not depend on it.
   *
   * @param count number of threads, at least 1
   * @return another run
   */
  public NeuralFilterTrainer threads(int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          "The number of threads is " + count + "; expected a number above 0");
    }
    return new NeuralFilterTrainer(config, horizon, count, listener, checkpoint, provenance);
  }

  /**
   * Who is told how it goes.
   *
   * @param observer called on the thread that calls {@link #fit}
   * @return another run
   */
  public NeuralFilterTrainer listener(TrainingListener observer) {
    return new NeuralFilterTrainer(config, horizon, threads, observer, checkpoint, provenance);
  }

  /**
   * Where to save the run's state after each epoch. A file left there by a run of the same data and
   * settings that was stopped is resumed; it is removed at the end.
   *
   * @param file path of the checkpoint
   * @return another run
   */
  public NeuralFilterTrainer checkpoint(Path file) {
    return new NeuralFilterTrainer(config, horizon, threads, listener, file, provenance);
  }

  /**
   * Facts about the data to be kept in the model file.
   *
   * @param entries names and values
   * @return another run
   */
  public NeuralFilterTrainer provenance(Map<String, String> entries) {
    return new NeuralFilterTrainer(config, horizon, threads, listener, checkpoint, entries);
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
    FilterData plan = FilterData.of(data, horizon, config);
    BaselineStatistics baselines =
        BaselineStatistics.fit(plan.training(), plan.horizon(), OptionalDouble.empty());
    ValueScaler scaler = ValueScaler.robust(plan.training());
    SeriesSet streams = plan.streams().map(scaler::toScaled);
    FilterDescription description = describe(data, plan, baselines, scaler);
    FilterArchitecture architecture = FilterArchitecture.of(config, description.layout());
    List<FilterWindow> validation = FilterObjective.validationWindows(plan, streams, config);
    TrainingRun run;
    TrainingRun.Result result;
    try (FilterObjective objective =
        new FilterObjective(
            architecture,
            config,
            plan,
            plan.training().map(scaler::toScaled),
            validation,
            threads)) {
      listener.onPlan(plan(plan, description, objective, validation, architecture));
      run =
          new TrainingRun(
              objective,
              new TrainingRun.Settings(
                  config.epochs(),
                  config.learningRate(),
                  config.patience(),
                  config.clipNorm(),
                  config.weightDecay()),
              listener,
              checkpoint,
              RunFingerprint.of(
                  data,
                  FilterDescription.KIND
                      + version()
                      + config
                      + plan.horizon()
                      + description.periods(),
                  architecture.weights()));
      result = run.run();
    }
    FilterDescription trained = description.withHistory(result.history());
    NeuralFilter raw = new NeuralFilter(trained, architecture, result.parameters());
    FilterDescription calibrated = FilterCalibration.fit(trained, architecture, raw, plan);
    run.discardCheckpoint();
    return new NeuralFilter(calibrated, architecture, result.parameters());
  }

  private FilterDescription describe(
      SeriesSet data, FilterData plan, BaselineStatistics baselines, ValueScaler scaler) {
    int d = data.channels().size();
    return new FilterDescription(
        FilterDescription.FORMAT_VERSION,
        FilterDescription.KIND,
        version(),
        config,
        data.channels(),
        data.timeFormat().name(),
        list(scaler.center()),
        list(scaler.scale()),
        plan.usualGap(),
        plan.horizon(),
        plan.periods(baselines.period()),
        LeadFactors.none(d),
        ScoreCalibration.gaussian(d),
        ScoreCalibration.gaussian(d),
        plan.trainedUntil(),
        baselines,
        List.of(),
        provenance,
        "");
  }

  private static TrainingPlan plan(
      FilterData plan,
      FilterDescription description,
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
        description.config().chunk() * plan.usualGap(),
        plan.horizon(),
        description.periods(),
        architecture.weights().size());
  }

  private static List<Double> list(double[] values) {
    return DoubleStream.of(values).boxed().toList();
  }

  private static String version() {
    String version = NeuralFilterTrainer.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
