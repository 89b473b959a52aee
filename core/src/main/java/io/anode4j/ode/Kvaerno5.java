package io.anode4j.ode;

/**
 * Kværnø, "Singly diagonally implicit Runge–Kutta methods with an explicit first stage", BIT 44
 * (2004), the pair ESDIRK5/4a of seven stages: L-stable, stiffly accurate, of stage order 2. The
 * paper gives decimals. Its third stage lies beyond the step's end, at c = 1.23.
 *
 * <p>The paper gives no dense output. This one has order 4: the only quartic in θ of least sum of
 * squares that satisfies the order conditions up to order 4 for every θ and meets the values and
 * derivatives at both ends.
 */
final class Kvaerno5 {
  private static final double G = 0.26;

  private static final double[][] A = {
    {},
    {G, G},
    {0.13, 0.84033320996790809, G},
    {0.22371961478320505, 0.47675532319799699, -0.06470895363112615, G},
    {0.16648564323248321, 0.10450018841591720, 0.03631482272098715, -0.13090704451073998, G},
    {0.13855640231268224, 0, -0.04245337201752043, 0.02446657898003141, 0.61943039072480676, G},
    {
      0.13659751177640291,
      0,
      -0.05496908796538376,
      -0.04118626728321046,
      0.62993304899016403,
      0.06962479448202728,
      G
    }
  };

  private static final double[][] DENSE = {
    {1, -2.0720375887956823, 1.6904652246969767, -0.4818301241248913},
    {0, 0, 0, 0},
    {0, 0.8427243190616529, -1.9053249899848408, 1.0076315829578042},
    {0, -0.6665857136422404, 1.168426358151639, -0.543026911792609},
    {0, 3.2569288143993496, -3.9941254328380436, 1.3671296674288578},
    {0, -0.6050255205696767, 1.4885502190674627, -0.8138999040157586},
    {0, -0.7560043104534058, 1.5520086209068116, -0.5360043104534058}
  };

  private static double[] error() {
    double[] error = A[6].clone();
    for (int s = 0; s < A[5].length; s++) {
      error[s] -= A[5][s];
    }
    return error;
  }

  static final ButcherTableau TABLEAU =
      new ButcherTableau(
          "kvaerno5",
          5,
          new double[] {0, 0.52, 1.230333209967908, 0.895765984350076, 0.436393609858648, 1, 1},
          A,
          error(),
          DENSE);

  private Kvaerno5() {}
}
