package io.anode4j.latent;

import io.anode4j.anchor.AnchorRules;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.ValueScaler;
import io.anode4j.evaluation.BaselineStatistics;
import io.anode4j.forecast.Support;
import io.anode4j.model.ModelHeader;
import io.anode4j.stack.Stack;
import io.anode4j.tensor.Workers;
import io.anode4j.training.RunOptions;
import io.anode4j.training.SideBySide;
import io.anode4j.training.TrainingPlan;
import java.time.Duration;
import java.util.ArrayList;
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

  /** Of a time limit; the rest is for weighing and the machine's moods. */
  private static final double TRAINING_SHARE = 0.8;

  private final long started = System.nanoTime();
  private final SeriesSet data;
  private final DataPlan plan;
  private final List<ScaledCovariate> covariates;
  private final LatentOdeConfig config;
  private final Effort effort;
  private final RunOptions options;
  private final Workers workers;
  private final double horizon;
  private final BaselineStatistics baselines;
  private final List<Double> periods;
  private final ValueScaler scaler;
  private final TrainingWindows windows;
  private final @Nullable CalendarChoice calendar;
  private final @Nullable FrameFit frames;

  LatentOdeFit(
      SeriesSet data,
      DataPlan plan,
      List<ScaledCovariate> covariates,
      LatentOdeConfig config,
      StatedBounds bounds,
      Effort effort,
      RunOptions options,
      Workers workers) {
    this.data = data;
    this.plan = plan;
    this.covariates = covariates;
    this.config = config;
    this.effort = effort;
    this.options = options;
    this.workers = workers;
    this.horizon = plan.horizon();
    this.baselines =
        BaselineStatistics.fit(
            plan.training(),
            horizon > 0 ? horizon : plan.context(),
            OptionalDouble.empty(),
            workers);
    this.periods =
        plan.periods(
            baselines.period(), baselines.longerPeriod(plan.training(), workers).orElse(0));
    ScaledSeries fitted = ScaledSeries.of(plan.training(), workers);
    this.scaler = fitted.scaler();
    SeriesSet scaled = fitted.series();
    this.windows = new TrainingWindows(scaled, plan.context(), horizon, plan.origin());
    requireWindows();
    this.calendar = plan.origin().isEmpty() ? null : calendar(scaled);
    this.frames = horizon > 0 && config.anchoring().frame() ? frames(scaled, bounds) : null;
  }

  private AnchorRules rules() {
    return new AnchorRules(plan.context(), horizon, periods, covariates.size())
        .by(baselines.clock());
  }

  /** What is gained where all questions share one origin; says so. */
  private CalendarChoice calendar(SeriesSet scaled) {
    CalendarChoice choice =
        CalendarChoice.of(scaled, windows, rules(), plan, data, scaler, config.seed(), workers);
    String origin = data.timeFormat().format(plan.origin().orElseThrow());
    options.listener().onNotice(choice.words(origin));
    return choice;
  }

  /** Whether an origin was stated that turned out to be of no use. */
  boolean isMatchedInVain() {
    return calendar != null && !calendar.shared();
  }

  private FrameFit frames(SeriesSet scaled, StatedBounds bounds) {
    boolean shared = calendar != null && calendar.shared();
    return new FrameFit(
        scaled,
        windows,
        rules(),
        shared,
        AnchorTraining.ofLogarithms(
            plan.training(), rules(), plan.origin(), shared, config.seed(), workers),
        bounds.over(
            data.channels(),
            Support.of(plan.training(), workers),
            Support.whole(plan.training(), workers)),
        plan.origin(),
        plan.strangers(),
        config,
        workers);
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
    Lineup lineup = frames == null ? Lineup.of(config) : effort.lineup(config, this::epochsWithin);
    List<NetworkFit> fits = fits(header, lineup);
    announce(windowsPerEpoch(), fits.stream().mapToInt(NetworkFit::weights).sum());
    List<SideBySide.Fit<Optional<LatentOde>>> trainings = new ArrayList<>();
    for (NetworkFit one : fits) {
      trainings.add(
          new SideBySide.Fit<>(
              one.title(),
              trainings.isEmpty() ? told -> Optional.of(one.fit(told)) : one::fitIfFinite));
    }
    List<Optional<LatentOde>> networks = SideBySide.run(trainings, options.listener(), workers);
    int framed = lineup.framed().size();
    LatentOde first = networks.get(0).orElseThrow();
    LatentOde model =
        frames == null
            ? calibrated(first)
            : weighed(
                first,
                new Beside(
                    networks.subList(1, framed).stream().flatMap(Optional::stream).toList(),
                    networks.subList(framed, networks.size()).stream()
                        .flatMap(Optional::stream)
                        .map(this::calibrated)
                        .toList()),
                frames.withTrees(windows, config.seed(), workers));
    fits.forEach(NetworkFit::discardCheckpoint);
    return model;
  }

  /** Those in the frame first. */
  private List<NetworkFit> fits(ModelHeader header, Lineup lineup) {
    List<NetworkFit> fits = new ArrayList<>();
    for (LatentOdeConfig own : lineup.framed()) {
      int number = fits.size() + 1;
      String title =
          "Network %d, with %s encoder, %s dynamics and seed %d:"
              .formatted(number, own.encoder().type(), own.dynamics().type(), own.seed());
      // The second checkpoint has always been that of the network on the channels' scales.
      RunOptions told = options.ofNetwork(number == 1 ? 1 : number + 1);
      fits.add(network(title, header, own, frames, told));
    }
    lineup
        .unframed()
        .ifPresent(
            own ->
                fits.add(
                    network(
                        "The network that sees values on the channels' scales:",
                        header,
                        own,
                        null,
                        options.ofNetwork(2))));
    return fits;
  }

  private NetworkFit network(
      String title,
      ModelHeader header,
      LatentOdeConfig own,
      @Nullable FrameFit framed,
      RunOptions told) {
    ModelDescription description =
        new ModelDescription(
            own,
            plan.context(),
            Collections.nCopies(data.channels().size(), ObservationNoise.WHITE),
            framed == null ? List.of() : List.of(framed.anchoring()),
            List.of(),
            List.of(),
            covariates);
    return new NetworkFit(
        title, data, plan, windows, windowsPerEpoch(), header, description, framed, told, workers);
  }

  /** How many epochs fit into what is left of a time, by a network that is thrown away. */
  private int epochsWithin(Duration limit) {
    LatentOdeConfig two = config.toBuilder().epochs(2).build();
    double[] elapsed = new double[2];
    RunOptions unsaved = new RunOptions(options.threads(), options.listener(), null, Map.of());
    network("", header(), two, frames, unsaved)
        .fit((report, pace) -> elapsed[report.epoch() - 1] = pace.elapsedSeconds());
    double left = limit.toMillis() / 1e3 - (System.nanoTime() - started) / 1e9;
    int epochs = (int) Math.max(1, TRAINING_SHARE * left / (elapsed[1] - elapsed[0]));
    options
        .listener()
        .onNotice(
            "The time limit is about "
                + epochs
                + " epochs of all networks on this machine; a budget of as many makes the same"
                + " model whatever the machine");
    return epochs;
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
        Beside.NONE);
  }

  private LatentOde weighed(LatentOde network, Beside beside, Anchoring anchoring) {
    ModelDescription all = network.description().with(beside);
    LatentOde raw = network.with(all, beside);
    Members members = AnchoredForecasters.weighed(raw, anchoring);
    List<Stack> stacks =
        new StackTraining(raw, members, plan, data, workers).stacks(options.listener());
    return raw.with(all.withAnchoring(anchoring.with(stacks)), beside);
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
    long[] observed = data.observedCounts();
    for (int c = 0; c < data.channels().size(); c++) {
      if (observed[c] == 0) {
        options
            .listener()
            .onNotice(
                "Channel "
                    + data.channels().get(c)
                    + " has no value to learn from: what is said of it means nothing; leave it out");
      }
    }
    if (frames != null) {
      StatedBounds.words(data.channels(), frames.anchoring().bounds())
          .ifPresent(options.listener()::onNotice);
      Support.outside(data, frames.anchoring().bounds(), workers)
          .forEach(options.listener()::onNotice);
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
