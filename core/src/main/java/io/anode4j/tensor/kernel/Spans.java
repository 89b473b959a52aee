package io.anode4j.tensor.kernel;

/**
 * Operations on spans of floats of any place and length, of which nothing outside is read or
 * written: what layers on images do within a channel. The order of a sum depends on its length
 * alone.
 *
 * <p>Implementations have no state and may be shared between threads.
 */
public interface Spans {
  /** {@code Σ x} over {@code count} floats. */
  double sum(int count, float[] x, int offset);

  /** {@code Σ x·y} over {@code count} floats. */
  double dot(int count, float[] x, int xOffset, float[] y, int yOffset);

  /** {@code y = a·x + c}; {@code y} may be {@code x}. */
  void affine(int count, float a, float[] x, int xOffset, float c, float[] y, int yOffset);

  /**
   * {@code out = a·x + b·y + c}; {@code out} may be {@code x} or {@code y}.
   *
   * @param count floats
   * @param a factor of {@code x}
   * @param x first term
   * @param xOffset its start
   * @param b factor of {@code y}
   * @param y second term
   * @param yOffset its start
   * @param c what is added
   * @param out result
   * @param outOffset its start
   */
  void mix(
      int count,
      float a,
      float[] x,
      int xOffset,
      float b,
      float[] y,
      int yOffset,
      float c,
      float[] out,
      int outOffset);

  /** {@code x = max(0, x)} in place; NaN stays. */
  void relu(int count, float[] x, int offset);

  /** Sets {@code dy} to 0 wherever {@code y} is not above 0. */
  void reluGradient(int count, float[] y, int yOffset, float[] dy, int dyOffset);
}
