package io.anode4j.optim;

/** Keeps a single bad batch from throwing the parameters away. */
public final class GradientClipping {
  private GradientClipping() {}

  /**
   * Scales a gradient down to a Euclidean norm, its direction unchanged (Pascanu, Mikolov and
   * Bengio, "On the difficulty of training recurrent neural networks", ICML 2013, algorithm 1).
   *
   * @param gradient the whole gradient, changed in place when its norm is above the limit
   * @param maxNorm largest norm to leave alone; infinity never clips
   * @return the norm before clipping, accumulated in double precision; NaN or infinite when a value
   *     is, and then the gradient is left as it is: do not step with it
   * @throws IllegalArgumentException when the limit is not above 0
   */
  public static double byGlobalNorm(float[] gradient, double maxNorm) {
    if (!(maxNorm > 0)) {
      throw new IllegalArgumentException(
          "A gradient norm limit of " + maxNorm + "; expected above 0, or infinity not to clip");
    }
    double norm = norm(gradient);
    if (Double.isFinite(norm) && norm > maxNorm) {
      double factor = maxNorm / norm;
      for (int i = 0; i < gradient.length; i++) {
        gradient[i] = (float) (gradient[i] * factor);
      }
    }
    return norm;
  }

  /**
   * The Euclidean norm, accumulated in double precision.
   *
   * @param gradient the whole gradient
   * @return its norm; NaN or infinite when a value is
   */
  public static double norm(float[] gradient) {
    double sum = 0;
    for (float g : gradient) {
      sum += (double) g * g;
    }
    return Math.sqrt(sum);
  }
}
