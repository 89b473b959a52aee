package io.anode4j.gp;

/**
 * The covariance of rectified Gaussians (Cho and Saul, "Kernel methods for deep learning", NeurIPS
 * 2009, eq. 1, degree 1): for jointly normal a and b of mean 0, deviations s and t and correlation
 * c = cos θ, {@code E[relu(a)·relu(b)] = s·t·(sin θ + (π − θ)·cos θ)/2π}.
 */
final class ArcCosine {
  /** So that a deviation of 0 divides nothing; the product with it is 0 again. */
  private static final float TINY = 1e-30f;

  private static final float HALF_PI = (float) (Math.PI / 2);
  private static final float SHARE = (float) (1 / (2 * Math.PI));

  private ArcCosine() {}

  /**
   * Replaces covariances before a ReLU by those behind it. The angle is a polynomial (Abramowitz
   * and Stegun 4.4.46, to 2e-8) so that the loop has no branch and no call, and runs on vectors:
   * with a largest and a smallest value it does not. A correlation beyond 1 by rounding errs by as
   * little.
   *
   * @param k covariances, from 0 to {@code count}, replaced
   * @param s deviations of one side; where 0 the result is 0
   * @param t deviations of the other side
   */
  static void apply(int count, float[] k, float[] s, float[] t) {
    for (int i = 0; i < count; i++) {
      float scale = s[i] * t[i];
      float c = k[i] / (scale + TINY);
      float a = Math.abs(c);
      float p = -0.0012624911f;
      p = p * a + 0.0066700901f;
      p = p * a - 0.0170881256f;
      p = p * a + 0.0308918810f;
      p = p * a - 0.0501743046f;
      p = p * a + 0.0889789874f;
      p = p * a - 0.2145988016f;
      p = p * a + 1.5707963050f;
      float angle = (float) Math.sqrt(Math.abs(1f - a)) * p; // arccos |c|
      float sine = (float) Math.sqrt(Math.abs((1f - a) * (1f + a)));
      k[i] = scale * SHARE * (sine + HALF_PI * c + a * (HALF_PI - angle));
    }
  }
}
