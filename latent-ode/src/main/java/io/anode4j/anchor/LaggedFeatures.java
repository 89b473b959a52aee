package io.anode4j.anchor;

import io.anode4j.data.Covariates;

/**
 * What tells the state of a driven system at an origin, as columns of a {@link LinearAnchor}: the
 * channel's values a few twelfths of a horizon before it, in units of the frame, and by the frame's
 * scale the means of each covariate over stretches before it, beside its mean over the last
 * horizon. A linear system's state is a linear function of its past inputs and outputs (Ljung,
 * System Identification, 1999, section 4.2); the same for all times asked.
 */
final class LaggedFeatures {
  private static final int VALUES = 8;
  private static final double VALUES_A_HORIZON = 12;
  private static final int STRETCHES = 6;
  private static final double STRETCHES_A_HORIZON = 2;

  private LaggedFeatures() {}

  static int count(int covariates) {
    return VALUES + STRETCHES * covariates;
  }

  /**
   * Writes the columns of one origin.
   *
   * @param series of whose channel something was observed until the origin
   * @param frame of the origin
   * @param channel which channel
   * @param rules they stand behind
   * @param answers receives them {@code [times × columns]}
   * @param first their first column
   */
  static void write(
      SeriesPast series,
      WindowFrame frame,
      int channel,
      AnchorRules rules,
      double[][] answers,
      int first) {
    double[] lags = new double[count(series.covariates().size())];
    values(series.channel(channel), frame, channel, rules, lags);
    covariates(series.covariates(), frame.origin(), rules, frame.scale()[channel], lags);
    for (double[] answer : answers) {
      System.arraycopy(lags, 0, answer, first, lags.length);
    }
  }

  private static void values(
      ChannelPast past, WindowFrame frame, int channel, AnchorRules rules, double[] to) {
    int end = past.until(frame.origin());
    for (int k = 0; k < VALUES; k++) {
      double time = frame.origin() - (k + 1) * rules.horizon() / VALUES_A_HORIZON;
      double value = past.at(time, end, Double.POSITIVE_INFINITY);
      double known = Double.isNaN(value) ? past.value(0) : value;
      to[k] = AnchorRules.cut((known - frame.location()[channel]) / frame.scale()[channel]);
    }
  }

  private static void covariates(
      Covariates covariates, double origin, AnchorRules rules, double scale, double[] to) {
    double horizon = rules.horizon();
    double stretch = horizon / STRETCHES_A_HORIZON;
    int at = VALUES;
    for (int c = 0; c < covariates.size(); c++) {
      double usual = covariates.mean(c, origin - horizon, origin, origin);
      for (int k = 0; k < STRETCHES; k++) {
        double end = origin - k * stretch;
        double mean = covariates.mean(c, end - stretch, end, origin);
        to[at++] = WindowFrame.cut((mean - usual) / scale, rules.most());
      }
    }
  }
}
