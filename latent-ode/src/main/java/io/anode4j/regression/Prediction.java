package io.anode4j.regression;

/**
 * What is said of one series.
 *
 * @param series its id
 * @param value the number, in the unit of the labels
 * @param lower lower end of an interval that is to hold 90 % of the true numbers; NaN where none is
 *     known
 * @param upper its upper end
 */
public record Prediction(String series, double value, double lower, double upper) {
  /** A number alone. */
  public static Prediction of(String series, double value) {
    return new Prediction(series, value, Double.NaN, Double.NaN);
  }
}
