package io.anode4j.latent.dynamics;

import io.anode4j.nn.Mlp;

/**
 * How often something is observed, as a function of the state: {@code λ = exp(MLP(z))} events a
 * unit of model time, and its integral, which is a component of the state.
 *
 * @param logarithm from z to log λ, one output
 * @param weight of the events' log-likelihood beside that of the values
 */
public record Intensity(Mlp logarithm, double weight) {
  /** The state holds this share of the integral: some tens of events stay near 1. */
  public static final double SHARE = 1.0 / 32;

  /** Bounds of log λ: {@code exp(±12)} events a unit. */
  private static final float LIMIT = 12f;

  /** Components of z, which stand before the integral in a state. */
  public int features() {
    return logarithm.inputs();
  }

  /** log λ of what the perceptron gave. */
  public static double bounded(float raw) {
    return Math.max(-LIMIT, Math.min(LIMIT, raw));
  }

  /** Slope of {@link #bounded}. */
  public static double slope(float raw) {
    return Math.abs(raw) < LIMIT ? 1 : 0;
  }
}
