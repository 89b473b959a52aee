package io.anode4j.stack;

/**
 * One value that was forecast by all members, in units in which all series are alike.
 *
 * @param window number of its window
 * @param channel which channel
 * @param lead lead time in horizons, above 0
 * @param value what was observed
 * @param lower smallest value there can be
 * @param upper largest value there can be
 * @param means what the members said {@code [members]}
 * @param logWidth log of the first member's standard deviation
 * @param logRuleWidth log of the standard deviation that the rules state
 */
public record StackCase(
    int window,
    int channel,
    double lead,
    double value,
    double lower,
    double upper,
    double[] means,
    double logWidth,
    double logRuleWidth) {

  /**
   * How far the value lies off a mean, on which side whatever; 0 for a value on a bound beyond
   * which the mean lies.
   */
  double distance(double mean) {
    boolean beyond = (value <= lower && mean < lower) || (value >= upper && mean > upper);
    return beyond ? 0 : Math.abs(value - mean);
  }

  /** What a blend makes of the members. */
  double mean(Blend blend) {
    return blend.mean(means);
  }

  /** Standard deviation that a blend gives it. */
  double width(Blend blend) {
    return blend.width(logWidth, logRuleWidth, means);
  }

  /** The part of it that does not come from disagreement. */
  double ownWidth(Blend blend) {
    return blend.ownWidth(logWidth, logRuleWidth);
  }

  /** The factor of the own width with which the value is so many standard deviations off. */
  double factor(Blend blend, double deviations) {
    double wanted = distance(mean(blend)) / deviations;
    double apart = blend.disagreement() * blend.apart(means);
    return Math.sqrt(Math.max(0, wanted * wanted - apart * apart)) / ownWidth(blend);
  }

  /** The same forecast, had another value come. */
  StackCase withValue(double other) {
    return new StackCase(window, channel, lead, other, lower, upper, means, logWidth, logRuleWidth);
  }
}
