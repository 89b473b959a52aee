package io.anode4j.training;

import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.Parameters;

/**
 * What a {@link TrainingRun} minimises: a model's loss over batches that are drawn anew in every
 * epoch. Results depend on epoch, batch and weights alone, so that a resumed run goes on exactly as
 * one that was never stopped.
 */
public interface TrainingObjective {
  /** Names and shapes of the weights. */
  ParameterLayout layout();

  /** Fresh weights. */
  Parameters initialize();

  /** Number of batches of an epoch. */
  int batches();

  /** Number of windows of an epoch, for reports. */
  int windows();

  /**
   * Draws the data of an epoch.
   *
   * @param epoch epochs done before it
   */
  void beginEpoch(int epoch);

  /**
   * Loss and gradient of one batch of the epoch begun.
   *
   * @param batch number of the batch, from 0
   * @param parameters weights
   * @param gradient zeros; receives the gradient of the mean loss of a value
   * @return the sums behind it
   */
  Sums evaluate(int batch, Parameters parameters, float[] gradient);

  /**
   * Loss on data that no gradient sees.
   *
   * @param parameters weights
   * @return the validation
   */
  Validation validate(Parameters parameters);

  /**
   * Sums over a batch.
   *
   * @param loss loss in nats, over all values
   * @param values number of values
   * @param evaluations evaluations of a vector field over all solves
   * @param solves number of solves
   */
  record Sums(double loss, double values, double evaluations, double solves) {
    /** Nothing. */
    public static final Sums NONE = new Sums(0, 0, 0, 0);

    Sums plus(Sums o) {
      return new Sums(
          loss + o.loss, values + o.values, evaluations + o.evaluations, solves + o.solves);
    }
  }

  /**
   * Outcome of a validation.
   *
   * @param loss a value, by the objective's own measure: what early stopping watches
   * @param squaredError mean squared error on the model's scale
   */
  record Validation(double loss, double squaredError) {}
}
