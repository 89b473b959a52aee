package io.anode4j.experiments;

import java.util.List;
import java.util.Optional;

/** The experiments there are, in the order of the page. */
public final class Experiments {
  private Experiments() {}

  /** All of them. */
  public static List<Experiment> all() {
    return List.of(
        new Solvers(),
        new Crossing(),
        new Generalisation(),
        new Stability(),
        new Depth(),
        new GradientCosts(),
        new Mnist(),
        new AnodeImages(),
        new Spirals(),
        new Densities(),
        new Rubanova(),
        new Reversible(),
        new Pde(),
        new Gp());
  }

  /** The one of a name. */
  public static Optional<Experiment> named(String name) {
    return all().stream().filter(e -> e.name().equals(name)).findFirst();
  }
}
