package io.anode4j.forecast;

/**
 * Negative binomial counts: a component's scale is its standard deviation, and with its location,
 * the mean, decides its shape. As a symmetric family, which is all that a distance from a location
 * can tell, it is a Gaussian of the same moments; forecasts take their figures from {@link
 * CountMixture}.
 */
final class CountDensity implements ComponentDensity {
  static final CountDensity NEGATIVE_BINOMIAL = new CountDensity();

  private static final ComponentDensity ALIKE = ComponentDensity.gaussian();

  private CountDensity() {}

  @Override
  public boolean counts() {
    return true;
  }

  @Override
  public double std(double scale) {
    return ALIKE.std(scale);
  }

  @Override
  public double lowerTail(double offset, double scale) {
    return ALIKE.lowerTail(offset, scale);
  }

  @Override
  public double logLowerTail(double offset, double scale) {
    return ALIKE.logLowerTail(offset, scale);
  }

  @Override
  public double logDensity(double offset, double scale) {
    return ALIKE.logDensity(offset, scale);
  }

  @Override
  public double lowerQuantile(double tail) {
    return ALIKE.lowerQuantile(tail);
  }

  @Override
  public double expectedAbsolute(double offset, double scale) {
    return ALIKE.expectedAbsolute(offset, scale);
  }

  @Override
  public double expectedSquareAbove(double offset, double scale) {
    return ALIKE.expectedSquareAbove(offset, scale);
  }

  @Override
  public double expectedDistance(double offset, double scale, double otherScale) {
    return ALIKE.expectedDistance(offset, scale, otherScale);
  }

  @Override
  public double halfSpread(double scale) {
    return ALIKE.halfSpread(scale);
  }
}
