package io.anode4j.tensor.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register-blocked products on the Vector API.
 *
 * <p>Each leaf keeps its accumulators in local variables: a {@code Vector} that crosses a method
 * that is not inlined, or merges with another on a condition, is boxed and the kernel becomes
 * thirty times slower without an error. Blocks are 4 rows × 2 vectors: eight independent sums hide
 * the latency of fused multiply-add on two pipes. Leaves are long because they must be flat.
 */
final class SimdProducts {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private SimdProducts() {}

  static void product(
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
    int vectors = w.vectors();
    float[] p = w.panels;
    for (int v = 0; v < vectors; v += 2) {
      int po = v * L * k;
      int c = v * L;
      int r = 0;
      if (v + 1 < vectors) {
        for (; r + 4 <= rows; r += 4) {
          block4x2(
              k, x, xo + r * xs, xs, p, po, start, so + r * ss + c, ss, y, yo + r * ys + c, ys);
        }
        for (; r < rows; r++) {
          block1x2(k, x, xo + r * xs, p, po, start, so + r * ss + c, y, yo + r * ys + c);
        }
      } else {
        for (; r + 4 <= rows; r += 4) {
          block4x1(
              k, x, xo + r * xs, xs, p, po, start, so + r * ss + c, ss, y, yo + r * ys + c, ys);
        }
        for (; r < rows; r++) {
          block1x1(k, x, xo + r * xs, p, po, start, so + r * ss + c, y, yo + r * ys + c);
        }
      }
    }
  }

  private static void block4x2(
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
    int x1 = x0 + xs;
    int x2 = x1 + xs;
    int x3 = x2 + xs;
    FloatVector a0 = FloatVector.fromArray(S, s, s0);
    FloatVector b0 = FloatVector.fromArray(S, s, s0 + L);
    FloatVector a1 = FloatVector.fromArray(S, s, s0 + ss);
    FloatVector b1 = FloatVector.fromArray(S, s, s0 + ss + L);
    FloatVector a2 = FloatVector.fromArray(S, s, s0 + 2 * ss);
    FloatVector b2 = FloatVector.fromArray(S, s, s0 + 2 * ss + L);
    FloatVector a3 = FloatVector.fromArray(S, s, s0 + 3 * ss);
    FloatVector b3 = FloatVector.fromArray(S, s, s0 + 3 * ss + L);
    for (int i = 0; i < k; i++) {
      FloatVector wa = FloatVector.fromArray(S, p, po + i * 2 * L);
      FloatVector wb = FloatVector.fromArray(S, p, po + i * 2 * L + L);
      FloatVector v0 = FloatVector.broadcast(S, x[x0 + i]);
      a0 = v0.fma(wa, a0);
      b0 = v0.fma(wb, b0);
      FloatVector v1 = FloatVector.broadcast(S, x[x1 + i]);
      a1 = v1.fma(wa, a1);
      b1 = v1.fma(wb, b1);
      FloatVector v2 = FloatVector.broadcast(S, x[x2 + i]);
      a2 = v2.fma(wa, a2);
      b2 = v2.fma(wb, b2);
      FloatVector v3 = FloatVector.broadcast(S, x[x3 + i]);
      a3 = v3.fma(wa, a3);
      b3 = v3.fma(wb, b3);
    }
    a0.intoArray(y, y0);
    b0.intoArray(y, y0 + L);
    a1.intoArray(y, y0 + ys);
    b1.intoArray(y, y0 + ys + L);
    a2.intoArray(y, y0 + 2 * ys);
    b2.intoArray(y, y0 + 2 * ys + L);
    a3.intoArray(y, y0 + 3 * ys);
    b3.intoArray(y, y0 + 3 * ys + L);
  }

  private static void block4x1(
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
    int x1 = x0 + xs;
    int x2 = x1 + xs;
    int x3 = x2 + xs;
    FloatVector a0 = FloatVector.fromArray(S, s, s0);
    FloatVector a1 = FloatVector.fromArray(S, s, s0 + ss);
    FloatVector a2 = FloatVector.fromArray(S, s, s0 + 2 * ss);
    FloatVector a3 = FloatVector.fromArray(S, s, s0 + 3 * ss);
    for (int i = 0; i < k; i++) {
      FloatVector wa = FloatVector.fromArray(S, p, po + i * L);
      a0 = FloatVector.broadcast(S, x[x0 + i]).fma(wa, a0);
      a1 = FloatVector.broadcast(S, x[x1 + i]).fma(wa, a1);
      a2 = FloatVector.broadcast(S, x[x2 + i]).fma(wa, a2);
      a3 = FloatVector.broadcast(S, x[x3 + i]).fma(wa, a3);
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + ys);
    a2.intoArray(y, y0 + 2 * ys);
    a3.intoArray(y, y0 + 3 * ys);
  }

  private static void block1x2(
      int k, float[] x, int x0, float[] p, int po, float[] s, int s0, float[] y, int y0) {
    FloatVector a0 = FloatVector.fromArray(S, s, s0);
    FloatVector b0 = FloatVector.fromArray(S, s, s0 + L);
    for (int i = 0; i < k; i++) {
      FloatVector v0 = FloatVector.broadcast(S, x[x0 + i]);
      a0 = v0.fma(FloatVector.fromArray(S, p, po + i * 2 * L), a0);
      b0 = v0.fma(FloatVector.fromArray(S, p, po + i * 2 * L + L), b0);
    }
    a0.intoArray(y, y0);
    b0.intoArray(y, y0 + L);
  }

  private static void block1x1(
      int k, float[] x, int x0, float[] p, int po, float[] s, int s0, float[] y, int y0) {
    FloatVector a0 = FloatVector.fromArray(S, s, s0);
    for (int i = 0; i < k; i++) {
      FloatVector v0 = FloatVector.broadcast(S, x[x0 + i]);
      a0 = v0.fma(FloatVector.fromArray(S, p, po + i * L), a0);
    }
    a0.intoArray(y, y0);
  }

  static void addTransposedProduct(
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
    for (int i = 0; i < m; i += 4) {
      int v = 0;
      for (; v + 2 <= vectors; v += 2) {
        outer4x2(rows, a, ao + i, as, b, bo + v * L, bs, c, i * cs + v * L, cs);
      }
      if (v < vectors) {
        outer4x1(rows, a, ao + i, as, b, bo + v * L, bs, c, i * cs + v * L, cs);
      }
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
}
