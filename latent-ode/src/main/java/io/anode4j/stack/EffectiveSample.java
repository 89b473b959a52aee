package io.anode4j.stack;

import java.util.Arrays;
import java.util.List;

/**
 * How much values of windows that overlap say.
 *
 * @param windows number of windows
 * @param independent how many of them do not overlap
 */
record EffectiveSample(double windows, double independent) {
  /** A window that overlaps no other says about as much as so many values of their own. */
  private static final double VALUES_OF_A_WINDOW = 4;

  static EffectiveSample of(List<StackCase> cases, double independent) {
    return new EffectiveSample(windows(cases), independent);
  }

  /** Share of the windows that count. */
  double share() {
    return Math.min(1, independent / windows);
  }

  /** How much cases count beside so many values of a prior, between 0 and 1. */
  double weight(List<StackCase> cases, double prior) {
    double weight = Math.min(cases.size(), VALUES_OF_A_WINDOW * windows(cases) * share());
    return weight / (weight + prior);
  }

  /**
   * The share of a gain that is left when it is shrunk by its own error, so that the squared error
   * of what is left is least: g² / (g² + its standard error squared); 0 for a loss.
   *
   * @param gains of each window
   */
  double evidence(double[] gains) {
    double mean = Arrays.stream(gains).average().orElse(0);
    if (mean <= 0) {
      return 0;
    }
    double count = Math.max(1, gains.length * share());
    double squares = Arrays.stream(gains).map(gain -> (gain - mean) * (gain - mean)).sum();
    double error = squares / gains.length / count;
    return mean / (mean + error / mean); // not by squares, which may underflow
  }

  /**
   * How much windows count beside so many of a prior: of what is off in one all values are off
   * alike, so that a shape is known by windows, not by values.
   */
  double weightOfWindows(List<StackCase> cases, double prior) {
    double apart = windows(cases) * share();
    return apart / (apart + prior);
  }

  private static long windows(List<StackCase> cases) {
    return cases.stream().mapToInt(StackCase::window).distinct().count();
  }
}
