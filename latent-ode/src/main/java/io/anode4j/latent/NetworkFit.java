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
import io.anode4j.training.TrainingRun;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Trains one network of a model, in the frame of each window or on the channels' scales. */
final class NetworkFit {
  private final SeriesSet data;
  private final DataPlan plan;
  private final TrainingWindows windows;
  private final int windowsPerEpoch;
  private final ModelHeader header;
  private final ModelDescription description;
  private final @Nullable FrameFit frames;
  private final Workers workers;
  private final LatentArchitecture architecture;
  private final TrainingRun run;

  /**
   * Prepares a training.
   *
   * @param data all series
   * @param plan how they are divided
   * @param windows draws training windows
   * @param windowsPerEpoch how many an epoch
   * @param header what the model knows
   * @param description settings of this network
   * @param frames puts windows into their frames; null for the channels' scales
   * @param options who is told, and where to save
   * @param workers who computes
   */
  NetworkFit(
      SeriesSet data,
      DataPlan plan,
      TrainingWindows windows,
      int windowsPerEpoch,
      ModelHeader header,
      ModelDescription description,
      @Nullable FrameFit frames,
      RunOptions options,
      Workers workers) {
    this.data = data;
    this.plan = plan;
    this.windows = windows;
    this.windowsPerEpoch = windowsPerEpoch;
    this.header = header;
    this.description = description;
    this.frames = frames;
    this.workers = workers;
    WindowLayout layout = description.layout(header);
    LatentOdeConfig config = description.config();
    this.architecture = LatentArchitecture.of(config, layout);
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
    this.run =
        new TrainingRun(
            objective,
            new TrainingRun.Settings(t.epochs(), t.learningRate(), t.patience(), t.clipNorm(), 0),
            options,
            () -> RunFingerprint.of(data, description.decisive(header), architecture.layout()));
  }

  /** Number of weights. */
  int weights() {
    return architecture.layout().size();
  }

  /** Trains; the model is neither calibrated nor weighed yet. */
  LatentOde fit() {
    TrainingRun.Result result = run.run();
    return new LatentOde(
        header.withHistory(result.history()),
        description,
        architecture,
        result.parameters(),
        List.of());
  }

  /** Removes the checkpoint: the model is whole. */
  void discardCheckpoint() {
    run.discardCheckpoint();
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
