package io.anode4j.latent;

/**
 * When the next observation is expected: density and survival on a grid after the last one.
 *
 * @param times increasing, original units
 * @param density of the next time, an original unit of time
 * @param survival probability that none has come until then
 */
public record NextArrival(double[] times, double[] density, double[] survival) {
  /**
   * A quantile of the next time, between grid times by a straight line.
   *
   * @param p probability that it has come until then, between 0 and 1
   * @return the time; infinite where it lies beyond the grid
   */
  public double quantile(double p) {
    for (int i = 0; i < times.length; i++) {
      if (1 - survival[i] >= p) {
        if (i == 0) {
          return times[0];
        }
        double part = (survival[i - 1] - (1 - p)) / (survival[i - 1] - survival[i]);
        return times[i - 1] + part * (times[i] - times[i - 1]);
      }
    }
    return Double.POSITIVE_INFINITY;
  }
}
