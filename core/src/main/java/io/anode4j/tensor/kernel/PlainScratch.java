package io.anode4j.tensor.kernel;

/** Working arrays of one thread, grown to the widest use it has seen. */
final class PlainScratch {
  private static final ThreadLocal<PlainScratch> OF_THREAD =
      ThreadLocal.withInitial(PlainScratch::new);

  /** Two rows of sums. */
  float[] a = {};

  float[] b = {};

  /** Rows of a factor, each an array of its own so that loops over it begin at 0. */
  float[][] terms = {};

  private PlainScratch() {}

  /**
   * The least length of at least {@code width} that makes an array, its header of 16 bytes
   * included, whole cache lines: arrays allocated one after the other then lie alike within lines,
   * and vectors aligned in one are aligned in all.
   */
  static int wholeLines(int width) {
    return (width + 3) / 16 * 16 + 12;
  }

  static PlainScratch sums(int width) {
    PlainScratch s = OF_THREAD.get();
    if (s.a.length < width) {
      s.a = new float[wholeLines(width)];
      s.b = new float[wholeLines(width)];
    }
    return s;
  }

  static PlainScratch sumsAndTerms(int width, int count) {
    PlainScratch s = sums(width);
    if (s.terms.length < count || s.terms[0].length < width) {
      int rows = Math.max(count, s.terms.length);
      s.terms = new float[rows][s.a.length];
    }
    return s;
  }
}
