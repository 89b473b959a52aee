package io.anode4j.anchor;

import io.anode4j.data.Covariates;

/**
 * What covariates u tell of a time t after an origin o, as columns of a {@link LinearAnchor} beside
 * the rules. It is in differences, as a frame is, to the mean ū over the horizon's length before o:
 * {@code u(t) − u(o)} and {@code u(t) − ū}, as they are and by the frame's scale; and by that scale
 * the means over the last twelfths of a horizon before t, two horizons of them. Their weights are a
 * finite impulse response (Ljung, System Identification, 1999, section 4.2), which is what a linear
 * system makes of its input; by the frame's scale, because an effect of a size of its own is the
 * smaller in a frame the more the series moves by itself.
 */
final class CovariateFeatures {
  private static final int DIFFERENCES = 2;
  private static final int LAGS = 24;
  private static final double LAGS_A_HORIZON = 12;
  static final int EACH = 2 * DIFFERENCES + LAGS;

  private CovariateFeatures() {}

  /**
   * Writes the columns of one origin.
   *
   * @param covariates of a series, scaled
   * @param origin the present
   * @param rules they stand behind
   * @param scale of the frame
   * @param times times after the origin
   * @param answers receives them {@code [times × columns]}
   * @param first their first column
   */
  static void write(
      Covariates covariates,
      double origin,
      AnchorRules rules,
      double scale,
      double[] times,
      double[][] answers,
      int first) {
    double horizon = rules.horizon();
    double most = rules.most();
    double lag = horizon / LAGS_A_HORIZON;
    for (int c = 0; c < covariates.size(); c++) {
      double now = covariates.at(c, origin, origin);
      double usual = covariates.mean(c, origin - horizon, origin, origin);
      for (int t = 0; t < times.length; t++) {
        double then = covariates.at(c, times[t], origin);
        int at = first + c * EACH;
        for (double difference : new double[] {then - now, then - usual}) {
          answers[t][at++] = WindowFrame.cut(difference, most);
          answers[t][at++] = WindowFrame.cut(difference / scale, most);
        }
        for (int k = 0; k < LAGS; k++) {
          double end = times[t] - k * lag;
          double mean = covariates.mean(c, end - lag, end, origin);
          answers[t][at++] = WindowFrame.cut((mean - usual) / scale, most);
        }
      }
    }
  }
}
