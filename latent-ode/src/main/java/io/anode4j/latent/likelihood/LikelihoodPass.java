package io.anode4j.latent.likelihood;

import io.anode4j.forecast.ComponentDensity;
import io.anode4j.nn.Parameters;

/** One thread's evaluation of a likelihood, value by value, on the scaled values. */
public interface LikelihoodPass {
  /** Takes over current weights. */
  void load(Parameters parameters);

  /**
   * −log p of a value, and its gradient: with respect to the decoder's outputs it is added to
   * {@code rawCotangents}, with respect to own weights it is kept here.
   *
   * @param channel which channel
   * @param y the value, scaled
   * @param raw what the decoder gave; this time's {@link LikelihoodSettings#outputs} begin at
   *     {@code at}, the channels' locations first
   * @param at their start, in {@code raw} and in {@code rawCotangents}
   * @param weight factor of the gradient
   * @param rawCotangents receives weight times the gradient
   * @return nats
   */
  double negativeLogDensity(
      int channel, float y, float[] raw, int at, double weight, float[] rawCotangents);

  /**
   * Loss of a value after the origin, and its gradient: −log p unless a likelihood is trained on
   * another proper score there.
   *
   * @param channel which channel
   * @param y the value, scaled
   * @param raw what the decoder gave
   * @param at start of this time's numbers
   * @param weight factor of the gradient
   * @param rawCotangents receives weight times the gradient
   * @return the loss
   */
  default double horizonLoss(
      int channel, float y, float[] raw, int at, double weight, float[] rawCotangents) {
    return negativeLogDensity(channel, y, raw, at, weight, rawCotangents);
  }

  /** Squared distance of the value last evaluated from its location. */
  double squaredError();

  /**
   * Location of a channel's values, scaled units: the mean of what a density has a mean of.
   *
   * @param channel which channel
   * @param raw what the decoder gave
   * @param at start of this time's numbers
   * @return what the decoder gave first, unless a likelihood reads it otherwise
   */
  default double location(int channel, float[] raw, int at) {
    return raw[at + channel];
  }

  /**
   * Scale of a channel's values around their location, scaled units.
   *
   * @param channel which channel
   * @param raw what the decoder gave
   * @param at start of this time's numbers
   * @return the scale
   */
  double scale(int channel, float[] raw, int at);

  /** Density of a channel's values around their location at that scale. */
  ComponentDensity density(int channel);

  /** Adds the gradient kept here to a flat gradient vector and forgets it. */
  void drainGradient(float[] gradient);
}
