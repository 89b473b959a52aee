package io.anode4j.latent;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.latent.likelihood.Gaussian;
import io.anode4j.latent.likelihood.HeteroscedasticGaussian;
import io.anode4j.model.TimeGrid;
import io.anode4j.tensor.Workers;
import io.anode4j.training.ExtremeValues;
import io.anode4j.training.Run;
import io.anode4j.training.RunOptions;
import io.anode4j.training.TrainingFailedException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;

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
  private final Reach reach;
  private final StatedBounds bounds;
  private final Effort effort;
  private final RunOptions options;

  private LatentOdeTrainer(
      LatentOdeConfig config, Reach reach, StatedBounds bounds, Effort effort, RunOptions options) {
    this.config = config;
    this.reach = reach;
    this.bounds = bounds;
    this.effort = effort;
    this.options = options;
  }

  /**
   * A run with the given settings, all processors, no horizon and no listener.
   *
   * @param config settings
   * @return the run
   */
  public static LatentOdeTrainer with(LatentOdeConfig config) {
    return new LatentOdeTrainer(
        config, Reach.NONE, StatedBounds.NONE, Effort.USUAL, RunOptions.defaults());
  }

  @Override
  public RunOptions options() {
    return options;
  }

  @Override
  public LatentOdeTrainer with(RunOptions told) {
    return new LatentOdeTrainer(config, reach, bounds, effort, told);
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
    return new LatentOdeTrainer(config, reach.horizon(length), bounds, effort, options);
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
    return new LatentOdeTrainer(config, reach.context(length), bounds, effort, options);
  }

  /**
   * Where all questions will be asked, where series share a clock: half of the training windows end
   * there, give or take a quarter of the horizon, and what other training series measured at the
   * same times is told to the anchor. Where that does not help for series held out, the model is
   * the one without an origin. Forecasts from elsewhere may be worse.
   *
   * @param time in the series' own unit (seconds since 1970 for dated series)
   * @return another run
   */
  public LatentOdeTrainer origin(double time) {
    if (!Double.isFinite(time)) {
      throw new IllegalArgumentException(
          "The origin is " + time + "; expected a finite time: state another");
    }
    return new LatentOdeTrainer(config, reach.origin(time), bounds, effort, options);
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
    return new LatentOdeTrainer(config, reach, bounds.lower(channel, value), effort, options);
  }

  /**
   * The largest value that a channel can have; see {@link #lower}.
   *
   * @param channel name of the channel
   * @param value in the channel's own unit; +∞ for no bound
   * @return another run
   */
  public LatentOdeTrainer upper(String channel, double value) {
    return new LatentOdeTrainer(config, reach, bounds.upper(channel, value), effort, options);
  }

  /**
   * How many networks see a window in the frame of its past, alike but for their seeds, and are
   * weighed with the rest. They are trained side by side. Where they disagree the band is wider.
   *
   * @param count at least 1, as without it
   * @return another run
   */
  public LatentOdeTrainer members(int count) {
    return with(new Effort(count, effort.epochs(), effort.limit()));
  }

  /**
   * As many networks as can be trained in so many epochs, in turn: as configured, of linear
   * dynamics, with a pooling encoder, with an ODE-RNN encoder, and again of other seeds. Fewer
   * epochs than the configured network wants are all its own.
   *
   * @param epochs of all networks together, those of an ODE-RNN counting twice
   * @return another run
   */
  public LatentOdeTrainer budget(int epochs) {
    return with(new Effort(effort.members(), OptionalInt.of(epochs), effort.limit()));
  }

  /**
   * The same by time: two epochs are timed, and from them it is told how many fit. What comes of it
   * depends on the machine; the listener is told the {@link #budget} that repeats it elsewhere.
   *
   * @param limit about how long the training may take
   * @return another run
   */
  public LatentOdeTrainer timeLimit(Duration limit) {
    return with(new Effort(effort.members(), effort.epochs(), Optional.of(limit)));
  }

  private LatentOdeTrainer with(Effort other) {
    return new LatentOdeTrainer(config, reach, bounds, other, options);
  }

  /**
   * Trains.
   *
   * @param data series with at least one value, and with the same covariates if with any ({@link
   *     io.anode4j.data.CovariateColumns#split})
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
      if (!effort.equals(Effort.USUAL) && !used.anchoring().stack()) {
        throw new IllegalArgumentException(
            "Members, a budget of epochs or a time limit was stated of a model without a horizon or a"
                + " stack; expected none, as nothing weighs its networks: state a horizon, or leave"
                + " it out");
      }
      if (reach.origin().isPresent() && !used.anchoring().frame()) {
        throw new IllegalArgumentException(
            "An origin was stated of a model without a horizon or an anchor; expected none, as"
                + " nothing is told what other series measured after it: state a horizon, or leave"
                + " the origin out");
      }
      if (used.likelihood().isOfCounts()) {
        CountedChannels.require(data, used, workers);
      }
      SeriesSet told = CoveredSeries.of(data, options.listener());
      LatentOdeFit fit = prepared(told, reach, used, workers);
      return (fit.isMatchedInVain() ? prepared(told, reach.anywhere(), used, workers) : fit)
          .model();
    }
  }

  private LatentOdeFit prepared(
      SeriesSet data, Reach asked, LatentOdeConfig used, Workers workers) {
    DataPlan plan = DataPlan.of(data, asked, used, workers);
    List<ScaledCovariate> covariates = ScaledCovariate.fit(plan.training());
    UnaryOperator<TimeSeries> scaled = one -> ScaledCovariate.scaled(one, covariates);
    return new LatentOdeFit(
        data.map(scaled), plan.map(scaled), covariates, used, bounds, effort, options, workers);
  }

  /**
   * Without a horizon there is nothing to anchor, and the usual likelihood is the Gaussian, whose
   * one noise a channel was measured for it.
   */
  private LatentOdeConfig applied() {
    if (reach.horizon() > 0 || !config.anchoring().frame()) {
      return config;
    }
    boolean usual = config.likelihood().equals(HeteroscedasticGaussian.defaults());
    LatentOdeConfigBuilder settings = config.toBuilder().anchoring(AnchoringSettings.NONE);
    return (usual ? settings.likelihood(new Gaussian()) : settings).build();
  }
}
