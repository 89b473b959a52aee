package io.anode4j.tensor.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register-blocked sums of outer products on the Vector API. Leaves are flat for the reason given
 * in {@link SimdProducts}; blocks of rows keep both factors in the second-level cache, and blocks
 * of the result keep eight independent sums under way.
 */
final class SimdOuterProducts {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  /** Rows read again and again for one pass over the result: 2 × 128 KiB for 256 columns. */
  private static final int ROW_BLOCK = 128;

  private SimdOuterProducts() {}

  static void add(
      int rows,
      float[] a,
      int ao,
      int as,
      int m,
      float[] b,
      int bo,
      int bs,
      int n,
      float[] c,
      int cs) {
    for (int r = 0; r < rows; r += ROW_BLOCK) {
      addBlock(Math.min(ROW_BLOCK, rows - r), a, ao + r * as, as, m, b, bo + r * bs, bs, n, c, cs);
    }
  }

  private static void addBlock(
      int rows,
      float[] a,
      int ao,
      int as,
      int m,
      float[] b,
      int bo,
      int bs,
      int n,
      float[] c,
      int cs) {
    int vectors = (n + L - 1) / L;
    int pairs = vectors / 2;
    for (int i = 0; i < m; i += 4) {
      for (int v = 0; v < pairs; v++) {
        outer4x2(rows, a, ao + i, as, b, bo + 2 * v * L, bs, c, i * cs + 2 * v * L, cs);
      }
    }
    if (vectors % 2 == 0) {
      return;
    }
    int column = 2 * pairs * L;
    int i = 0;
    for (; i + 4 < m; i += 8) {
      outer8x1(rows, a, ao + i, as, b, bo + column, bs, c, i * cs + column, cs);
    }
    if (i < m) {
      outer4x1(rows, a, ao + i, as, b, bo + column, bs, c, i * cs + column, cs);
    }
  }

  private static void outer4x2(
      int rows, float[] a, int ao, int as, float[] b, int bo, int bs, float[] c, int co, int cs) {
    FloatVector a0 = FloatVector.fromArray(S, c, co);
    FloatVector b0 = FloatVector.fromArray(S, c, co + L);
    FloatVector a1 = FloatVector.fromArray(S, c, co + cs);
    FloatVector b1 = FloatVector.fromArray(S, c, co + cs + L);
    FloatVector a2 = FloatVector.fromArray(S, c, co + 2 * cs);
    FloatVector b2 = FloatVector.fromArray(S, c, co + 2 * cs + L);
    FloatVector a3 = FloatVector.fromArray(S, c, co + 3 * cs);
    FloatVector b3 = FloatVector.fromArray(S, c, co + 3 * cs + L);
    for (int r = 0; r < rows; r++) {
      int ar = ao + r * as;
      FloatVector wa = FloatVector.fromArray(S, b, bo + r * bs);
      FloatVector wb = FloatVector.fromArray(S, b, bo + r * bs + L);
      FloatVector v0 = FloatVector.broadcast(S, a[ar]);
      a0 = v0.fma(wa, a0);
      b0 = v0.fma(wb, b0);
      FloatVector v1 = FloatVector.broadcast(S, a[ar + 1]);
      a1 = v1.fma(wa, a1);
      b1 = v1.fma(wb, b1);
      FloatVector v2 = FloatVector.broadcast(S, a[ar + 2]);
      a2 = v2.fma(wa, a2);
      b2 = v2.fma(wb, b2);
      FloatVector v3 = FloatVector.broadcast(S, a[ar + 3]);
      a3 = v3.fma(wa, a3);
      b3 = v3.fma(wb, b3);
    }
    a0.intoArray(c, co);
    b0.intoArray(c, co + L);
    a1.intoArray(c, co + cs);
    b1.intoArray(c, co + cs + L);
    a2.intoArray(c, co + 2 * cs);
    b2.intoArray(c, co + 2 * cs + L);
    a3.intoArray(c, co + 3 * cs);
    b3.intoArray(c, co + 3 * cs + L);
  }

  private static void outer4x1(
      int rows, float[] a, int ao, int as, float[] b, int bo, int bs, float[] c, int co, int cs) {
    FloatVector a0 = FloatVector.fromArray(S, c, co);
    FloatVector a1 = FloatVector.fromArray(S, c, co + cs);
    FloatVector a2 = FloatVector.fromArray(S, c, co + 2 * cs);
    FloatVector a3 = FloatVector.fromArray(S, c, co + 3 * cs);
    for (int r = 0; r < rows; r++) {
      int ar = ao + r * as;
      FloatVector wa = FloatVector.fromArray(S, b, bo + r * bs);
      a0 = FloatVector.broadcast(S, a[ar]).fma(wa, a0);
      a1 = FloatVector.broadcast(S, a[ar + 1]).fma(wa, a1);
      a2 = FloatVector.broadcast(S, a[ar + 2]).fma(wa, a2);
      a3 = FloatVector.broadcast(S, a[ar + 3]).fma(wa, a3);
    }
    a0.intoArray(c, co);
    a1.intoArray(c, co + cs);
    a2.intoArray(c, co + 2 * cs);
    a3.intoArray(c, co + 3 * cs);
  }

  private static void outer8x1(
      int rows, float[] a, int ao, int as, float[] b, int bo, int bs, float[] c, int co, int cs) {
    FloatVector a0 = FloatVector.fromArray(S, c, co);
    FloatVector a1 = FloatVector.fromArray(S, c, co + cs);
    FloatVector a2 = FloatVector.fromArray(S, c, co + 2 * cs);
    FloatVector a3 = FloatVector.fromArray(S, c, co + 3 * cs);
    FloatVector a4 = FloatVector.fromArray(S, c, co + 4 * cs);
    FloatVector a5 = FloatVector.fromArray(S, c, co + 5 * cs);
    FloatVector a6 = FloatVector.fromArray(S, c, co + 6 * cs);
    FloatVector a7 = FloatVector.fromArray(S, c, co + 7 * cs);
    for (int r = 0; r < rows; r++) {
      int ar = ao + r * as;
      FloatVector w = FloatVector.fromArray(S, b, bo + r * bs);
      a0 = FloatVector.broadcast(S, a[ar]).fma(w, a0);
      a1 = FloatVector.broadcast(S, a[ar + 1]).fma(w, a1);
      a2 = FloatVector.broadcast(S, a[ar + 2]).fma(w, a2);
      a3 = FloatVector.broadcast(S, a[ar + 3]).fma(w, a3);
      a4 = FloatVector.broadcast(S, a[ar + 4]).fma(w, a4);
      a5 = FloatVector.broadcast(S, a[ar + 5]).fma(w, a5);
      a6 = FloatVector.broadcast(S, a[ar + 6]).fma(w, a6);
      a7 = FloatVector.broadcast(S, a[ar + 7]).fma(w, a7);
    }
    a0.intoArray(c, co);
    a1.intoArray(c, co + cs);
    a2.intoArray(c, co + 2 * cs);
    a3.intoArray(c, co + 3 * cs);
    a4.intoArray(c, co + 4 * cs);
    a5.intoArray(c, co + 5 * cs);
    a6.intoArray(c, co + 6 * cs);
    a7.intoArray(c, co + 7 * cs);
  }
}
