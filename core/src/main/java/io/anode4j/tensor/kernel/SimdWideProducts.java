package io.anode4j.tensor.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Products by blocks of 4 rows × 4 vectors: half the broadcasts of {@link SimdProducts}' blocks,
 * and sixteen sums that hide what begins and ends a block. Every sum adds the same in the same
 * order as there, to the same bits.
 */
final class SimdWideProducts {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /** With 16 lanes there are 32 registers: for sixteen sums, four weights and a broadcast. */
  private static final boolean MANY_REGISTERS = L == 16;

  private SimdWideProducts() {}

  /**
   * Computes the first vectors of each row, four at a time.
   *
   * @return how many vectors are done: none where registers are few
   */
  static int product(
      int rows,
      float[] x,
      int xo,
      int xs,
      SimdPacked w,
      float[] start,
      int so,
      int ss,
      float[] y,
      int yo,
      int ys) {
    int k = w.inputs();
    float[] p = w.panels;
    int v = 0;
    for (; MANY_REGISTERS && v + 4 <= w.vectors(); v += 4) {
      int po = v * L * k;
      int c = v * L;
      int r = 0;
      for (; r + 4 <= rows; r += 4) {
        block4x4(k, x, xo + r * xs, xs, p, po, start, so + r * ss + c, ss, y, yo + r * ys + c, ys);
      }
      int next = po + 2 * L * k;
      for (; r < rows; r++) {
        int from = so + r * ss + c;
        int to = yo + r * ys + c;
        SimdProducts.block1x2(k, x, xo + r * xs, p, po, start, from, y, to);
        SimdProducts.block1x2(k, x, xo + r * xs, p, next, start, from + 2 * L, y, to + 2 * L);
      }
    }
    return v;
  }

  private static void block4x4(
      int k,
      float[] x,
      int x0,
      int xs,
      float[] p,
      int po,
      float[] s,
      int s0,
      int ss,
      float[] y,
      int y0,
      int ys) {
    FloatVector a0 = FloatVector.fromArray(S, s, s0);
    FloatVector b0 = FloatVector.fromArray(S, s, s0 + L);
    FloatVector c0 = FloatVector.fromArray(S, s, s0 + 2 * L);
    FloatVector d0 = FloatVector.fromArray(S, s, s0 + 3 * L);
    FloatVector a1 = FloatVector.fromArray(S, s, s0 + ss);
    FloatVector b1 = FloatVector.fromArray(S, s, s0 + ss + L);
    FloatVector c1 = FloatVector.fromArray(S, s, s0 + ss + 2 * L);
    FloatVector d1 = FloatVector.fromArray(S, s, s0 + ss + 3 * L);
    FloatVector a2 = FloatVector.fromArray(S, s, s0 + 2 * ss);
    FloatVector b2 = FloatVector.fromArray(S, s, s0 + 2 * ss + L);
    FloatVector c2 = FloatVector.fromArray(S, s, s0 + 2 * ss + 2 * L);
    FloatVector d2 = FloatVector.fromArray(S, s, s0 + 2 * ss + 3 * L);
    FloatVector a3 = FloatVector.fromArray(S, s, s0 + 3 * ss);
    FloatVector b3 = FloatVector.fromArray(S, s, s0 + 3 * ss + L);
    FloatVector c3 = FloatVector.fromArray(S, s, s0 + 3 * ss + 2 * L);
    FloatVector d3 = FloatVector.fromArray(S, s, s0 + 3 * ss + 3 * L);
    for (int i = 0; i < k; i++) {
      FloatVector wa = FloatVector.fromArray(S, p, po + i * 2 * L);
      FloatVector wb = FloatVector.fromArray(S, p, po + i * 2 * L + L);
      FloatVector wc = FloatVector.fromArray(S, p, po + (k + i) * 2 * L);
      FloatVector wd = FloatVector.fromArray(S, p, po + (k + i) * 2 * L + L);
      FloatVector v0 = FloatVector.broadcast(S, x[x0 + i]);
      a0 = v0.fma(wa, a0);
      b0 = v0.fma(wb, b0);
      c0 = v0.fma(wc, c0);
      d0 = v0.fma(wd, d0);
      FloatVector v1 = FloatVector.broadcast(S, x[x0 + xs + i]);
      a1 = v1.fma(wa, a1);
      b1 = v1.fma(wb, b1);
      c1 = v1.fma(wc, c1);
      d1 = v1.fma(wd, d1);
      FloatVector v2 = FloatVector.broadcast(S, x[x0 + 2 * xs + i]);
      a2 = v2.fma(wa, a2);
      b2 = v2.fma(wb, b2);
      c2 = v2.fma(wc, c2);
      d2 = v2.fma(wd, d2);
      FloatVector v3 = FloatVector.broadcast(S, x[x0 + 3 * xs + i]);
      a3 = v3.fma(wa, a3);
      b3 = v3.fma(wb, b3);
      c3 = v3.fma(wc, c3);
      d3 = v3.fma(wd, d3);
    }
    store(y, y0, a0, b0, c0, d0);
    store(y, y0 + ys, a1, b1, c1, d1);
    store(y, y0 + 2 * ys, a2, b2, c2, d2);
    store(y, y0 + 3 * ys, a3, b3, c3, d3);
  }

  /** Small enough to be inlined everywhere, so its vectors stay in registers. */
  private static void store(
      float[] y, int at, FloatVector a, FloatVector b, FloatVector c, FloatVector d) {
    a.intoArray(y, at);
    b.intoArray(y, at + L);
    c.intoArray(y, at + 2 * L);
    d.intoArray(y, at + 3 * L);
  }
}
