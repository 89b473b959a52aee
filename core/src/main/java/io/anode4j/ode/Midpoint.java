package io.anode4j.ode;

/**
 * Runge, "Ueber die numerische Auflösung von Differentialgleichungen", Math. Ann. 46 (1895): the
 * explicit midpoint rule, with Euler's method embedded. Dense output is the cubic Hermite
 * interpolant.
 */
final class Midpoint {
  private static final double[][] A = {{}, {1.0 / 2}, {0, 1}};

  static final ButcherTableau TABLEAU =
      new ButcherTableau(
          "midpoint",
          2,
          new double[] {0, 1.0 / 2, 1},
          A,
          new double[] {-1, 1, 0},
          CubicHermite.weights(A[2]));

  private Midpoint() {}
}
