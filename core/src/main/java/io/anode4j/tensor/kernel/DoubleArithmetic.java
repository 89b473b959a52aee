package io.anode4j.tensor.kernel;

import io.anode4j.tensor.DoubleMatrix;

/**
 * Float64 in plain Java. Fields given as formulas have a few components, so a row's terms are
 * summed component by component; long rows go term by term, which the compiler vectorises.
 */
final class DoubleArithmetic implements RowArithmetic<DoubleMatrix> {
  /** From here on a row is long. */
  private static final int LONG = 16;

  @Override
  public void combine(
      int rows,
      DoubleMatrix base,
      double[] h,
      double[] weights,
      DoubleMatrix[] k,
      int count,
      DoubleMatrix out) {
    int n = base.columns();
    for (int r = 0; r < rows; r++) {
      if (n < LONG) {
        shortRow(r * n, n, base.data(), h[r], weights, k, count, out.data());
      } else {
        longRow(r * n, n, base.data(), h[r], weights, k, count, out.data());
      }
    }
  }

  /** Two components at a time, so that each term is looked up half as often. */
  private static void shortRow(
      int at,
      int n,
      double[] base,
      double h,
      double[] w,
      DoubleMatrix[] k,
      int count,
      double[] out) {
    int i = at;
    for (; i + 1 < at + n; i += 2) {
      double first = 0;
      double second = 0;
      for (int s = 0; s < count; s++) {
        double[] term = k[s].data();
        double weight = w[s];
        first += weight * term[i];
        second += weight * term[i + 1];
      }
      out[i] = base[i] + h * first;
      out[i + 1] = base[i + 1] + h * second;
    }
    if (i < at + n) {
      double last = 0;
      for (int s = 0; s < count; s++) {
        last += w[s] * k[s].data()[i];
      }
      out[i] = base[i] + h * last;
    }
  }

  private static void longRow(
      int at,
      int n,
      double[] base,
      double h,
      double[] w,
      DoubleMatrix[] k,
      int count,
      double[] out) {
    if (out != base) {
      System.arraycopy(base, at, out, at, n);
    }
    for (int s = 0; s < count; s++) {
      double f = h * w[s];
      double[] term = k[s].data();
      for (int i = at; i < at + n; i++) {
        out[i] += f * term[i];
      }
    }
  }

  @Override
  public void horner(
      int count,
      double[] theta,
      DoubleMatrix base,
      DoubleMatrix[] coefficients,
      int row,
      DoubleMatrix out,
      int outRow) {
    int n = base.columns();
    int degree = coefficients.length;
    for (int o = 0; o < count; o++) {
      for (int j = 0; j < n; j++) {
        double sum = 0;
        for (int p = degree - 1; p >= 0; p--) {
          sum = theta[o] * (coefficients[p].data()[row * n + j] + sum);
        }
        out.data()[(outRow + o) * n + j] = base.data()[row * n + j] + sum;
      }
    }
  }

  @Override
  public void addPowers(
      int count,
      double[] theta,
      DoubleMatrix cotangents,
      int from,
      DoubleMatrix[] coefficients,
      int row) {
    for (int i = 0; i < count; i++) {
      double power = theta[i];
      for (int p = 0; theta[i] != 1 && p < coefficients.length; p++, power *= theta[i]) {
        addScaled(power, coefficients[p], row, cotangents, from + i);
      }
    }
  }

  @Override
  public void addRow(DoubleMatrix into, int row, DoubleMatrix from, int fromRow) {
    addScaled(1, into, row, from, fromRow);
  }

  private static void addScaled(
      double factor, DoubleMatrix into, int row, DoubleMatrix from, int fromRow) {
    int n = into.columns();
    double[] sum = into.data();
    double[] term = from.data();
    for (int j = 0; j < n; j++) {
      sum[row * n + j] += factor * term[fromRow * n + j];
    }
  }
}
