package io.anode4j.gradient;

import io.anode4j.ode.DoubleSolution;
import io.anode4j.tensor.DoubleMatrix;

/** A scalar function of the outputs of a float64 solve, with its gradient. */
@FunctionalInterface
public interface DoubleOutputLoss {
  /**
   * Computes the loss and its gradient.
   *
   * @param solution the solve; outputs that a row did not reach are NaN, and whatever cotangent
   *     they get is ignored
   * @param cotangents receives ∂loss/∂output {@code [outputs × dimension]}; zeros on entry
   * @return the loss
   */
  double evaluate(DoubleSolution solution, DoubleMatrix cotangents);

  /** The sum of outputs times given weights: pulls given cotangents back. */
  static DoubleOutputLoss weighted(DoubleMatrix weights) {
    return (solution, cotangents) -> SumLoss.weighted(solution.values(), weights, cotangents);
  }

  /** The sum of the squares of all outputs that were reached. */
  static DoubleOutputLoss sumOfSquares() {
    return (solution, cotangents) -> SumLoss.squares(solution.values(), cotangents);
  }
}
