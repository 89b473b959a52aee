package io.anode4j.evaluation;

/**
 * How two forecasters differ on the same windows.
 *
 * @param mean difference of their mean scores, below 0 where the first is better
 * @param standardError of that mean over independent groups of windows; NaN for fewer than two
 * @param groups how many groups: series, or windows where series are few
 */
public record PairedDifference(double mean, double standardError, int groups) {
  /** Differences within so many standard errors are chance (two-sided 95 % for many groups). */
  private static final double CHANCE = 2;

  /** Whether the difference is no larger than chance makes it, or nobody can tell. */
  public boolean isChance() {
    return !(Math.abs(mean) > CHANCE * standardError);
  }
}
