package io.anode4j.gradient;

/**
 * A number and the float32 terms that it is the sum of, or varies as the sum of: each is rounded,
 * and so the number is known no better.
 *
 * @param value the number
 * @param terms the same count at every place where a function is looked at
 */
record TermSum(double value, double[] terms) {
  /** Root of the sum of squares: roundings of terms are independent. */
  double size() {
    return size(terms);
  }

  static double size(double... terms) {
    double sum = 0;
    for (double term : terms) {
      sum += term * term;
    }
    return Math.sqrt(sum);
  }
}
