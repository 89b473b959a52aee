package io.anode4j.ode;

/**
 * Heun, "Neue Methoden zur approximativen Integration der Differentialgleichungen einer
 * unabhängigen Veränderlichen", Z. Math. Phys. 45 (1900): the explicit trapezoidal rule, with
 * Euler's method embedded. Dense output is the cubic Hermite interpolant.
 */
final class Heun {
  private static final double[][] A = {{}, {1}, {1.0 / 2, 1.0 / 2}};

  static final ButcherTableau TABLEAU =
      new ButcherTableau(
          "heun",
          2,
          new double[] {0, 1, 1},
          A,
          new double[] {-1.0 / 2, 1.0 / 2, 0},
          CubicHermite.weights(A[2]));

  private Heun() {}
}
