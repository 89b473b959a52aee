package io.anode4j.flow;

/**
 * The logarithm of a determinant as a power series, {@code ln det(I + J) = Σ (−1)ᵏ⁺¹ tr(Jᵏ)/k}, cut
 * after some terms (Behrmann, Grathwohl, Chen, Duvenaud and Jacobsen, "Invertible residual
 * networks", ICML 2019, eq. 4 and algorithm 2). It needs products with J alone, and J to be
 * contractive.
 *
 * @param terms terms kept, at least 1; 5 to 10 are what the paper trains with
 * @param trace how traces are found
 */
public record PowerSeries(int terms, Trace trace) {
  /** Checks the number of terms. */
  public PowerSeries {
    if (terms < 1) {
      throw new IllegalArgumentException(
          "A power series of " + terms + " terms; expected at least 1, 5 to 10 are usual");
    }
  }

  /** The factor (−1)ᵏ⁺¹/k of the trace of the k-th power, k from 1. */
  static double coefficient(int k) {
    return (k % 2 == 0 ? -1.0 : 1.0) / k;
  }

  /**
   * What the terms that were cut add up to at most: {@code −d·(ln(1 − c) + Σ cᵏ/k)} (theorem 4).
   *
   * @param dimension d, components of a point
   * @param bound c, a Lipschitz constant of the map whose Jacobian is J, below 1
   * @return the largest error in nats, of exact traces
   */
  public double truncation(int dimension, double bound) {
    double kept = 0;
    for (int k = 1; k <= terms; k++) {
      kept += Math.pow(bound, k) / k;
    }
    return -dimension * (Math.log1p(-bound) + kept);
  }
}
