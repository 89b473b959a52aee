package io.anode4j.latent.likelihood;

import io.anode4j.nn.Initializer;
import io.anode4j.nn.ParameterLayout;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Parameters;
import java.util.SplittableRandom;
import java.util.function.Function;

/**
 * A likelihood whose only weights are the logarithms of one standard deviation for each channel.
 *
 * @param noise where they lie
 * @param passes makes the workspace of a thread
 */
record NoiseOfChannels(ParameterSlot noise, Function<ParameterSlot, LikelihoodPass> passes)
    implements Likelihood {
  static final double HALF_LOG_2PI = 0.5 * Math.log(2 * Math.PI);

  /** Noise below a thousandth of a channel's scale would make single values own the loss. */
  static final double SMALLEST = 1e-3;

  /** Observation noise starts here, in units of the scaled values. */
  private static final float FIRST_NOISE = (float) Math.log(0.5);

  static NoiseOfChannels in(
      ParameterLayout.Builder layout,
      int channels,
      Function<ParameterSlot, LikelihoodPass> passes) {
    return new NoiseOfChannels(layout.add("noise", 1, channels), passes);
  }

  @Override
  public void initialize(Parameters parameters) {
    Initializer.constant(FIRST_NOISE).initialize(parameters, noise, new SplittableRandom(0));
  }

  @Override
  public LikelihoodPass pass() {
    return passes.apply(noise);
  }
}
