package io.anode4j.latent;

import io.anode4j.data.SeriesSet;
import io.anode4j.tensor.Workers;
import io.anode4j.training.ExtremeValues;
import io.anode4j.training.RunOptions;
import java.util.function.BiFunction;
import java.util.function.Supplier;

/**
 * A run that trains a latent ODE with a head, as its trainer describes it.
 *
 * @param config settings of the latent ODE
 * @param settings of the head
 * @param context how much of the end of each series is read; 0 where nothing is stated
 * @param options of the run
 */
record HeadRun(LatentOdeConfig config, HeadSettings settings, double context, RunOptions options) {

  /** A run with the given settings of the latent ODE, and the defaults of all else. */
  static HeadRun of(LatentOdeConfig config) {
    return new HeadRun(
        HeadTraining.alone(config), HeadSettings.defaults(), 0, RunOptions.defaults());
  }

  HeadRun with(RunOptions told) {
    return new HeadRun(config, settings, context, told);
  }

  HeadRun with(HeadSettings own) {
    return new HeadRun(config, own, context, options);
  }

  /** The same with another context, above 0. */
  HeadRun reading(double length) {
    RunOptions.requireAboveZero("context", length);
    return new HeadRun(config, settings, length, options);
  }

  /**
   * Trains.
   *
   * @param data all series
   * @param division divides them
   * @param fit trains on what was divided
   * @param <P> the divided series
   * @param <M> the model
   */
  <P, M> M train(SeriesSet data, Supplier<P> division, BiFunction<P, Workers, M> fit) {
    ExtremeValues.refuse(data);
    P plan = division.get();
    try (Workers workers = new Workers(options.threads(), "The training")) {
      return fit.apply(plan, workers);
    }
  }
}
