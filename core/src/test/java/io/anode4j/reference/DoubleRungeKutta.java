package io.anode4j.reference;

import io.anode4j.ode.ButcherTableau;
import io.anode4j.ode.VectorField.RowFunction;

/**
 * A plain adaptive solve of one row in double precision, by any explicit method with an estimate:
 * to count evaluations where float32 has no digits left. Steps follow Hairer's PI rule.
 *
 * @param end state at the last time
 * @param evaluations of the field
 */
public record DoubleRungeKutta(double[] end, int evaluations) {
  /** Solves from a time to a later one. */
  public static DoubleRungeKutta solve(
      ButcherTableau method, RowFunction field, double[] y0, double from, double to, double rtol) {
    int n = y0.length;
    double[][] k = new double[method.stages()][n];
    double[] y = y0.clone();
    double[] at = new double[n];
    double t = from;
    double h = 1e-3 * (to - from);
    double before = 1e-4;
    field.evaluate(t, y, k[0]);
    int evaluations = 1;
    while (t < to) {
      h = Math.min(h, to - t);
      for (int s = 1; s < k.length; s++) {
        combine(y, h, method.a()[s], k, s, at);
        field.evaluate(t + method.c()[s] * h, at, k[s]);
      }
      evaluations += k.length - 1;
      double sum = 0;
      double[] error = new double[n];
      combine(new double[n], h, method.error(), k, k.length, error);
      for (int i = 0; i < n; i++) {
        double e = error[i] / (0.1 * rtol + rtol * Math.max(Math.abs(y[i]), Math.abs(at[i])));
        sum += e * e;
      }
      double ratio = Math.max(1e-10, Math.sqrt(sum / n));
      double beta = 0.04;
      double power = 1.0 / method.order() - 0.75 * beta;
      double factor = 0.9 / Math.pow(ratio, power);
      if (ratio <= 1) {
        t = t + h >= to ? to : t + h;
        y = at.clone();
        k[0] = k[k.length - 1].clone();
        factor *= Math.pow(before, beta);
        before = Math.max(ratio, 1e-4);
      }
      h *= Math.max(0.2, Math.min(ratio <= 1 ? 10 : 1, factor));
    }
    return new DoubleRungeKutta(y, evaluations);
  }

  private static void combine(
      double[] base, double h, double[] weights, double[][] k, int count, double[] out) {
    for (int i = 0; i < base.length; i++) {
      double sum = 0;
      for (int s = 0; s < count; s++) {
        sum += weights[s] * k[s][i];
      }
      out[i] = base[i] + h * sum;
    }
  }
}
