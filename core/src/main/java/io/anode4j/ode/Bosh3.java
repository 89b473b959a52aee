package io.anode4j.ode;

/**
 * Bogacki and Shampine, "A 3(2) pair of Runge–Kutta formulas", Appl. Math. Lett. 2 (1989). Dense
 * output is the cubic Hermite interpolant, which the authors recommend.
 */
final class Bosh3 {
  private static final double[][] A = {{}, {1.0 / 2}, {0, 3.0 / 4}, {2.0 / 9, 1.0 / 3, 4.0 / 9}};

  static final ButcherTableau TABLEAU =
      new ButcherTableau(
          "bosh3",
          3,
          new double[] {0, 1.0 / 2, 3.0 / 4, 1},
          A,
          new double[] {-5.0 / 72, 1.0 / 12, 1.0 / 9, -1.0 / 8},
          CubicHermite.weights(A[3]));

  private Bosh3() {}
}
