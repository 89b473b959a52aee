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

  /** All {@code NaN} if there are no numbers. */
  static Quantiles of(ChannelValues values) {
    if (values.isEmpty()) {
      return new Quantiles(Double.NaN, Double.NaN, Double.NaN, Double.NaN);
    }
    return new Quantiles(values.min(), values.median(), values.quantile(0.95), values.max());
  }
}
