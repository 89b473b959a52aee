package io.anode4j.reference;

import java.util.function.ToDoubleFunction;

/** Central finite differences in double precision. */
public final class FiniteDifferences {
  /**
   * Balances the truncation error h²·f‴/6 against the rounding error 10⁻¹⁶·f/h: about 10⁻¹⁰ of
   * either for functions of ordinary size.
   */
  private static final double STEP = 1e-5;

  private FiniteDifferences() {}

  /** Gradient of a function at a point, to about 10⁻⁹ for functions of ordinary size. */
  public static double[] gradient(ToDoubleFunction<double[]> f, double[] at) {
    return gradient(f, at, STEP);
  }

  /** Gradient of a function at a point with a given step. */
  public static double[] gradient(ToDoubleFunction<double[]> f, double[] at, double step) {
    double[] x = at.clone();
    double[] gradient = new double[x.length];
    for (int i = 0; i < x.length; i++) {
      x[i] = at[i] + step;
      double up = f.applyAsDouble(x);
      x[i] = at[i] - step;
      double down = f.applyAsDouble(x);
      x[i] = at[i];
      gradient[i] = (up - down) / (2 * step);
    }
    return gradient;
  }
}
