package io.anode4j.stack;

/**
 * How members are weighed: the mean is {@code Σ wᵢ·µᵢ}, the log of the standard deviation {@code (1
 * − s)·log σ + s·log σ_rules + f}.
 *
 * @param weights of the members, not negative, of sum 1
 * @param ruleShare s, between 0 and 1
 * @param logFactor f
 */
public record Blend(double[] weights, double ruleShare, double logFactor) {
  /** Mean of the members. */
  public double mean(double[] means) {
    double sum = 0;
    for (int i = 0; i < weights.length; i++) {
      sum += weights[i] * means[i];
    }
    return sum;
  }

  /** Standard deviation, from the logarithms of the first member's and of the rules'. */
  public double width(double logWidth, double logRuleWidth) {
    return Math.exp((1 - ruleShare) * logWidth + ruleShare * logRuleWidth + logFactor);
  }

  /** How far the mean lies from the nearest member: a compromise that nobody states. */
  public double compromise(double[] means) {
    double mean = mean(means);
    double nearest = Double.POSITIVE_INFINITY;
    for (double one : means) {
      nearest = Math.min(nearest, Math.abs(one - mean));
    }
    return nearest;
  }

  /** This, and so much of another. */
  Blend towards(Blend other, double share) {
    double[] mixed = new double[weights.length];
    for (int i = 0; i < mixed.length; i++) {
      mixed[i] = (1 - share) * weights[i] + share * other.weights[i];
    }
    return new Blend(
        mixed,
        (1 - share) * ruleShare + share * other.ruleShare,
        (1 - share) * logFactor + share * other.logFactor);
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
    return new Blend(changed, ruleShare, logFactor);
  }

  /** The same with another factor of the standard deviation. */
  public Blend widened(double log) {
    return new Blend(weights, ruleShare, logFactor + log);
  }
}
