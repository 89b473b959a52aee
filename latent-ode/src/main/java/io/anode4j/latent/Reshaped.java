package io.anode4j.latent;

import io.anode4j.forecast.Forecast;

/**
 * The mixture of one time and channel, brought to another mean and standard deviation. What was
 * calibrated is the width as a whole, so no component may be much narrower than that: one narrow
 * beside its neighbours would promise a certainty that nobody has checked.
 *
 * @param time index of the time
 * @param channel index of the channel
 * @param means of the components
 * @param scales of the components
 */
record Reshaped(int time, int channel, double[] means, double[] scales) {
  /** Least share of the variance that each component has within itself. */
  private static final double LEAST_WITHIN = 0.5;

  static Reshaped asIs(Forecast of, int time, int channel) {
    int n = of.samples();
    Reshaped same = new Reshaped(time, channel, new double[n], new double[n]);
    for (int s = 0; s < n; s++) {
      same.means[s] = of.component(s, time, channel);
      same.scales[s] = of.scale(s, time, channel);
    }
    return same;
  }

  /**
   * Reshapes.
   *
   * @param of the forecast
   * @param time index of the time
   * @param channel index of the channel
   * @param mean wanted
   * @param width standard deviation wanted
   * @return components of that mean and standard deviation
   */
  static Reshaped of(Forecast of, int time, int channel, double mean, double width) {
    Reshaped is = asIs(of, time, channel);
    int n = is.means.length;
    double was = of.mean(time, channel);
    double factor = width / Math.max(Double.MIN_NORMAL, of.std(time, channel));
    double unit = of.density(channel).std(1);
    double within = 0;
    double between = 0;
    for (int s = 0; s < n; s++) {
      double own = factor * unit * is.scales[s] / width;
      double variance = Math.max(LEAST_WITHIN, Math.min(1, own * own));
      is.scales[s] = width * Math.sqrt(variance) / unit;
      is.means[s] = factor * (is.means[s] - was);
      within += variance / n;
      between += is.means[s] * is.means[s] / n;
    }
    double left = (1 - within) * width * width;
    double spread = between > 0 ? Math.sqrt(left / between) : 0;
    double fill = between > 0 ? 1 : 1 / Math.sqrt(within);
    for (int s = 0; s < n; s++) {
      is.means[s] = mean + spread * is.means[s];
      is.scales[s] *= fill;
    }
    return is;
  }

  void write(double[][][] toMeans, double[][][] toScales) {
    for (int s = 0; s < means.length; s++) {
      toMeans[s][time][channel] = means[s];
      toScales[s][time][channel] = scales[s];
    }
  }
}
