package io.anode4j.gradient;

import java.util.function.DoubleUnaryOperator;

/**
 * The derivative of a function at 0 by central differences at eight steps, with a fifth-degree odd
 * polynomial through them by least squares. Large steps with higher terms taken off beat small ones
 * where the function is rounded to float32, and what the polynomial leaves over says how uncertain
 * the derivative is. The even part tells a kink: there it has a term in |h|.
 *
 * @param value the derivative
 * @param uncertainty its standard error, or the kink's height; infinite where the function was not
 *     finite
 */
record Difference(double value, double uncertainty) {
  private static final int POINTS = 8;
  private static final int DEGREE = 5;

  /** Each range is a quarter of the one before. */
  private static final int RANGES = 3;

  /** A term in |h| of so many standard errors is no accident. */
  private static final double KINK = 6;

  /** A smaller range must be so much better, as the smallest of several is so by chance, too. */
  private static final double BETTER = 3;

  static Difference of(DoubleUnaryOperator function, double largestStep) {
    double middle = function.applyAsDouble(0);
    Difference best = new Difference(Double.NaN, Double.POSITIVE_INFINITY);
    double range = largestStep;
    for (int i = 0; i < RANGES; i++, range /= 4) {
      Difference d = within(function, middle, range);
      if (d.uncertainty < best.uncertainty / (i == 0 ? 1 : BETTER)) {
        best = d;
      }
    }
    return best;
  }

  private static Difference within(DoubleUnaryOperator function, double middle, double range) {
    double[] odd = new double[POINTS];
    double[] even = new double[POINTS];
    for (int p = 0; p < POINTS; p++) {
      double step = range * (p + 1) / POINTS;
      double up = function.applyAsDouble(step);
      double down = function.applyAsDouble(-step);
      odd[p] = (up - down) / 2;
      even[p] = (up + down) / 2 - middle;
    }
    Difference slope = fit(odd, DEGREE);
    Difference kink = fit(even, DEGREE + 1);
    boolean sharp = Math.abs(kink.value) > KINK * kink.uncertainty + slope.uncertainty;
    double uncertainty = sharp ? Math.abs(kink.value) : slope.uncertainty;
    return Double.isFinite(slope.value)
        ? new Difference(slope.value / range, uncertainty / range)
        : new Difference(Double.NaN, Double.POSITIVE_INFINITY);
  }

  /**
   * Coefficient of h in a least-squares fit by h and every second power from a highest one down, h
   * in shares of the range. By Gram–Schmidt with h last, so that its coefficient comes first.
   */
  private static Difference fit(double[] values, int highest) {
    double[] left = values.clone();
    double[][] basis = new double[highest][];
    int count = 0;
    double coefficient = 0;
    double norm = 0;
    for (int power = highest; power > 0; power = power > 2 || power == 1 ? power - 2 : 1) {
      double[] column = new double[POINTS];
      for (int p = 0; p < POINTS; p++) {
        column[p] = Math.pow((p + 1.0) / POINTS, power);
      }
      for (int b = 0; b < count; b++) {
        subtract(column, basis[b], dot(column, basis[b]));
      }
      norm = Math.sqrt(dot(column, column));
      for (int p = 0; p < POINTS; p++) {
        column[p] /= norm;
      }
      coefficient = dot(left, column);
      subtract(left, column, coefficient);
      basis[count++] = column;
    }
    double deviation = Math.sqrt(dot(left, left) / (POINTS - count));
    return new Difference(coefficient / norm, deviation / norm);
  }

  private static double dot(double[] a, double[] b) {
    double sum = 0;
    for (int i = 0; i < a.length; i++) {
      sum += a[i] * b[i];
    }
    return sum;
  }

  private static void subtract(double[] from, double[] direction, double share) {
    for (int i = 0; i < from.length; i++) {
      from[i] -= share * direction[i];
    }
  }
}
