package io.anode4j.tensor.kernel;

/**
 * Coefficients of {@code tanh(x) ≈ x·P(x²)/Q(x²)} on [−9, 9], beyond which float32 tanh is ±1.
 *
 * <p>Fitted for equal relative error by iteratively re-weighted least squares (Lawson 1961) in
 * double precision: 2.1e-8 before rounding, below 3.5e-7 when evaluated in float32.
 */
final class RationalTanh {
  static final float LIMIT = 9f;
  static final float P1 = 0.1338104f;
  static final float P2 = 0.0034956057f;
  static final float P3 = 2.0609355e-05f;
  static final float P4 = 1.3355009e-08f;
  static final float Q1 = 0.46714357f;
  static final float Q2 = 0.02587705f;
  static final float Q3 = 0.0003285663f;
  static final float Q4 = 7.776707e-07f;

  private RationalTanh() {}

  /** tanh of one float; NaN stays NaN. */
  static float of(float x) {
    float v = Math.max(-LIMIT, Math.min(LIMIT, x));
    float s = v * v;
    float p = (((P4 * s + P3) * s + P2) * s + P1) * s + 1f;
    float q = (((Q4 * s + Q3) * s + Q2) * s + Q1) * s + 1f;
    return Math.max(-1f, Math.min(1f, v * p / q));
  }

  /** Logistic function by {@code ½·tanh(½x) + ½}. */
  static float sigmoid(float x) {
    return 0.5f * of(0.5f * x) + 0.5f;
  }
}
