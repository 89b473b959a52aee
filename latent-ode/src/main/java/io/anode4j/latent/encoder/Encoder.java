package io.anode4j.latent.encoder;

import io.anode4j.nn.Parameters;
import java.util.random.RandomGenerator;

/** An encoder that knows where its weights lie: an immutable value. */
public interface Encoder {
  /** Size of a code. */
  int outputs();

  /**
   * Writes fresh weights.
   *
   * @param parameters where to
   * @param random where they come from
   */
  void initialize(Parameters parameters, RandomGenerator random);

  /** A workspace for one thread. */
  EncoderPass pass();
}
