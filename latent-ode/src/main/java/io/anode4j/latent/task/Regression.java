package io.anode4j.latent.task;

import io.anode4j.nn.Layer;

/**
 * Half the squared distance of each window's number from {@code head(μ)}, both scaled: −log p of a
 * normal distribution of unit variance, but for its constant.
 */
public final class Regression extends HeadTerm {
  /**
   * A term for one thread.
   *
   * @param head from means of z to one number
   */
  public Regression(Layer head) {
    super(head);
  }

  @Override
  public double[] answers(int window) {
    return outputs(window);
  }

  @Override
  Fit one(int window, double label, double[] cotangents) {
    double away = outputs(window)[0] - label;
    cotangents[0] = away;
    return new Fit(0.5 * away * away, away * away, 1);
  }
}
