package io.anode4j.latent;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.ValueScaler;
import io.anode4j.data.Window;
import io.anode4j.latent.dynamics.PointProcess;
import io.anode4j.latent.window.WindowLayout;
import io.anode4j.latent.window.WindowQuery;
import io.anode4j.model.ModelHeader;
import io.anode4j.tensor.Workers;
import io.anode4j.training.ObservedRows;
import io.anode4j.training.RunFingerprint;
import io.anode4j.training.RunOptions;
import io.anode4j.training.TrainingFailedException;
import io.anode4j.training.TrainingListener;
import io.anode4j.training.TrainingRun;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Trains one network of a model, in the frame of each window or on the channels' scales. */
final class NetworkFit {
  private final String title;
  private final SeriesSet data;
  private final DataPlan plan;
  private final TrainingWindows windows;
  private final int windowsPerEpoch;
  private final ModelHeader header;
  private final ModelDescription description;
  private final @Nullable FrameFit frames;
  private final Workers workers;
  private final LatentArchitecture architecture;
  private final RunOptions options;

  /**
   * Prepares a training.
   *
   * @param title what people are told before it, where there are several
   * @param data all series
   * @param plan how they are divided
   * @param windows draws training windows
   * @param windowsPerEpoch how many an epoch
   * @param header what the model knows
   * @param description settings of this network
   * @param frames puts windows into their frames; null for the channels' scales
   * @param options where to save
   * @param workers who computes
   */
  NetworkFit(
      String title,
      SeriesSet data,
      DataPlan plan,
      TrainingWindows windows,
      int windowsPerEpoch,
      ModelHeader header,
      ModelDescription description,
      @Nullable FrameFit frames,
      RunOptions options,
      Workers workers) {
    this.title = title;
    this.data = data;
    this.plan = plan;
    this.windows = windows;
    this.windowsPerEpoch = windowsPerEpoch;
    this.header = header;
    this.description = description;
    this.frames = frames;
    this.workers = workers;
    this.options = options;
    this.architecture = LatentArchitecture.of(description.config(), description.layout(header));
  }

  String title() {
    return title;
  }

  /**
   * Trains one that others can do without, as where a single wild value is beyond the numbers of
   * the channels' scales.
   *
   * @return none if training did not stay finite
   */
  Optional<LatentOde> fitIfFinite(TrainingListener listener) {
    try {
      return Optional.of(fit(listener));
    } catch (TrainingFailedException e) {
      listener.onNotice(e.getMessage() + ". The model goes on without this network");
      return Optional.empty();
    }
  }

  /** Removes the checkpoint: the model is whole. */
  void discardCheckpoint() {
    options.discardCheckpoint();
  }

  /** Number of weights. */
  int weights() {
    return architecture.layout().size();
  }

  /**
   * Trains; the model is neither calibrated nor weighed yet.
   *
   * @param listener told how it goes
   */
  LatentOde fit(TrainingListener listener) {
    LatentOdeConfig config = description.config();
    WindowLayout layout = description.layout(header);
    LatentObjective objective =
        new LatentObjective(
            architecture,
            config,
            this::queries,
            windowsPerEpoch,
            validationQueries(),
            new ElboEvaluation(architecture, layout, workers),
            0,
            workers);
    TrainingSettings t = config.training();
    TrainingRun.Result result =
        new TrainingRun(
                objective,
                new TrainingRun.Settings(
                    t.epochs(), t.learningRate(), t.patience(), t.clipNorm(), 0),
                options.with(listener),
                () -> RunFingerprint.of(data, decisive(), architecture.layout()))
            .run();
    return new LatentOde(
        new LatentNetwork(
            header.withHistory(result.history()), description, architecture, result.parameters()),
        Beside.NONE);
  }

  private String decisive() {
    String told = description.decisive(header);
    return plan.origin().isEmpty() ? told : told + " at " + plan.origin().getAsDouble();
  }

  private List<WindowQuery> queries(long seed) {
    FrameFit framed = frames;
    return windows.queries(
        windowsPerEpoch,
        contextKeep(),
        seed,
        framed == null
            ? (window, random) -> WindowQuery.training(window.context(), window.target())
            : framed::training);
  }

  /** Where times are data, hiding some of them would teach a rate that is not the data's. */
  private double contextKeep() {
    boolean times = description.config().dynamics() instanceof PointProcess;
    return times ? 1 : description.config().training().contextKeep();
  }

  private List<WindowQuery> validationQueries() {
    List<Window> all = plan.validation();
    Set<String> trained = plan.seenUntil().keySet();
    ValueScaler scaler = header.scaler();
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
}
