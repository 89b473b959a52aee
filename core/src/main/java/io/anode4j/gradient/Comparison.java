package io.anode4j.gradient;

import io.anode4j.gradient.GradientReport.Finding;
import io.anode4j.gradient.GradientReport.Outcome;

/**
 * What a subject's gradient is held to along a direction.
 *
 * @param subject whose gradient it is
 * @param gradient all of it
 * @param allowed difference that agrees, as a share of the gradient's size
 * @param scale size of the terms that cancel in the gradient: it is never taken for smaller
 */
record Comparison(String subject, double[] gradient, double allowed, double scale) {
  private static final String DIFFERENCES = "differences";

  /** So many standard errors. */
  private static final double MARGIN = 5;

  /** Differences with an uncertainty above this share of the gradient say nothing. */
  private static final double NOISE = 0.05;

  /** Compares with a difference quotient, whose rounding is that of the terms that moved. */
  Finding with(Direction d, Difference difference) {
    return with(d, difference, difference.rounding());
  }

  /**
   * Compares with a difference quotient.
   *
   * @param rounding what rounding may hide of the derivative: as the tolerance is a share, the
   *     gradient counts as no smaller than what would have that for its tolerance
   */
  Finding with(Direction d, Difference difference, double rounding) {
    double found = d.along(gradient);
    double expected = difference.value();
    double size = Math.max(d.norm(gradient), Math.max(Math.abs(found), Math.abs(expected)));
    size = Math.max(size, Math.max(scale, rounding / allowed));
    double error = size == 0 ? 0 : Math.abs(found - expected) / size;
    double noise = size == 0 ? 0 : difference.uncertainty() / size;
    double limit = allowed + MARGIN * noise;
    boolean noisy = !(noise <= NOISE) && Double.isFinite(found);
    return finding(DIFFERENCES, d.name(), expected, found, error, limit, noisy);
  }

  /** Compares with another gradient, all components at once. */
  Finding with(String reference, double[] other, String quantity, double rounding) {
    double apart = 0;
    for (int i = 0; i < gradient.length; i++) {
      apart += (gradient[i] - other[i]) * (gradient[i] - other[i]);
    }
    double found = TermSum.size(gradient);
    double expected = TermSum.size(other);
    double size = Math.max(scale, Math.max(found, expected));
    size = Math.max(size, rounding / allowed);
    double error = size == 0 ? 0 : Math.sqrt(apart) / size;
    return finding(reference, quantity, expected, found, error, allowed, false);
  }

  private Finding finding(
      String reference,
      String quantity,
      double expected,
      double found,
      double error,
      double limit,
      boolean noisy) {
    Outcome outcome = error <= limit ? Outcome.AGREES : Outcome.DISAGREES;
    return new Finding(
        subject,
        reference,
        quantity,
        expected,
        found,
        error,
        limit,
        noisy ? Outcome.UNDECIDED : outcome);
  }

  /** The one of two findings that is the further from agreement. */
  static Finding worse(Finding one, Finding other) {
    return badness(other) > badness(one) ? other : one;
  }

  /** The one that is the nearer. */
  static Finding better(Finding one, Finding other) {
    return badness(other) < badness(one) ? other : one;
  }

  private static double badness(Finding f) {
    double share = f.error() == 0 ? 0 : f.error() / f.tolerance();
    return switch (f.outcome()) {
      case AGREES -> share;
      case UNDECIDED -> 1e100;
      case DISAGREES -> Double.isNaN(share) ? Double.POSITIVE_INFINITY : 1e200 + share;
    };
  }
}
