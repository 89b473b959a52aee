package io.anode4j.gradient;

import io.anode4j.ode.ButcherTableau;
import io.anode4j.ode.VectorField;

/** A recorded step of an implicit method once more, in double precision. */
final class ImplicitReplay {
  private ImplicitReplay() {}

  /**
   * Stage derivatives of a step, each to its rounding.
   *
   * @param first the derivative at its start
   */
  static double[][] stages(
      ButcherTableau m, VectorField.RowFunction f, double t, double h, double[] y, double[] first) {
    double[][] k = new double[m.stages()][];
    k[0] = first;
    for (int s = 1; s < m.stages(); s++) {
      double[] base = y.clone();
      for (int q = 0; q < s; q++) {
        for (int j = 0; j < y.length; j++) {
          base[j] += h * m.a()[s][q] * k[q][j];
        }
      }
      k[s] = newton(f, t + m.c()[s] * h, h * m.gamma(), base, k[s - 1].clone());
    }
    return k;
  }

  /** Solves k = f(base + g·k) by Newton with a differenced Jacobian and Gauss elimination. */
  private static double[] newton(
      VectorField.RowFunction f, double t, double g, double[] base, double[] k) {
    int n = k.length;
    for (int iteration = 0; iteration < 30; iteration++) {
      double[] r = defect(f, t, g, base, k);
      double[][] a = new double[n][n + 1];
      for (int j = 0; j < n; j++) {
        double[] moved = k.clone();
        double increment = 1e-6 * Math.max(1, Math.abs(k[j]));
        moved[j] += increment;
        double[] d = defect(f, t, g, base, moved);
        for (int i = 0; i < n; i++) {
          a[i][j] = (d[i] - r[i]) / increment;
          a[i][n] = -r[i];
        }
      }
      double[] delta = gauss(a);
      double size = 0;
      for (int j = 0; j < n; j++) {
        k[j] += delta[j];
        size = Math.max(size, Math.abs(delta[j]) / Math.max(1, Math.abs(k[j])));
      }
      if (size < 1e-14) {
        break;
      }
    }
    return k;
  }

  private static double[] defect(
      VectorField.RowFunction f, double t, double g, double[] base, double[] k) {
    double[] y = base.clone();
    for (int j = 0; j < y.length; j++) {
      y[j] += g * k[j];
    }
    double[] d = new double[y.length];
    f.evaluate(t, y, d);
    for (int j = 0; j < y.length; j++) {
      d[j] = k[j] - d[j];
    }
    return d;
  }

  private static double[] gauss(double[][] a) {
    int n = a.length;
    for (int c = 0; c < n; c++) {
      int best = c;
      for (int r = c; r < n; r++) {
        best = Math.abs(a[r][c]) > Math.abs(a[best][c]) ? r : best;
      }
      double[] swap = a[c];
      a[c] = a[best];
      a[best] = swap;
      for (int r = 0; r < n; r++) {
        double l = r == c ? 0 : a[r][c] / a[c][c];
        for (int j = c; j <= n; j++) {
          a[r][j] -= l * a[c][j];
        }
      }
    }
    double[] x = new double[n];
    for (int c = 0; c < n; c++) {
      x[c] = a[c][n] / a[c][c];
    }
    return x;
  }
}
