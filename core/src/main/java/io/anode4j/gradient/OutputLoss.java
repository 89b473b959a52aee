package io.anode4j.gradient;

import io.anode4j.ode.Solution;
import io.anode4j.tensor.Matrix;

/** A scalar function of the outputs of a solve, with its gradient. */
@FunctionalInterface
public interface OutputLoss {
  /**
   * Computes the loss and its gradient.
   *
   * @param solution the solve; outputs that a row did not reach are NaN, and whatever cotangent
   *     they get is ignored
   * @param cotangents receives ∂loss/∂output {@code [outputs × dimension]}; zeros on entry
   * @return the loss
   */
  double evaluate(Solution solution, Matrix cotangents);

  /**
   * The sum of outputs times given weights: pulls given cotangents back.
   *
   * @param weights {@code [outputs × dimension]}
   * @return a loss whose gradient with respect to the outputs is {@code weights}
   */
  static OutputLoss weighted(Matrix weights) {
    return (solution, cotangents) -> SumLoss.weighted(solution.values(), weights, cotangents);
  }

  /** The sum of the squares of all outputs that were reached. */
  static OutputLoss sumOfSquares() {
    return (solution, cotangents) -> SumLoss.squares(solution.values(), cotangents);
  }
}
