package io.anode4j.latent.dynamics;

import io.anode4j.nn.Parameters;
import java.util.Optional;
import java.util.random.RandomGenerator;

/** Dynamics that know where their weights lie: an immutable value. */
public interface Dynamics {
  /**
   * Writes fresh weights.
   *
   * @param parameters where to
   * @param random where they come from
   */
  void initialize(Parameters parameters, RandomGenerator random);

  /** A workspace for one thread. */
  DynamicsPass pass();

  /** How often something is observed, where that is modelled; its integral ends the state. */
  default Optional<Intensity> intensity() {
    return Optional.empty();
  }
}
