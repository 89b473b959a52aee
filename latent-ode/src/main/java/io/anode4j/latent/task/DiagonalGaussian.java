package io.anode4j.latent.task;

import io.anode4j.tensor.Matrix;

/** q(z) as a Gaussian of independent components, from rows of means and log-variances. */
public final class DiagonalGaussian {
  /** Keeps exp(½ log-variance) away from overflow and from zero. */
  private static final float LOG_VARIANCE_LIMIT = 12f;

  private DiagonalGaussian() {}

  /**
   * Standard deviation of a component.
   *
   * @param logVariance logarithm of its variance
   * @return its deviation, bounded
   */
  public static float deviation(float logVariance) {
    float v = Math.max(-LOG_VARIANCE_LIMIT, Math.min(LOG_VARIANCE_LIMIT, logVariance));
    return (float) Math.exp(0.5 * v);
  }

  /** KL(N(μ, σ²) ‖ N(0, 1)), summed over rows and components. */
  static double divergenceFromStandard(int rows, int size, Matrix statistics) {
    double sum = 0;
    for (int w = 0; w < rows; w++) {
      int at = w * statistics.stride();
      for (int j = 0; j < size; j++) {
        double mean = statistics.data()[at + j];
        double deviation = deviation(statistics.data()[at + size + j]);
        sum += 0.5 * (mean * mean + deviation * deviation - 1) - Math.log(deviation);
      }
    }
    return sum;
  }
}
