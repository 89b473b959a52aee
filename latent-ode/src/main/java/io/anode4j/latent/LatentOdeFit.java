package io.anode4j.latent;

import io.anode4j.anchor.AnchorRules;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.ValueScaler;
import io.anode4j.evaluation.BaselineStatistics;
import io.anode4j.model.ModelHeader;
import io.anode4j.stack.Stack;
import io.anode4j.tensor.Workers;
import io.anode4j.training.RunOptions;
import io.anode4j.training.TrainingPlan;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
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
      SeriesSet data,
      DataPlan plan,
      LatentOdeConfig config,
      StatedBounds bounds,
      RunOptions options,
      Workers workers) {
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
                bounds.over(data.channels(), Support.of(plan.training(), workers)),
                plan.strangers(),
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
    NetworkFit fit = network(header, config, frames, options);
    Optional<NetworkFit> second = second(header);
    announce(windowsPerEpoch(), fit.weights() + second.map(NetworkFit::weights).orElse(0));
    LatentOde network = fit.fit();
    LatentOde model =
        frames == null
            ? calibrated(network)
            : weighed(network, second.map(this::fitted).stream().toList(), frames.anchoring());
    fit.discardCheckpoint();
    second.ifPresent(NetworkFit::discardCheckpoint);
    return model;
  }

  private NetworkFit network(
      ModelHeader header, LatentOdeConfig own, @Nullable FrameFit framed, RunOptions told) {
    ModelDescription description =
        new ModelDescription(
            own,
            plan.context(),
            Collections.nCopies(data.channels().size(), ObservationNoise.WHITE),
            framed == null ? List.of() : List.of(framed.anchoring()),
            List.of());
    return new NetworkFit(
        data, plan, windows, windowsPerEpoch(), header, description, framed, told, workers);
  }

  /** The network on the channels' scales beside a framed one, where it is wanted. */
  private Optional<NetworkFit> second(ModelHeader header) {
    double share = config.anchoring().unframed();
    if (frames == null || share == 0) {
      return Optional.empty();
    }
    int epochs = (int) Math.ceil(share * config.training().epochs());
    LatentOdeConfig own = config.toBuilder().alone().epochs(epochs).build();
    Path checkpoint = options.checkpoint();
    RunOptions told =
        new RunOptions(
            options.threads(),
            options.listener(),
            checkpoint == null ? null : checkpoint.resolveSibling(checkpoint.getFileName() + "-2"),
            Map.of());
    return Optional.of(network(header, own, null, told));
  }

  private LatentOde fitted(NetworkFit second) {
    options.listener().onNotice("The second network, which sees values on the channels' scales:");
    return calibrated(second.fit());
  }

  private LatentOde calibrated(LatentOde network) {
    return network.with(
        network
            .description()
            .withCalibration(
                Calibration.fit(
                    network,
                    network.channels().size(),
                    plan.validation(),
                    options.listener(),
                    workers)),
        List.of());
  }

  private LatentOde weighed(LatentOde network, List<LatentOde> second, Anchoring anchoring) {
    ModelDescription both = network.description().beside(second);
    LatentOde raw = network.with(both, second);
    Members members = AnchoredForecasters.weighed(raw, both.anchored().orElseThrow());
    List<Stack> stacks =
        new StackTraining(raw, members, plan, data, workers).stacks(options.listener());
    return raw.with(both.withAnchoring(anchoring.with(stacks)), second);
  }

  private int windowsPerEpoch() {
    int natural = Math.max(FEWEST_WINDOWS, windows.naturalCount());
    int perEpoch = Math.min(config.training().windowsPerEpoch(), natural);
    return horizon == 0 ? Math.min(perEpoch, windows.usableSeries()) : perEpoch;
  }

  private ModelHeader header() {
    return ModelHeader.untrained(
        data,
        scaler,
        (plan.context() + horizon) / WINDOW_LENGTH,
        horizon,
        periods,
        plan.seenUntil(),
        baselines,
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
    if (frames != null) {
      StatedBounds.words(data.channels(), frames.anchoring().bounds())
          .ifPresent(options.listener()::onNotice);
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
}
