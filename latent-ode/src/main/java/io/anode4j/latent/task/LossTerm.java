package io.anode4j.latent.task;

import io.anode4j.nn.Parameters;

/** One term of a latent model's loss, with its own weights where it has any; for one thread. */
public interface LossTerm {
  /** Takes over current weights. */
  default void load(Parameters parameters) {}

  /**
   * Evaluates the term after a forward pass.
   *
   * @param pass q(z) and states; where {@code scale} is not 0, the gradient times {@code scale} is
   *     added to its cotangents, and that of own weights is kept here
   * @param scale factor of the gradient; 0 when none is wanted
   * @return nats, summed over the windows of the pass
   */
  double add(LatentPass pass, double scale);

  /** Adds the gradient kept here to a flat gradient vector and forgets it. */
  default void drainGradient(float[] gradient) {}
}
