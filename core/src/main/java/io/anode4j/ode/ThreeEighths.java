package io.anode4j.ode;

/**
 * The 3/8 rule of Kutta, "Beitrag zur näherungsweisen Integration totaler Differentialgleichungen",
 * Z. Math. Phys. 46 (1901); its error constants are smaller than those of the better known rk4.
 * Dense output is the cubic Hermite interpolant.
 */
final class ThreeEighths {
  private static final double[][] A = {
    {}, {1.0 / 3}, {-1.0 / 3, 1}, {1, -1, 1}, {1.0 / 8, 3.0 / 8, 3.0 / 8, 1.0 / 8}
  };

  static final ButcherTableau TABLEAU =
      new ButcherTableau(
          "rk38",
          4,
          new double[] {0, 1.0 / 3, 2.0 / 3, 1, 1},
          A,
          new double[0],
          CubicHermite.weights(A[4]));

  private ThreeEighths() {}
}
