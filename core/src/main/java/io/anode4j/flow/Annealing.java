package io.anode4j.flow;

/**
 * How the energy of a reverse divergence is turned on in training: its weight rises evenly from a
 * first one to 1 (Rezende and Mohamed, "Variational inference with normalizing flows", ICML 2015,
 * eq. 20, who take 0.01 and 10,000 steps).
 *
 * <p>The reverse divergence does not charge for what a flow leaves out. Without annealing a flow
 * that starts narrower than its target falls into one of several modes and stays there: at ln 2
 * above the optimum where there are two equal ones. While the weight is small the flow is asked to
 * be wide, so it covers all of them before it is asked to be right. It is for targets of several
 * modes: a flow of two maps, or one for a target of one mode, can end worse for it.
 *
 * @param first weight of the first step, above 0, at most 1
 * @param steps optimiser steps until the weight is 1; 0 for no annealing
 */
public record Annealing(double first, int steps) {
  /** Checks the numbers. */
  public Annealing {
    if (!(first > 0 && first <= 1) || steps < 0) {
      throw new IllegalArgumentException(
          "An annealing from a weight of "
              + first
              + " over "
              + steps
              + " steps; expected a weight above 0 and at most 1, such as 0.01, and no negative"
              + " steps");
    }
  }

  /** The whole energy from the first step. */
  public static Annealing none() {
    return new Annealing(1, 0);
  }

  /**
   * From 0.01, as its authors do.
   *
   * @param steps optimiser steps until the energy has its whole weight
   * @return the annealing
   */
  public static Annealing over(int steps) {
    return new Annealing(0.01, steps);
  }

  /** The weight of the energy in a step, counted from 0. */
  double weight(long step) {
    return step >= steps ? 1 : first + (1 - first) * ((double) step / steps);
  }
}
