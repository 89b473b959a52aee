package io.anode4j.evaluation;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * How far apart forecasters are over groups of windows: of each pair of them the sums from which
 * the mean difference and its standard error follow, so that no group is kept.
 */
final class GroupedDifferences {
  private final int forecasters;
  private long groups;
  private double targets;
  private double squaredTargets;

  /** Of each pair: Σ d, Σ d², Σ d n over the groups' differences d and numbers of targets n. */
  private final double[][] sums;

  GroupedDifferences(int forecasters) {
    this.forecasters = forecasters;
    this.sums = new double[forecasters * forecasters][3];
  }

  /** Adds a group of so many targets with the forecasters' summed scores. */
  void add(double[] scores, double count) {
    groups++;
    targets += count;
    squaredTargets += count * count;
    for (int a = 0; a < forecasters; a++) {
      for (int b = a + 1; b < forecasters; b++) {
        double difference = scores[a] - scores[b];
        double[] pair = sums[a * forecasters + b];
        pair[0] += difference;
        pair[1] += difference * difference;
        pair[2] += difference * count;
      }
    }
  }

  long groups() {
    return groups;
  }

  /**
   * {@return the first minus the second forecaster, with the standard error of a ratio, linearised
   * (Cochran, "Sampling Techniques", 1977, eq. 6.13 and 9.30)}
   */
  PairedDifference between(int first, int second) {
    double[] pair = sums[Math.min(first, second) * forecasters + Math.max(first, second)];
    double mean = pair[0] / targets;
    double squares = pair[1] - 2 * mean * pair[2] + mean * mean * squaredTargets;
    double n = groups;
    // Rounding may leave a little less than nothing where all groups differ alike.
    double error = n < 2 ? Double.NaN : Math.sqrt(n / (n - 1) * Math.max(0, squares)) / targets;
    return new PairedDifference(first > second ? -mean : mean, error, (int) groups);
  }

  @Override
  public boolean equals(@Nullable Object o) {
    return o instanceof GroupedDifferences other
        && groups == other.groups
        && targets == other.targets
        && squaredTargets == other.squaredTargets
        && Arrays.deepEquals(sums, other.sums);
  }

  @Override
  public int hashCode() {
    return Arrays.deepHashCode(sums);
  }
}
