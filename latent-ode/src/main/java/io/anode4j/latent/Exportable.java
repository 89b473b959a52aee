package io.anode4j.latent;

import io.anode4j.latent.dynamics.Linear;
import io.anode4j.latent.dynamics.NeuralField;
import io.anode4j.latent.encoder.Gru;
import io.anode4j.latent.likelihood.FixedGaussian;

/** Which models have graphs. */
final class Exportable {
  private static final int MOST_STEPS = 1024;

  private Exportable() {}

  /**
   * Refuses a model that has parts without a graph.
   *
   * @throws IllegalArgumentException naming the part, what was expected, and what to do
   */
  static void require(LatentOde model, int steps) {
    if (steps < 1 || steps > MOST_STEPS) {
      throw new IllegalArgumentException(
          "found " + steps + " steps of a solve; expected 1 to 1024: state another number");
    }
    if (!model.covariates().isEmpty()) {
      throw new IllegalArgumentException(
          "the model reads covariates, whose path through its dynamics has no graph yet; expected"
              + " none: train without them");
    }
    if (model.description().anchored().isPresent()) {
      throw new IllegalArgumentException(
          "the model is anchored: its networks see windows in frames and are weighed with a ridge"
              + " regression and simple rules, which have no graph; expected a network on the"
              + " channels' scales: train with --alone, or with --mode filter");
    }
    model.header().phases().requirePlain();
    LatentOdeConfig config = model.config();
    requirePart(
        "dynamics",
        config.dynamics().type(),
        config.dynamics() instanceof NeuralField || config.dynamics() instanceof Linear,
        "'neural-ode' or 'linear'");
    requirePart("encoder", config.encoder().type(), config.encoder() instanceof Gru, "'gru'");
    requirePart(
        "likelihood",
        config.likelihood().type(),
        !(config.likelihood() instanceof FixedGaussian) && !config.likelihood().isOfCounts(),
        "one that learns its scale, as 'gaussian'");
  }

  private static void requirePart(String part, String type, boolean known, String expected) {
    if (!known) {
      throw new IllegalArgumentException(
          "the model's %s is '%s', which has no graph yet; expected %s: train one with that"
              .formatted(part, type, expected));
    }
  }
}
