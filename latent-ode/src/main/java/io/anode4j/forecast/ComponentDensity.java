package io.anode4j.forecast;

/**
 * The density of a mixture's components: a symmetric family of location and scale. Offsets are
 * distances from the location, {@code x − location}; a scale of 0 is a point mass.
 */
public interface ComponentDensity {
  /** The Gaussian, whose scale is its standard deviation. */
  static ComponentDensity gaussian() {
    return NormalDensity.STANDARD;
  }

  /**
   * Student's t, whose scale is smaller than its standard deviation.
   *
   * @param degreesOfFreedom ν, above 2, so that there is a variance
   */
  static ComponentDensity studentT(double degreesOfFreedom) {
    return new StudentTDensity(degreesOfFreedom);
  }

  /**
   * Negative binomial counts, whose location is their mean and whose scale their standard
   * deviation; the Poisson's where it is not larger.
   */
  static ComponentDensity negativeBinomial() {
    return CountDensity.NEGATIVE_BINOMIAL;
  }

  /** Whether components are counts, whose shape depends on their location as well. */
  default boolean counts() {
    return false;
  }

  /** Standard deviation of a component of a scale. */
  double std(double scale);

  /** {@code P(X − location ≤ offset)}. */
  double lowerTail(double offset, double scale);

  /** Natural logarithm of {@link #lowerTail}, finite as far out as its figure is. */
  default double logLowerTail(double offset, double scale) {
    return Math.log(lowerTail(offset, scale));
  }

  /** Natural logarithm of the density at an offset. */
  double logDensity(double offset, double scale);

  /**
   * Adds lower tail and density at an offset to two sums, to rounding: what an inversion asks for
   * again and again.
   *
   * @param offset distance from the location
   * @param scale scale, above 0
   * @param sums receives the lower tail at 0 and the density at 1
   */
  default void addTo(double offset, double scale, double[] sums) {
    sums[0] += lowerTail(offset, scale);
    sums[1] += Math.exp(logDensity(offset, scale));
  }

  /**
   * Offset of a lower tail at scale 1.
   *
   * @param tail probability, above 0 and at most ½
   * @return the quantile, not positive
   */
  double lowerQuantile(double tail);

  /** {@code E|X − location − offset|}. */
  double expectedAbsolute(double offset, double scale);

  /** {@code E[((X − location − offset)⁺)²]}: what lies above an offset, squared. */
  double expectedSquareAbove(double offset, double scale);

  /**
   * {@code E|X − X′|} of two independent components.
   *
   * @param offset distance of their locations
   * @param scale scale of the one
   * @param otherScale scale of the other
   */
  double expectedDistance(double offset, double scale, double otherScale);

  /** Half of {@link #expectedDistance} of a component from its like. */
  double halfSpread(double scale);
}
