package io.anode4j.optim;

import io.anode4j.nn.FieldEvaluations;
import io.anode4j.nn.Parameters;
import java.util.random.RandomGenerator;

/** What a {@link Trainer} makes small. It belongs to one thread. */
public interface Objective {
  /** Number of samples of an epoch, from which minibatches are drawn. */
  int samples();

  /** Takes over current weights. */
  void load(Parameters parameters);

  /**
   * The mean loss of a minibatch; adds its gradient.
   *
   * @param batch numbers of the samples
   * @param random what the objective draws for itself
   * @param gradient flat gradient vector to add to
   * @return the loss; NaN or infinite when it could not be computed, and then the trainer leaves
   *     the batch out
   */
  double accumulate(int[] batch, RandomGenerator random, float[] gradient);

  /** The mean loss over all samples, without whatever is random or added in training. */
  double evaluate();

  /** Evaluations of vector fields since the last call (NFE). */
  default FieldEvaluations takeEvaluations() {
    return FieldEvaluations.NONE;
  }
}
