package io.anode4j.latent;

import io.anode4j.data.SeriesSet;
import io.anode4j.latent.likelihood.Gaussian;
import io.anode4j.latent.likelihood.HeteroscedasticGaussian;
import io.anode4j.model.TimeGrid;
import io.anode4j.tensor.Workers;
import io.anode4j.training.ExtremeValues;
import io.anode4j.training.Run;
import io.anode4j.training.RunOptions;
import io.anode4j.training.TrainingFailedException;
import java.time.Duration;

/**
 * Makes a {@link LatentOde} from series. An immutable description of a run: every setter returns a
 * new one.
 *
 * <p>Training minimises the negative ELBO of windows of context and horizon, where the encoder sees
 * the context alone, by Adam with a cosine schedule. After each epoch a running average of the
 * weights is validated on data set apart; the best average is the model. The same seed, data and
 * settings give the same model on the same machine, whatever the number of threads.
 */
public final class LatentOdeTrainer implements Run<LatentOdeTrainer> {
  private final LatentOdeConfig config;
  private final double horizon;
  private final double context;
  private final StatedBounds bounds;
  private final RunOptions options;

  private LatentOdeTrainer(
      LatentOdeConfig config,
      double horizon,
      double context,
      StatedBounds bounds,
      RunOptions options) {
    this.config = config;
    this.horizon = horizon;
    this.context = context;
    this.bounds = bounds;
    this.options = options;
  }

  /**
   * A run with the given settings, all processors, no horizon and no listener.
   *
   * @param config settings
   * @return the run
   */
  public static LatentOdeTrainer with(LatentOdeConfig config) {
    return new LatentOdeTrainer(config, 0, 0, StatedBounds.NONE, RunOptions.defaults());
  }

  @Override
  public RunOptions options() {
    return options;
  }

  @Override
  public LatentOdeTrainer with(RunOptions told) {
    return new LatentOdeTrainer(config, horizon, context, bounds, told);
  }

  /**
   * How far ahead to forecast. Without a horizon each series is its own target, and the model
   * interpolates; it is then not anchored, and its usual likelihood is the Gaussian.
   *
   * @param length length in the series' own unit (seconds for dated series), above 0
   * @return another run
   */
  public LatentOdeTrainer horizon(double length) {
    RunOptions.requireAboveZero("horizon", length);
    return new LatentOdeTrainer(config, length, context, bounds, options);
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
    RunOptions.requireAboveZero("context", length);
    return new LatentOdeTrainer(config, horizon, length, bounds, options);
  }

  /**
   * The smallest value that a channel can have. What lies below is never forecast, but for a
   * history that has gone below itself. Without it: 0 for amounts, or a smallest value that is met
   * again and again.
   *
   * @param channel name of the channel
   * @param value in the channel's own unit; −∞ for no bound
   * @return another run
   */
  public LatentOdeTrainer lower(String channel, double value) {
    return new LatentOdeTrainer(config, horizon, context, bounds.lower(channel, value), options);
  }

  /**
   * The largest value that a channel can have; see {@link #lower}.
   *
   * @param channel name of the channel
   * @param value in the channel's own unit; +∞ for no bound
   * @return another run
   */
  public LatentOdeTrainer upper(String channel, double value) {
    return new LatentOdeTrainer(config, horizon, context, bounds.upper(channel, value), options);
  }

  /**
   * Trains.
   *
   * @param data series with at least one value
   * @return the model
   * @throws IllegalArgumentException when the data give no training window, or bounds are stated of
   *     a channel that is not there or of a model without an anchor, which has none
   * @throws TrainingFailedException when training diverges again and again
   * @throws java.util.concurrent.CancellationException when the thread is interrupted; a checkpoint
   *     is that of the last whole epoch, and a run with it goes on there
   */
  public LatentOde fit(SeriesSet data) {
    ExtremeValues.refuse(data);
    try (Workers workers = new Workers(options.threads(), "The training")) {
      LatentOdeConfig used = applied();
      if (!bounds.isEmpty() && !used.anchoring().frame()) {
        throw new IllegalArgumentException(
            "Bounds are stated of a model without a horizon or an anchor; expected none, as nothing"
                + " holds its forecasts to them: state a horizon, or leave the bounds out");
      }
      DataPlan plan = DataPlan.of(data, horizon, context, used, workers);
      return new LatentOdeFit(data, plan, used, bounds, options, workers).model();
    }
  }

  /**
   * Without a horizon there is nothing to anchor, and the usual likelihood is the Gaussian, whose
   * one noise a channel was measured for it.
   */
  private LatentOdeConfig applied() {
    if (horizon > 0 || !config.anchoring().frame()) {
      return config;
    }
    boolean usual = config.likelihood().equals(HeteroscedasticGaussian.defaults());
    LatentOdeConfigBuilder settings = config.toBuilder().anchoring(AnchoringSettings.NONE);
    return (usual ? settings.likelihood(new Gaussian()) : settings).build();
  }
}
