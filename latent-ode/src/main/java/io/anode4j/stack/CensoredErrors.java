package io.anode4j.stack;

import java.util.Arrays;
import java.util.Comparator;
import java.util.List;

/**
 * Errors of which some are known only to be no larger, since the value stood on a lower bound: what
 * each weighs by the product-limit estimate (Kaplan and Meier 1958), from the largest down.
 *
 * @param values the errors, not decreasing
 * @param masses their weights, of sum 1
 */
record CensoredErrors(double[] values, double[] masses) {
  /** An error, in standard deviations; a bound from above if it is not exact. */
  private record Error(double value, boolean exact, double weight) {}

  /**
   * Errors under a stack. Where more values stand on upper bounds than on lower ones, it is these
   * that count as censored; the other ones as exact.
   *
   * @param cases at least one
   * @param stack what forecasts
   */
  static CensoredErrors of(List<StackCase> cases, Stack stack) {
    long low = cases.stream().filter(one -> one.value() <= one.lower()).count();
    long high = cases.stream().filter(one -> one.value() >= one.upper()).count();
    boolean mirrored = high > low;
    double sign = mirrored ? -1 : 1;
    Error[] errors =
        cases.stream()
            .map(
                one -> {
                  Blend blend = stack.blend(one.channel(), one.lead());
                  double bound = mirrored ? -one.upper() : one.lower();
                  double width = one.width(blend);
                  double value = sign * (one.value() - one.mean(blend)) / width;
                  return new Error(value, sign * one.value() > bound, width);
                })
            // The exact one first of two that are equal, seen from the largest down.
            .sorted(Comparator.comparingDouble(Error::value).thenComparing(Error::exact))
            .toArray(Error[]::new);
    CensoredErrors found = productLimit(errors);
    return mirrored ? found.mirrored() : found;
  }

  private static CensoredErrors productLimit(Error[] errors) {
    double[] values = Arrays.stream(errors).mapToDouble(Error::value).toArray();
    double[] masses = new double[errors.length];
    double[] until = new double[errors.length];
    for (int i = 0; i < until.length; i++) {
      until[i] = errors[i].weight + (i == 0 ? 0 : until[i - 1]);
    }
    double left = 1;
    for (int i = errors.length - 1; i >= 0; i--) {
      if (errors[i].exact) {
        masses[i] = left * Math.min(1, errors[i].weight / until[i]);
        left -= masses[i];
      }
    }
    masses[0] += left; // below whatever was exact; how far no one saw
    return new CensoredErrors(values, masses);
  }

  private CensoredErrors mirrored() {
    int n = values.length;
    double[] otherValues = new double[n];
    double[] otherMasses = new double[n];
    for (int i = 0; i < n; i++) {
      otherValues[i] = -values[n - 1 - i];
      otherMasses[i] = masses[n - 1 - i];
    }
    return new CensoredErrors(otherValues, otherMasses);
  }
}
