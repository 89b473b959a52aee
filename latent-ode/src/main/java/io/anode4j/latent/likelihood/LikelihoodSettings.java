package io.anode4j.latent.likelihood;

import io.anode4j.nn.ParameterLayout;
import java.util.List;

/**
 * A choice of likelihood. Its records are written into model files with their components as
 * properties.
 */
public interface LikelihoodSettings {
  /**
   * All likelihoods there are, each with its defaults; the first is what is taken where none is
   * stated.
   */
  static List<LikelihoodSettings> kinds() {
    return List.of(
        HeteroscedasticGaussian.defaults(),
        new Gaussian(),
        StudentT.defaults(),
        FixedGaussian.defaults(),
        NegativeBinomial.defaults());
  }

  /** Name of its kind in settings and model files. */
  String type();

  /**
   * Numbers that the decoder gives for each time: the channels' locations first.
   *
   * @param channels observed channels
   * @return how many, at least one a channel
   */
  int outputs(int channels);

  /** Whether every channel must count: whole numbers from 0 on, on the channels' scales. */
  default boolean isOfCounts() {
    return false;
  }

  /** Weight of a loss after the origin beside that of a log-likelihood before it. */
  default double horizonWeight() {
    return 1;
  }

  /**
   * The likelihood with a place for its weights.
   *
   * @param layout where its arrays are added
   * @param channels observed channels
   * @return the likelihood
   */
  Likelihood in(ParameterLayout.Builder layout, int channels);

  /**
   * The same, told how channels were scaled.
   *
   * @param layout where its arrays are added
   * @param channels observed channels
   * @param units original units in one scaled unit of each channel; empty where windows have scales
   *     of their own
   * @param centres where a scaled 0 is, original units; likewise
   * @return the likelihood
   */
  default Likelihood in(
      ParameterLayout.Builder layout, int channels, double[] units, double[] centres) {
    return in(layout, channels);
  }
}
