package io.anode4j.ode;

/**
 * Ralston, "Runge–Kutta methods with minimum error bounds", Math. Comp. 16 (1962), the second-order
 * method of least truncation error, with Euler's method embedded. Dense output is the cubic Hermite
 * interpolant.
 */
final class Ralston {
  private static final double[][] A = {{}, {2.0 / 3}, {1.0 / 4, 3.0 / 4}};

  static final ButcherTableau TABLEAU =
      new ButcherTableau(
          "ralston",
          2,
          new double[] {0, 2.0 / 3, 1},
          A,
          new double[] {-3.0 / 4, 3.0 / 4, 0},
          CubicHermite.weights(A[2]));

  private Ralston() {}
}
