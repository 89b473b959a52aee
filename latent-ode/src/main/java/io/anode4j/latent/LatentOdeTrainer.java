package io.anode4j.latent;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.ValueScaler;
import io.anode4j.data.Window;
import io.anode4j.evaluation.BaselineStatistics;
import io.anode4j.latent.window.WindowQuery;
import io.anode4j.model.TimeGrid;
import io.anode4j.training.RunFingerprint;
import io.anode4j.training.TrainingFailedException;
import io.anode4j.training.TrainingListener;
import io.anode4j.training.TrainingPlan;
import io.anode4j.training.TrainingRun;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.TreeMap;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Makes a {@link LatentOde} from series. An immutable description of a run: every setter returns a
 * new one.
 *
 * <p>Training minimises the negative ELBO of windows of context and horizon, where the encoder sees
 * the context alone, by Adam with a cosine schedule. After each epoch a running average of the
 * weights is validated on data set apart; the best average is the model. The same seed, data and
 * settings give the same model on the same machine, whatever the number of threads.
 */
public final class LatentOdeTrainer {
  /** A window is about this long in model time: a field of size one moves a state across it. */
  private static final double WINDOW_LENGTH = 8;

  private static final int FEWEST_WINDOWS = 512;

  private final LatentOdeConfig config;
  private final double horizon;
  private final double context;
  private final int threads;
  private final TrainingListener listener;
  private final @Nullable Path checkpoint;
  private final Map<String, String> provenance;

  private LatentOdeTrainer(
      LatentOdeConfig config,
      double horizon,
      double context,
      int threads,
      TrainingListener listener,
      @Nullable Path checkpoint,
      Map<String, String> provenance) {
    this.config = config;
    this.horizon = horizon;
    this.context = context;
    this.threads = threads;
    this.listener = listener;
    this.checkpoint = checkpoint;
    this.provenance = Collections.unmodifiableMap(new TreeMap<>(provenance));
  }

  /**
   * A run with the given settings, all processors, no horizon and no listener.
   *
   * @param config settings
   * @return the run
   */
  public static LatentOdeTrainer with(LatentOdeConfig config) {
    return new LatentOdeTrainer(
        config,
        0,
        0,
        Runtime.getRuntime().availableProcessors(),
        TrainingListener.silent(),
        null,
        Map.of());
  }

  /**
   * How far ahead to forecast. Without a horizon each series is its own target, and the model
   * interpolates.
   *
   * @param length length in the series' own unit (seconds for dated series), above 0
   * @return another run
   */
  public LatentOdeTrainer horizon(double length) {
    require(length > 0 && Double.isFinite(length), "The horizon is " + length);
    return new LatentOdeTrainer(config, length, context, threads, listener, checkpoint, provenance);
  }

  /**
   * How far ahead to forecast, for dated series.
   *
   * @param length length of the horizon, above 0
   * @return another run
   */
  public LatentOdeTrainer horizon(Duration length) {
    return horizon(TimeGrid.every(length).step());
  }

  /**
   * How far back a window reads. Without it: the whole past of short series, three horizons or 32
   * observations of long ones, the larger.
   *
   * @param length length in the series' own unit, above 0
   * @return another run
   */
  public LatentOdeTrainer context(double length) {
    require(length > 0 && Double.isFinite(length), "The context is " + length);
    return new LatentOdeTrainer(config, horizon, length, threads, listener, checkpoint, provenance);
  }

  /**
   * How many threads compute; the result does not depend on it.
   *
   * @param count number of threads, at least 1
   * @return another run
   */
  public LatentOdeTrainer threads(int count) {
    require(count >= 1, "The number of threads is " + count);
    return new LatentOdeTrainer(config, horizon, context, count, listener, checkpoint, provenance);
  }

  /**
   * Who is told how it goes.
   *
   * @param observer called on the thread that calls {@link #fit}
   * @return another run
   */
  public LatentOdeTrainer listener(TrainingListener observer) {
    return new LatentOdeTrainer(
        config, horizon, context, threads, observer, checkpoint, provenance);
  }

  /**
   * Where to save the run's state after each epoch. A file left there by a run of the same data and
   * settings that was stopped is resumed; it is removed at the end.
   *
   * @param file path of the checkpoint
   * @return another run
   */
  public LatentOdeTrainer checkpoint(Path file) {
    return new LatentOdeTrainer(config, horizon, context, threads, listener, file, provenance);
  }

  /**
   * Facts about the data to be kept in the model file.
   *
   * @param entries names and values
   * @return another run
   */
  public LatentOdeTrainer provenance(Map<String, String> entries) {
    return new LatentOdeTrainer(config, horizon, context, threads, listener, checkpoint, entries);
  }

  private static void require(boolean holds, String found) {
    if (!holds) {
      throw new IllegalArgumentException(found + "; expected a number above 0");
    }
  }

