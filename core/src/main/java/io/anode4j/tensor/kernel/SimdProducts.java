package io.anode4j.tensor.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorSpecies;

/**
 * Register-blocked products on the Vector API.
 *
 * <p>Each leaf keeps its accumulators in local variables: a {@code Vector} that crosses a method
 * that is not inlined, or merges with another on a condition, is boxed and the kernel becomes
 * thirty times slower without an error. Blocks are 4 rows × 2 vectors or 8 × 1: eight independent
 * sums hide the latency of fused multiply-add on two pipes. Leaves are long because they must be
 * flat.
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
    int wide = SimdWideProducts.product(rows, x, xo, xs, w, start, so, ss, y, yo, ys);
    for (int v = wide; v < vectors; v += 2) {
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
        for (; r + 8 <= rows; r += 8) {
          block8x1(
              k, x, xo + r * xs, xs, p, po, start, so + r * ss + c, ss, y, yo + r * ys + c, ys);
        }
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

  static void block1x2(
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

  private static void block8x1(
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
    int x4 = x3 + xs;
    int x5 = x4 + xs;
    int x6 = x5 + xs;
    int x7 = x6 + xs;
    FloatVector a0 = FloatVector.fromArray(S, s, s0);
    FloatVector a1 = FloatVector.fromArray(S, s, s0 + ss);
    FloatVector a2 = FloatVector.fromArray(S, s, s0 + 2 * ss);
    FloatVector a3 = FloatVector.fromArray(S, s, s0 + 3 * ss);
    FloatVector a4 = FloatVector.fromArray(S, s, s0 + 4 * ss);
    FloatVector a5 = FloatVector.fromArray(S, s, s0 + 5 * ss);
    FloatVector a6 = FloatVector.fromArray(S, s, s0 + 6 * ss);
    FloatVector a7 = FloatVector.fromArray(S, s, s0 + 7 * ss);
    for (int i = 0; i < k; i++) {
      FloatVector w = FloatVector.fromArray(S, p, po + i * L);
      a0 = FloatVector.broadcast(S, x[x0 + i]).fma(w, a0);
      a1 = FloatVector.broadcast(S, x[x1 + i]).fma(w, a1);
      a2 = FloatVector.broadcast(S, x[x2 + i]).fma(w, a2);
      a3 = FloatVector.broadcast(S, x[x3 + i]).fma(w, a3);
      a4 = FloatVector.broadcast(S, x[x4 + i]).fma(w, a4);
      a5 = FloatVector.broadcast(S, x[x5 + i]).fma(w, a5);
      a6 = FloatVector.broadcast(S, x[x6 + i]).fma(w, a6);
      a7 = FloatVector.broadcast(S, x[x7 + i]).fma(w, a7);
    }
    a0.intoArray(y, y0);
    a1.intoArray(y, y0 + ys);
    a2.intoArray(y, y0 + 2 * ys);
    a3.intoArray(y, y0 + 3 * ys);
    a4.intoArray(y, y0 + 4 * ys);
    a5.intoArray(y, y0 + 5 * ys);
    a6.intoArray(y, y0 + 6 * ys);
    a7.intoArray(y, y0 + 7 * ys);
  }
}
