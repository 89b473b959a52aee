package io.anode4j.latent;

import io.anode4j.latent.dynamics.PointProcess;
import io.anode4j.latent.encoder.Gru;

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
    if (model.config().dynamics() instanceof PointProcess) {
      throw new IllegalArgumentException(
          "the model's dynamics are 'point-process', whose intensity has no graph yet; expected"
              + " 'neural-ode' or 'linear': train one with these");
    }
    if (!(model.config().encoder() instanceof Gru)) {
      throw new IllegalArgumentException(
          "the model's encoder is '"
              + model.config().encoder().type()
              + "', which solves an ODE at every gap; expected 'gru': train one with that");
    }
  }
}
