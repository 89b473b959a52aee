package io.anode4j.latent;

import io.anode4j.forecast.Forecast;
import io.anode4j.stack.ErrorShape;

/**
 * The mixture of one time and channel, brought to another mean and standard deviation.
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
   * Components of another mean and width, otherwise alike. What was calibrated is the width as a
   * whole, so none may be much narrower than that: one narrow beside its neighbours would promise a
   * certainty that nobody has checked.
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

  /**
   * Components of a shape of errors. Which of them goes on from which sample is by rank: a path on
   * which the network expects more than on another stays above it.
   *
   * @param of the forecast
   * @param time index of the time
   * @param channel index of the channel
   * @param mean what errors are measured from
   * @param width standard deviation in which they are measured
   * @param unit in which those are that it does not measure
   * @param shape the shape
   * @return as many components as the shape has
   */
  static Reshaped of(
      Forecast of,
      int time,
      int channel,
      double mean,
      double width,
      double unit,
      ErrorShape shape) {
    int n = shape.offsets().length;
    double ofDensity = of.density(channel).std(1);
    Reshaped is = new Reshaped(time, channel, new double[n], new double[n]);
    int[] ranked = ranked(asIs(of, time, channel).means, n);
    for (int k = 0; k < n; k++) {
      is.means[ranked[k]] = mean + shape.offset(k, width, unit);
      is.scales[ranked[k]] = shape.scale(k, width, unit) / ofDensity;
    }
    return is;
  }

  /** Paths from the lowest sample to the highest; by insertion, since there are few. */
  private static int[] ranked(double[] samples, int paths) {
    int[] ranked = new int[paths];
    for (int path = 0; path < paths; path++) {
      int at = path;
      while (at > 0 && sample(samples, ranked[at - 1], paths) > sample(samples, path, paths)) {
        ranked[at] = ranked[at - 1];
        at--;
      }
      ranked[at] = path;
    }
    return ranked;
  }

  /** The sample that a path goes on from; where there are more paths, several from one. */
  private static double sample(double[] samples, int path, int paths) {
    return samples[(int) ((long) path * samples.length / paths)];
  }

  /** Widens components that are narrower than a scale; whether there were any. */
  boolean widen(double least) {
    boolean any = false;
    for (int k = 0; k < scales.length; k++) {
      any |= scales[k] < least;
      scales[k] = Math.max(scales[k], least);
    }
    return any;
  }

  /** Writes them, each as often as fills the paths. */
  void write(double[][][] toMeans, double[][][] toScales) {
    for (int path = 0; path < toMeans.length; path++) {
      toMeans[path][time][channel] = sample(means, path, toMeans.length);
      toScales[path][time][channel] = sample(scales, path, toMeans.length);
    }
  }
}
