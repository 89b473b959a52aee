package io.anode4j.data;

/**
 * How some numbers are spread.
 *
 * @param min the smallest
 * @param median the middle one
 * @param p95 the one that 95 % do not exceed
 * @param max the largest
 */
public record Quantiles(double min, double median, double p95, double max) {
  private static final int DIGITS = 5;

  /** All {@code NaN} if there are no numbers. */
  static Quantiles of(ChannelValues values) {
    if (values.isEmpty()) {
      return new Quantiles(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    return new Quantiles(values.min(), values.median(), values.quantile(0.95), values.max());
  }

  /** Digits for one of min, median and max: five of its distance to the nearest other one. */
  Resolution resolution(double value) {
    double nearest = Double.POSITIVE_INFINITY;
    for (double other : new double[] {min, median, max}) {
      double distance = Math.abs(value - other);
      nearest = distance > 0 ? Math.min(nearest, distance) : nearest;
    }
    return new Resolution(nearest, DIGITS);
  }
}
