package io.anode4j.latent.likelihood;

import io.anode4j.nn.Parameters;

/** A likelihood that knows where its weights lie: an immutable value. */
public interface Likelihood {
  /**
   * Writes fresh weights.
   *
   * @param parameters where to
   */
  void initialize(Parameters parameters);

  /** A workspace for one thread. */
  LikelihoodPass pass();
}
