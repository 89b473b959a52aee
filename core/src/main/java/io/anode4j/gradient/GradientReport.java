package io.anode4j.gradient;

import java.util.List;
import java.util.Locale;

/**
 * The verdict of a {@link GradientCheck}; {@link #toString} is a table for people.
 *
 * @param findings every comparison made
 * @param costs what each strategy cost, in the order of the check's strategies
 */
public record GradientReport(List<Finding> findings, List<Cost> costs) {
  /** Copies both. */
  public GradientReport {
    findings = List.copyOf(findings);
    costs = List.copyOf(costs);
  }

  /** How a comparison came out. */
  public enum Outcome {
    /** Within the tolerance. */
    AGREES,
    /** Beyond it: one of the two is wrong. */
    DISAGREES,
    /**
     * The differences are too noisy to tell, as where a field has kinks or the loss is not finite.
     */
    UNDECIDED
  }

  /**
   * One comparison.
   *
   * @param subject what was checked: {@code field} for the field's own vector-Jacobian product at
   *     the start, else a strategy
   * @param reference what it was compared with: {@code differences} or another strategy
   * @param quantity with respect to what
   * @param expected the reference's derivative along the direction of the check; its norm where two
   *     strategies are compared
   * @param found the subject's
   * @param error difference over the size of the gradient, or of what cancels in it where that is
   *     larger
   * @param tolerance largest error that agrees, the uncertainty of the differences included
   * @param outcome verdict
   */
  public record Finding(
      String subject,
      String reference,
      String quantity,
      double expected,
      double found,
      double error,
      double tolerance,
      Outcome outcome) {

    /**
     * True when both derivatives are 0 beside the terms that cancel in them, as far as rounding and
     * the solver's tolerance let anyone tell: they agree, but say nothing about a share by which
     * one may be wrong.
     */
    public boolean zero() {
      double largest = Math.max(Math.abs(expected), Math.abs(found));
      return outcome == Outcome.AGREES
          && largest * error <= Math.abs(found - expected) * tolerance
          && (error > 0 || largest == 0);
    }

    private String words() {
      String word = outcome.name().toLowerCase(Locale.ROOT);
      return zero() ? word + ": 0 beside its terms" : word;
    }
  }

  /**
   * What one strategy cost.
   *
   * @param strategy its name
   * @param statistics its counts
   */
  public record Cost(String strategy, GradientStatistics statistics) {}

  /** True when every comparison agrees. */
  public boolean passed() {
    return findings.stream().allMatch(f -> f.outcome() == Outcome.AGREES);
  }

  /**
   * This report if it passed.
   *
   * @throws ArithmeticException with the verdict and the table otherwise
   */
  public GradientReport orThrow() {
    if (!passed()) {
      throw new ArithmeticException(toString());
    }
    return this;
  }

  /** A sentence: what is wrong and where to look, or that nothing is. */
  public String verdict() {
    List<Finding> wrong = findings.stream().filter(f -> f.outcome() == Outcome.DISAGREES).toList();
    if (wrong.isEmpty()) {
      long undecided = findings.stream().filter(f -> f.outcome() == Outcome.UNDECIDED).count();
      return undecided == 0
          ? "PASSED: all " + findings.size() + " comparisons agree" + zeros()
          : "UNDECIDED: "
              + undecided
              + " of "
              + findings.size()
              + " comparisons are lost in the differences' noise; a smooth field, a shorter span"
              + " or states of ordinary size would tell";
    }
    Finding first = wrong.get(0);
    String where =
        String.format(
            Locale.ROOT,
            "FAILED: %d of %d comparisons disagree, the first %s against %s for %s by %.1e; ",
            wrong.size(),
            findings.size(),
            first.subject(),
            first.reference(),
            first.quantity(),
            first.error());
    return where
        + (first.subject().equals(GradientCheck.FIELD)
            ? "the field's vector-Jacobian product is not that of its evaluation: mend its pullback"
                + " first"
            : "the field's own product is right where the check begins, so look at tighter"
                + " tolerances of solver and strategy, then at the field further on");
  }

  private String zeros() {
    long zeros = findings.stream().filter(Finding::zero).count();
    return zeros == 0
        ? ""
        : ", "
            + zeros
            + " of them that a derivative is 0 beside its terms; no share of it can be checked";
  }

  @Override
  public String toString() {
    StringBuilder text = new StringBuilder(verdict()).append("\n\n");
    String row = "%-18s %-12s %-22s %12s %12s %9s %9s  %s%n";
    text.append(
        String.format(
            row, "gradient", "against", "of", "expected", "found", "error", "tolerance", ""));
    for (Finding f : findings) {
      text.append(
          String.format(
              Locale.ROOT,
              row,
              f.subject(),
              f.reference(),
              f.quantity(),
              String.format(Locale.ROOT, "%.5g", f.expected()),
              String.format(Locale.ROOT, "%.5g", f.found()),
              String.format(Locale.ROOT, "%.1e", f.error()),
              String.format(Locale.ROOT, "%.1e", f.tolerance()),
              f.words()));
    }
    String cost = "%-18s %10s %10s %10s %9s %9s %10s %12s%n";
    text.append('\n')
        .append(
            String.format(
                cost,
                "cost",
                "NFE there",
                "NFE back",
                "pullbacks",
                "accepted",
                "rejected",
                "recomputed",
                "bytes held"));
    for (Cost c : costs) {
      GradientStatistics s = c.statistics();
      text.append(
          String.format(
              cost,
              c.strategy(),
              s.forwardEvaluations(),
              s.backwardEvaluations(),
              s.pullbacks(),
              s.accepted(),
              s.rejected(),
              s.backwardSteps(),
              s.bytesHeld()));
    }
    return text.toString();
  }
}
