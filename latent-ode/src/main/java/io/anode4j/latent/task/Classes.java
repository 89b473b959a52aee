package io.anode4j.latent.task;

import io.anode4j.classification.Softmax;
import io.anode4j.nn.Layer;

/** −log p of each window's class, {@code p = softmax(head(μ))}. */
public final class Classes extends HeadTerm {
  /**
   * A term for one thread.
   *
   * @param head from means of z to one score a class
   */
  public Classes(Layer head) {
    super(head);
  }

  @Override
  public double[] answers(int window) {
    double[] p = outputs(window);
    Softmax.inPlace(p);
    return p;
  }

  /** The gradient of −log softmax is the distance of the probabilities from 0 and 1. */
  @Override
  Fit one(int window, double label, double[] cotangents) {
    double[] p = answers(window);
    int own = (int) label;
    double squares = 0;
    for (int k = 0; k < p.length; k++) {
      cotangents[k] = p[k] - (k == own ? 1 : 0);
      squares += cotangents[k] * cotangents[k];
    }
    return new Fit(-Math.log(Math.max(Double.MIN_NORMAL, p[own])), squares, 1);
  }
}
