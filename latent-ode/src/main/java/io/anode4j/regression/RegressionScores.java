package io.anode4j.regression;

import java.util.List;

/**
 * How good said numbers are.
 *
 * @param count number of series
 * @param rmse root of the mean squared error, in the unit of the labels
 * @param mae mean absolute error
 * @param bias mean of said minus true
 * @param r2 share of the variance that is explained: {@code 1 − Σ(y − ŷ)²/Σ(y − ȳ)²}; NaN where the
 *     truth does not vary
 * @param coverage share of the true numbers within the interval that is to hold 90 % of them; NaN
 *     without intervals
 */
public record RegressionScores(
    int count, double rmse, double mae, double bias, double r2, double coverage) {
  /**
   * Compares numbers with what is true.
   *
   * @param truth number of each series
   * @param said what was said of each
   * @return the scores
   * @throws IllegalArgumentException when there is no series, or not one truth an answer
   */
  public static RegressionScores of(double[] truth, List<Prediction> said) {
    int n = truth.length;
    if (n == 0 || n != said.size()) {
      throw new IllegalArgumentException(
          "%d numbers known of %d series; expected as many, at least one"
              .formatted(n, said.size()));
    }
    double mean = java.util.Arrays.stream(truth).average().orElseThrow();
    double squares = 0;
    double absolute = 0;
    double sum = 0;
    double spread = 0;
    int within = 0;
    boolean intervals = true;
    for (int i = 0; i < n; i++) {
      Prediction one = said.get(i);
      double away = one.value() - truth[i];
      squares += away * away;
      absolute += Math.abs(away);
      sum += away;
      spread += (truth[i] - mean) * (truth[i] - mean);
      within += truth[i] >= one.lower() && truth[i] <= one.upper() ? 1 : 0;
      intervals &= !Double.isNaN(one.lower());
    }
    return new RegressionScores(
        n,
        Math.sqrt(squares / n),
        absolute / n,
        sum / n,
        spread > 0 ? 1 - squares / spread : Double.NaN,
        intervals ? (double) within / n : Double.NaN);
  }
}
