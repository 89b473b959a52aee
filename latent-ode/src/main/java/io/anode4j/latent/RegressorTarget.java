package io.anode4j.latent;

/**
 * How labels become numbers that a network can learn.
 *
 * @param mean of the labels in training
 * @param deviation their standard deviation; 1 where they do not vary
 * @param most what larger labels count as; the largest double for no limit
 */
record RegressorTarget(double mean, double deviation, double most) {
  RegressorTarget {
    boolean finite = Double.isFinite(mean) && Double.isFinite(deviation) && !Double.isNaN(most);
    if (!finite || !(deviation > 0)) {
      throw new IllegalArgumentException("the scale of its labels is out of range");
    }
  }

  static RegressorTarget of(double[] labels, double most) {
    double mean = java.util.Arrays.stream(labels).average().orElse(0);
    double square =
        java.util.Arrays.stream(labels).map(v -> (v - mean) * (v - mean)).average().orElse(0);
    return new RegressorTarget(mean, square > 0 ? Math.sqrt(square) : 1, most);
  }

  double scaled(double label) {
    return (label - mean) / deviation;
  }

  /** A number in the unit of the labels; none is above what labels were limited to. */
  double original(double scaled) {
    return limited(mean + deviation * scaled);
  }

  double limited(double value) {
    return Math.min(most, value);
  }
}
