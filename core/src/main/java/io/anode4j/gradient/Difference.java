package io.anode4j.gradient;

import java.util.function.DoubleFunction;
import java.util.function.DoubleUnaryOperator;

/**
 * The derivative of a function at 0 by central differences at eight steps, with a fifth-degree odd
 * polynomial through them by least squares. Large steps with higher terms taken off beat small ones
 * where the function is rounded to float32, and what the polynomial leaves over says how uncertain
 * the derivative is. The even part tells a kink: there it has a term in |h|.
 *
 * <p>What is left over says nothing about a function that does not move: it may be constant, or
 * move by less than the last bit of its terms. So the derivative also has a bound of what rounding
 * can hide: a term t is off by at most 2⁻²⁴·|t| at each step, and the fit makes {@link #GAIN} times
 * that, over the range, of the derivative.
 *
 * @param value the derivative
 * @param uncertainty its standard error, or the kink's height; infinite where the function was not
 *     finite
 * @param rounding what the rounding of those terms that moved can make of it; of all terms where
 *     none did
 * @param roundingOfAll the same of all terms
 */
record Difference(double value, double uncertainty, double rounding, double roundingOfAll) {
  private static final int POINTS = 8;
  private static final int DEGREE = 5;

  /** Each range is a quarter of the one before. */
  private static final int RANGES = 3;

  /** A term in |h| of so many standard errors is no accident. */
  private static final double KINK = 6;

  /** A smaller range must be so much better, as the smallest of several is so by chance, too. */
  private static final double BETTER = 3;

  /** A derivative known worse than this is looked at over wider ranges. */
  private static final double COARSE = 1e-3;

  /** Largest relative error of a float32 number. */
  private static final double FLOAT = 0x1p-24;

  /** Sum of the sizes of the fit's weights: what errors of one size make of the derivative. */
  private static final double GAIN = 6.52;

  static Difference of(DoubleUnaryOperator function, double largestStep) {
    return of(h -> new TermSum(function.applyAsDouble(h), new double[0]), largestStep, 0);
  }

  /**
   * Over the range with the least error.
   *
   * @param largestStep the first range; two smaller ones are tried
   * @param widenings how many wider ones are tried as long as the error shrinks, each four times
   *     the one before, where that error is more than a thousandth of the derivative
   */
  static Difference of(DoubleFunction<TermSum> function, double largestStep, int widenings) {
    TermSum middle = function.apply(0);
    Difference best = new Difference(Double.NaN, Double.POSITIVE_INFINITY, 0, 0);
    double range = largestStep;
    for (int i = 0; i < RANGES; i++, range /= 4) {
      Difference d = within(function, middle, range);
      if (d.error() < best.error() / (i == 0 ? 1 : BETTER)) {
        best = d;
      }
    }
    range = largestStep;
    for (int i = 0; i < widenings && best.error() > COARSE * Math.abs(best.value); i++) {
      range *= 4;
      Difference d = within(function, middle, range);
      if (!(d.error() < best.error() / BETTER)) {
        break;
      }
      best = d;
    }
    return best;
  }

  /** What the rounding of terms can make of a derivative over a range. */
  static double rounding(TermSum sum, double range) {
    return GAIN * FLOAT * sum.size() / range;
  }

  private double error() {
    return uncertainty + rounding;
  }

  private static Difference within(DoubleFunction<TermSum> function, TermSum middle, double range) {
    double[] odd = new double[POINTS];
    double[] even = new double[POINTS];
    TermSum[] all = new TermSum[2 * POINTS];
    for (int p = 0; p < POINTS; p++) {
      double step = range * (p + 1) / POINTS;
      TermSum up = function.apply(step);
      TermSum down = function.apply(-step);
      odd[p] = (up.value() - down.value()) / 2;
      even[p] = (up.value() + down.value()) / 2 - middle.value();
      all[2 * p] = up;
      all[2 * p + 1] = down;
    }
    Difference slope = fit(odd, DEGREE);
    Difference kink = fit(even, DEGREE + 1);
    double hidden = rounding(middle, range);
    double moved = rounding(new TermSum(0, movedTerms(middle, all)), range);
    double seen = moved > 0 ? moved : hidden;
    double unsure = KINK * kink.uncertainty + slope.uncertainty + seen * range;
    boolean sharp = Math.abs(kink.value) > unsure;
    double uncertainty = sharp ? Math.abs(kink.value) : slope.uncertainty;
    return Double.isFinite(slope.value)
        ? new Difference(slope.value / range, uncertainty / range, seen, hidden)
        : new Difference(Double.NaN, Double.POSITIVE_INFINITY, 0, 0);
  }

  /** The largest of each term that is not the same at all steps, and 0 for the others. */
  private static double[] movedTerms(TermSum middle, TermSum... all) {
    double[] largest = new double[middle.terms().length];
    for (int i = 0; i < largest.length; i++) {
      double at = middle.terms()[i];
      boolean moves = false;
      double size = Math.abs(at);
      for (TermSum sum : all) {
        moves |= sum.terms()[i] != at;
        size = Math.max(size, Math.abs(sum.terms()[i]));
      }
      largest[i] = moves ? size : 0;
    }
    return largest;
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
    return new Difference(coefficient / norm, deviation / norm, 0, 0);
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
