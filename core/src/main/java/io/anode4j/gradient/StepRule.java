package io.anode4j.gradient;

import io.anode4j.tensor.Rows;

/**
 * The elementary step-size rule for solves whose parts have errors of their own: the norm sums over
 * all parts (Hairer, Nørsett and Wanner, "Solving Ordinary Differential Equations I", II.4, eq.
 * 4.11 to 4.13).
 */
final class StepRule {
  private static final double SAFETY = 0.9;
  private static final double SHRINK = 0.2;
  private static final double GROW = 10;

  private final double rtol;
  private final double atol;
  private final double exponent;

  StepRule(double rtol, double atol, int order) {
    this.rtol = rtol;
    this.atol = atol;
    this.exponent = 1.0 / order;
  }

  /** Sum of (error / tolerance)² of one row of one part. */
  double squares(Rows<?> before, Rows<?> after, Rows<?> error, int slot) {
    double sum = 0;
    for (int j = 0; j < before.columns(); j++) {
      double size = Math.max(Math.abs(before.value(slot, j)), Math.abs(after.value(slot, j)));
      double e = error.value(slot, j) / (atol + rtol * size);
      sum += e * e;
    }
    return sum;
  }

  /** Factor for the next step, or for the retry of a rejected one; a non-finite error shrinks. */
  double factor(double ratio, boolean mayGrow) {
    if (!Double.isFinite(ratio)) {
      return SHRINK;
    }
    double factor = SAFETY / Math.pow(Math.max(ratio, 1e-10), exponent);
    return Math.max(SHRINK, Math.min(mayGrow ? GROW : 1, factor));
  }
}
