package io.anode4j.ode;

/**
 * Kennedy and Carpenter, "Additive Runge–Kutta schemes for convection-diffusion-reaction
 * equations", Appl. Numer. Math. 44 (2003), the implicit half of ARK4(3)6L[2]SA: L-stable, stiffly
 * accurate, of stage order 2, all stages within the step. Dense output is the cubic Hermite
 * interpolant.
 */
final class KenCarp4 {
  private static final double G = 1.0 / 4;

  private static final double[][] A = {
    {},
    {G, G},
    {8611.0 / 62500, -1743.0 / 31250, G},
    {5012029.0 / 34652500, -654441.0 / 2922500, 174375.0 / 388108, G},
    {
      15267082809.0 / 155376265600.0,
      -71443401.0 / 120774400,
      730878875.0 / 902184768,
      2285395.0 / 8070912,
      G
    },
    {82889.0 / 524892, 0, 15625.0 / 83664, 69875.0 / 102672, -2260.0 / 8211, G}
  };

  private static final double[] ERROR = {
    82889.0 / 524892 - 4586570599.0 / 29645900160.0,
    0,
    15625.0 / 83664 - 178811875.0 / 945068544,
    69875.0 / 102672 - 814220225.0 / 1159782912,
    -2260.0 / 8211 + 3700637.0 / 11593932,
    G - 61727.0 / 225920
  };

  static final ButcherTableau TABLEAU =
      new ButcherTableau(
          "kencarp4",
          4,
          new double[] {0, 1.0 / 2, 83.0 / 250, 31.0 / 50, 17.0 / 20, 1},
          A,
          ERROR,
          CubicHermite.stifflyAccurate(A[5]));

  private KenCarp4() {}
}
