package io.anode4j.ode;

/**
 * Kutta, "Beitrag zur näherungsweisen Integration totaler Differentialgleichungen", Z. Math. Phys.
 * 46 (1901). Dense output is the cubic Hermite interpolant of both ends' values and derivatives.
 */
final class RungeKutta4 {
  private static final double[][] A = {
    {}, {1.0 / 2}, {0, 1.0 / 2}, {0, 0, 1}, {1.0 / 6, 1.0 / 3, 1.0 / 3, 1.0 / 6}
  };

  static final ButcherTableau TABLEAU =
      new ButcherTableau(
          "rk4", 4, new double[] {0, 0.5, 0.5, 1, 1}, A, new double[0], CubicHermite.weights(A[4]));

  private RungeKutta4() {}
}
