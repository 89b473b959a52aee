package io.anode4j.evaluation;

import java.util.function.ToDoubleFunction;

/** A score of which less is better. */
public enum Metric {
  /** Mean squared error of the predictive mean. */
  MSE(Scores::mse),
  /** Mean absolute error of the predictive median. */
  MAE(Scores::mae),
  /** Continuous ranked probability score. */
  CRPS(Scores::crps),
  /** Negative log-likelihood, in nats. */
  NLL(Scores::nll);

  private final ToDoubleFunction<Scores> figure;

  Metric(ToDoubleFunction<Scores> figure) {
    this.figure = figure;
  }

  /**
   * The figure among others.
   *
   * @param scores all figures of a forecaster
   * @return this one
   */
  public double of(Scores scores) {
    return figure.applyAsDouble(scores);
  }
}
