package io.anode4j.latent;

import io.anode4j.anchor.AnchorRules;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.ValueScaler;
import io.anode4j.data.Window;
import io.anode4j.evaluation.BaselineStatistics;
import io.anode4j.latent.window.WindowLayout;
import io.anode4j.latent.window.WindowQuery;
import io.anode4j.model.ModelHeader;
import io.anode4j.tensor.Workers;
import io.anode4j.training.ObservedRows;
import io.anode4j.training.RunFingerprint;
import io.anode4j.training.RunOptions;
import io.anode4j.training.TrainingPlan;
import io.anode4j.training.TrainingRun;
import java.util.Collections;
import java.util.List;
import java.util.OptionalDouble;
import java.util.Set;
import java.util.stream.DoubleStream;
import org.jspecify.annotations.Nullable;

/** One training of a latent ODE, from divided data to a calibrated model. */
final class LatentOdeFit {
  /** A window is about this long in model time: a field of size one moves a state across it. */
  private static final double WINDOW_LENGTH = 8;

  private static final int FEWEST_WINDOWS = 512;

  private final SeriesSet data;
  private final DataPlan plan;
  private final LatentOdeConfig config;
  private final RunOptions options;
  private final Workers workers;
  private final double horizon;
  private final BaselineStatistics baselines;
  private final List<Double> periods;
  private final ValueScaler scaler;
  private final TrainingWindows windows;
  private final @Nullable FrameFit frames;

  LatentOdeFit(
      SeriesSet data, DataPlan plan, LatentOdeConfig config, RunOptions options, Workers workers) {
    this.data = data;
    this.plan = plan;
    this.config = config;
    this.options = options;
    this.workers = workers;
    this.horizon = plan.horizon();
    this.baselines =
        BaselineStatistics.fit(
            plan.training(),
            horizon > 0 ? horizon : plan.context(),
            OptionalDouble.empty(),
            workers);
    this.periods = plan.periods(baselines.period());
    this.scaler = scaler(plan.training());
    SeriesSet scaled = scaled(plan.training());
    this.windows = new TrainingWindows(scaled, plan.context(), horizon);
    requireWindows();
    this.frames =
        horizon > 0 && config.anchoring().frame()
            ? new FrameFit(
                scaled,
                windows,
                new AnchorRules(plan.context(), horizon, periods),
                Support.of(plan.training(), workers),
                config,
                workers)
            : null;
  }

  private ValueScaler scaler(SeriesSet training) {
    List<ValueScaler> channels =
        workers.map(training.channels().size(), c -> ValueScaler.robust(training, c));
    return ValueScaler.of(
        channels.stream().mapToDouble(s -> s.center()[0]).toArray(),
        channels.stream().mapToDouble(s -> s.scale()[0]).toArray());
  }

  private SeriesSet scaled(SeriesSet set) {
    List<TimeSeries> series = set.series();
    return set.withSeries(workers.map(series.size(), i -> scaler.toScaled(series.get(i))));
  }

  private void requireWindows() {
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
    // A context shorter than the gaps of the data finds no observation: nothing would be learnt.
    if (windows.windows(FEWEST_WINDOWS, config.seed()).isEmpty()) {
      throw new IllegalArgumentException(
          "Of "
              + FEWEST_WINDOWS
              + " windows of context "
              + plan.context()
              + " and horizon "
              + horizon
              + " drawn from "
              + data.source()
              + ", none has an observation on both sides of its origin; expected lengths above"
              + " the usual gap between observations: state a longer context or horizon");
    }
  }

  LatentOde model() {
    ModelHeader header = header();
    ModelDescription description =
        new ModelDescription(
            config,
            plan.context(),
            Collections.nCopies(data.channels().size(), ObservationNoise.WHITE),
            frames == null ? List.of() : List.of(frames.anchoring()));
    WindowLayout layout = description.layout(header);
    LatentArchitecture architecture = LatentArchitecture.of(config, layout);
    int perEpoch = windowsPerEpoch();
    announce(perEpoch, architecture.layout().size());
    LatentObjective objective =
        new LatentObjective(
            architecture,
            config,
            seed -> queries(perEpoch, seed),
            perEpoch,
            validationQueries(),
            new ElboEvaluation(architecture, layout, workers),
            workers);
    TrainingRun run =
        new TrainingRun(
            objective,
            settings(),
            options,
            () -> RunFingerprint.of(data, description.decisive(header), architecture.layout()));
    TrainingRun.Result result = run.run();
    ModelHeader trained = header.withHistory(result.history());
    LatentOde raw = new LatentOde(trained, description, architecture, result.parameters());
    ModelDescription finished =
        frames == null
            ? description.withCalibration(
                Calibration.fit(
                    raw, raw.channels().size(), plan.validation(), options.listener(), workers))
            : description.withAnchoring(
                frames
                    .anchoring()
                    .with(
                        new StackTraining(raw, raw, plan, data, workers)
                            .stacks(options.listener())));
    run.discardCheckpoint();
    return new LatentOde(trained, finished, architecture, result.parameters());
  }

  private List<WindowQuery> queries(int count, long seed) {
    FrameFit framed = frames;
    return windows.queries(
        count,
        config.training().contextKeep(),
        seed,
        framed == null
            ? (window, random) -> WindowQuery.training(window.context(), window.target())
            : framed::training);
  }

  private int windowsPerEpoch() {
    int natural = Math.max(FEWEST_WINDOWS, windows.naturalCount());
    int perEpoch = Math.min(config.training().windowsPerEpoch(), natural);
    return horizon == 0 ? Math.min(perEpoch, windows.usableSeries()) : perEpoch;
  }

  private TrainingRun.Settings settings() {
    TrainingSettings t = config.training();
    return new TrainingRun.Settings(t.epochs(), t.learningRate(), t.patience(), t.clipNorm(), 0);
  }

  private ModelHeader header() {
    return new ModelHeader(
        ModelHeader.runningLibrary(),
        data.channels(),
        data.timeFormat().name(),
        list(scaler.center()),
        list(scaler.scale()),
        (plan.context() + horizon) / WINDOW_LENGTH,
        horizon,
        periods,
        plan.seenUntil(),
        baselines,
        List.of(),
        options.provenance());
  }

  private void announce(int perEpoch, int weights) {
    if (plan.validationSeries() == 0) {
      options
          .listener()
          .onNotice(
              "Nothing could be set apart for validation: the epoch and the intervals are chosen on"
                  + " what was trained on, so both are optimistic; shorten the horizon or add"
                  + " series");
    }
    options
        .listener()
        .onPlan(
            new TrainingPlan(
                plan.split(),
                windows.usableSeries(),
                plan.validationSeries(),
                perEpoch,
                plan.validation().size(),
                plan.context(),
                horizon,
                periods,
                weights));
  }

  private List<WindowQuery> validationQueries() {
    List<Window> all = plan.validation();
    Set<String> trained = plan.seenUntil().keySet();
    return workers.map(
        all.size(),
        i -> {
          Window window = all.get(i);
          TimeSeries context = ObservedRows.of(scaler.toScaled(window.context()));
          TimeSeries target = scaler.toScaled(window.target());
          return frames == null
              ? WindowQuery.training(context, target)
              : frames.validation(
                  new Window(context, target, window.origin()),
                  scaler.toScaled(data.get(window.id()).until(window.origin())),
                  trained.contains(window.id()));
        });
  }

  private static List<Double> list(double[] values) {
    return DoubleStream.of(values).boxed().toList();
  }
}