  /**
   * Trains.
   *
   * @param data series with at least one value
   * @return the model
   * @throws IllegalArgumentException when the data give no training window
   * @throws TrainingFailedException when training diverges again and again
   * @throws java.util.concurrent.CancellationException when the thread is interrupted; a checkpoint
   *     is that of the last whole epoch, and a run with it goes on there
   */
  public LatentOde fit(SeriesSet data) {
    DataPlan plan = DataPlan.of(data, horizon, context, config);
    BaselineStatistics baselines =
        BaselineStatistics.fit(
            plan.training(), horizon > 0 ? horizon : plan.context(), OptionalDouble.empty());
    List<Double> periods = plan.periods(baselines.period());
    ValueScaler scaler = ValueScaler.robust(plan.training());
    SeriesSet scaled = plan.training().map(scaler::toScaled);
    TrainingWindows windows = new TrainingWindows(scaled, plan.context(), horizon);
    if (windows.usableSeries() == 0 || plan.validation().isEmpty()) {
      throw new IllegalArgumentException(
          "No window of context "
              + plan.context()
              + " and horizon "
              + horizon
              + " fits into "
              + data.source()
              + "; expected series longer than the horizon: shorten it");
    }
    requireDrawable(windows, plan.context(), data.source());
    int perEpoch =
        Math.min(
            config.training().windowsPerEpoch(), Math.max(FEWEST_WINDOWS, windows.naturalCount()));
    if (horizon == 0) {
      perEpoch = Math.min(perEpoch, windows.usableSeries());
    }
    ModelDescription description =
        new ModelDescription(
            ModelDescription.formatVersion(config),
            version(),
            config,
            data.channels(),
            data.timeFormat().name(),
            list(scaler.center()),
            list(scaler.scale()),
            (plan.context() + horizon) / WINDOW_LENGTH,
            plan.context(),
            horizon,
            periods,
            Collections.nCopies(data.channels().size(), ObservationNoise.WHITE),
            plan.seenUntil(),
            baselines,
            List.of(),
            provenance,
            "");
    LatentArchitecture architecture = LatentArchitecture.of(config, description.layout());
    if (plan.validationSeries() == 0) {
      listener.onNotice(
          "Nothing could be set apart for validation: the epoch and the intervals are chosen on"
              + " what was trained on, so both are optimistic; shorten the horizon or add series");
    }
    listener.onPlan(
        new TrainingPlan(
            plan.split(),
            windows.usableSeries(),
            plan.validationSeries(),
            perEpoch,
            plan.validation().size(),
            plan.context(),
            horizon,
            periods,
            architecture.layout().size()));
    List<WindowQuery> validation = validationQueries(plan.validation(), scaler);
    TrainingRun run;
    TrainingRun.Result result;
    try (ShardedEvaluation evaluation =
        new ShardedEvaluation(architecture, config, description.layout(), threads)) {
      run =
          new TrainingRun(
              new LatentObjective(architecture, config, windows, perEpoch, validation, evaluation),
              new TrainingRun.Settings(
                  config.training().epochs(),
                  config.training().learningRate(),
                  config.training().patience(),
                  config.training().clipNorm(),
                  0),
              listener,
              checkpoint,
              RunFingerprint.of(data, description.decisive(), architecture.layout()));
      result = run.run();
    }
    LatentOde raw = new LatentOde(description, architecture, result.parameters());
    ModelDescription calibrated =
        description.finished(
            Calibration.fit(raw, noise(raw), plan.validation(), listener), result.history());
    run.discardCheckpoint();
    return new LatentOde(calibrated, architecture, result.parameters());
  }

  /** A context shorter than the gaps of the data finds no observation: nothing would be learnt. */
  private void requireDrawable(TrainingWindows windows, double length, String source) {
    if (windows.windows(FEWEST_WINDOWS, config.seed()).isEmpty()) {
      throw new IllegalArgumentException(
          "Of "
              + FEWEST_WINDOWS
              + " windows of context "
              + length
              + " and horizon "
              + horizon
              + " drawn from "
              + source
              + ", none has an observation on both sides of its origin; expected lengths above"
              + " the usual gap between observations: state a longer context or horizon");
    }
  }

  private static List<WindowQuery> validationQueries(List<Window> windows, ValueScaler scaler) {
    List<WindowQuery> queries = new ArrayList<>();
    for (Window w : windows) {
      TimeSeries context = WindowQuery.observedRows(scaler.toScaled(w.context()));
      queries.add(WindowQuery.training(context, scaler.toScaled(w.target())));
    }
    return queries;
  }

  /** Trained standard deviation of each channel's noise, original units. */
  private static double[] noise(LatentOde model) {
    return IntStream.range(0, model.channels().size()).mapToDouble(model::noise).toArray();
  }

  private static List<Double> list(double[] values) {
    List<Double> result = new ArrayList<>();
    for (double v : values) {
      result.add(v);
    }
    return result;
  }

  static String version() {
    String version = LatentOdeTrainer.class.getPackage().getImplementationVersion();
    return version == null ? "development" : version;
  }
}
