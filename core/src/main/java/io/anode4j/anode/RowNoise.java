package io.anode4j.anode;

import io.anode4j.tensor.Matrix;

/**
 * Random signs (Rademacher) for each row of a batch, fixed over a solve: the least noisy choice for
 * a trace (Hutchinson, "A stochastic estimator of the trace of the influence matrix", 1990). A
 * solver moves rows about while it works, so a state carries the number of its row in a column that
 * does not change, and the signs are a function of seed, row and column.
 */
public final class RowNoise {
  private long seed;

  /** Signs of seed 0. */
  public RowNoise() {}

  /** Takes other signs. */
  public void seed(long other) {
    seed = other;
  }

  /**
   * Writes the signs of rows by the numbers that they carry.
   *
   * @param rows rows used
   * @param state states with row numbers, exact up to 16,777,216
   * @param column column of the row number
   * @param to receives {@code [rows × columns]} of ±1
   */
  public void gather(int rows, Matrix state, int column, Matrix to) {
    for (int r = 0; r < rows; r++) {
      long row = Math.round((double) state.data()[r * state.stride() + column]);
      long bits = 0;
      int at = r * to.stride();
      for (int j = 0; j < to.columns(); j++) {
        if (j % 64 == 0) {
          bits = mix(mix(seed + row) + j);
        }
        to.data()[at + j] = (bits >>> (j % 64) & 1) == 0 ? 1f : -1f;
      }
    }
  }

  /** The finaliser of SplittableRandom (Steele, Lea and Flood, OOPSLA 2014, figure 16). */
  private static long mix(long state) {
    long z = state * 0x9e3779b97f4a7c15L + 0x9e3779b97f4a7c15L;
    z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
    z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
    return z ^ z >>> 31;
  }
}
