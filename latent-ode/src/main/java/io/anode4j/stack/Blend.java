package io.anode4j.stack;

import java.util.Arrays;

/**
 * How members are weighed: the mean is {@code µ = Σ wᵢ·µᵢ}, the variance {@code σ_own² + κ²·Σ
 * wᵢ·(µᵢ − µ)²} with {@code log σ_own = (1 − s)·log σ + s·log σ_rules + f}. Members that disagree
 * say that nobody knows.
 *
 * @param weights of the members, not negative, of sum 1
 * @param ruleShare s, between 0 and 1
 * @param logFactor f
 * @param disagreement κ, not negative
 */
public record Blend(double[] weights, double ruleShare, double logFactor, double disagreement) {
  /** Mean of the members. */
  public double mean(double[] means) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * means[i];
    }
    return sum;
  }

  /**
   * Standard deviation.
   *
   * @param logWidth log of the first member's
   * @param logRuleWidth log of that which the rules state
   * @param means of the members
   * @return σ
   */
  public double width(double logWidth, double logRuleWidth, double[] means) {
    return Math.hypot(ownWidth(logWidth, logRuleWidth), disagreement * apart(means));
  }

  /** The part of the standard deviation that does not come from disagreement. */
  double ownWidth(double logWidth, double logRuleWidth) {
    return Math.exp((1 - ruleShare) * logWidth + ruleShare * logRuleWidth + logFactor);
  }

  /** Weighted standard deviation of the members' means. */
  double apart(double[] means) {
    double mean = mean(means);
    double squares = 0;
    for (int i = 0; i < weights.length; i++) {
      squares += weights[i] * (means[i] - mean) * (means[i] - mean);
    }
    return Math.sqrt(squares);
  }

  /** This, and so much of another. */
  Blend towards(Blend other, double share) {
    double[] mixed = new double[weights.length];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = mixed(weights[i], other.weights[i], share);
    }
    return new Blend(
        mixed,
        mixed(ruleShare, other.ruleShare, share),
        mixed(logFactor, other.logFactor, share),
        mixed(disagreement, other.disagreement, share));
  }

  /** This, with so much of another's weights. */
  Blend withWeightsTowards(Blend other, double share) {
    return new Blend(towards(other, share).weights, ruleShare, logFactor, disagreement);
  }

  /** This, with so much of the width of another. */
  Blend withWidthTowards(Blend other, double share) {
    Blend mixed = towards(other, share);
    return new Blend(weights, mixed.ruleShare, mixed.logFactor, mixed.disagreement);
  }

  private static double mixed(double own, double other, double share) {
    return (1 - share) * own + share * other;
  }

  /** The same members under other factors, brought back to the sum 1. */
  public Blend reweighed(double[] factors) {
    double[] changed = new double[weights.length];
    double sum = 0;
    for (int i = 0; i < changed.length; i++) {
      changed[i] = weights[i] * factors[i];
      sum += changed[i];
    }
    for (int i = 0; i < changed.length; i++) {
      changed[i] /= sum;
    }
    return new Blend(changed, ruleShare, logFactor, disagreement);
  }

  /**
   * The same without members of less weight. They hardly move the mean, but where others are right
   * to a hair their distance would be most of the width, and forecasts drop them as soon as they
   * were wrong of late.
   */
  Blend without(double lessThan) {
    return reweighed(Arrays.stream(weights).map(w -> w < lessThan ? 0 : 1).toArray());
  }

  /** The same with another factor of the members' own width. */
  public Blend widened(double log) {
    return new Blend(weights, ruleShare, logFactor + log, disagreement);
  }
}
