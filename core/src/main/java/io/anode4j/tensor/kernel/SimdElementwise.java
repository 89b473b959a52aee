package io.anode4j.tensor.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.IntVector;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/** Element-wise kernels on the Vector API: activations, stage combinations, dense output. */
final class SimdElementwise {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private static final int MAGNITUDE = 0x7fffffff;
  private static final int LIMIT_BITS = Float.floatToRawIntBits(RationalTanh.LIMIT);
  private static final int ONE_BITS = Float.floatToRawIntBits(1f);

  private SimdElementwise() {}

  /**
   * Small enough to be inlined everywhere, so its vectors stay in registers. Clamps the magnitude
   * as an integer (floats without a sign order as their bits do): one instruction, where {@code
   * min} of floats takes six to honour NaN and signed zeros. Half the time, equal bits.
   */
  static FloatVector tanh(FloatVector x) {
    IntVector bits = x.reinterpretAsInts();
    FloatVector v = bits.and(MAGNITUDE).min(LIMIT_BITS).reinterpretAsFloats();
    FloatVector s = v.mul(v);
    FloatVector p =
        s.mul(RationalTanh.P4)
            .add(RationalTanh.P3)
            .fma(s, FloatVector.broadcast(S, RationalTanh.P2))
            .fma(s, FloatVector.broadcast(S, RationalTanh.P1))
            .fma(s, FloatVector.broadcast(S, 1f));
    FloatVector q =
        s.mul(RationalTanh.Q4)
            .add(RationalTanh.Q3)
            .fma(s, FloatVector.broadcast(S, RationalTanh.Q2))
            .fma(s, FloatVector.broadcast(S, RationalTanh.Q1))
            .fma(s, FloatVector.broadcast(S, 1f));
    IntVector magnitude = v.mul(p).div(q).reinterpretAsInts().min(ONE_BITS);
    FloatVector y = magnitude.or(bits.and(~MAGNITUDE)).reinterpretAsFloats();
    return y.blend(x, x.compare(VectorOperators.NE, x)); // NaN stays NaN
  }

  static void tanh(float[] x, int offset, int count) {
    for (int i = offset; i < offset + count; i += L) {
      tanh(FloatVector.fromArray(S, x, i)).intoArray(x, i);
    }
  }

  static void tanhGradient(float[] y, int yo, float[] dy, int dyo, int count) {
    FloatVector one = FloatVector.broadcast(S, 1f);
    for (int i = 0; i < count; i += L) {
      FloatVector v = FloatVector.fromArray(S, y, yo + i);
      FloatVector d = FloatVector.fromArray(S, dy, dyo + i);
      d.mul(one.sub(v.mul(v))).intoArray(dy, dyo + i);
    }
  }

  static void addColumnSums(int rows, float[] a, int ao, int stride, float[] c) {
    for (int j = 0; j < stride; j += L) {
      FloatVector sum = FloatVector.fromArray(S, c, j);
      for (int r = 0; r < rows; r++) {
        sum = sum.add(FloatVector.fromArray(S, a, ao + r * stride + j));
      }
      sum.intoArray(c, j);
    }
  }

  static void combine1(
      int rows, int stride, float[] base, double[] h, double w, float[] k, float[] out) {
    for (int r = 0; r < rows; r++) {
      FloatVector f = FloatVector.broadcast(S, (float) (h[r] * w));
      for (int i = r * stride; i < (r + 1) * stride; i += L) {
        FloatVector.fromArray(S, k, i).fma(f, FloatVector.fromArray(S, base, i)).intoArray(out, i);
      }
    }
  }

  static void combine2(
      int rows, int stride, float[] base, double[] h, double[] w, int j, float[][] k, float[] out) {
    float[] k0 = k[j];
    float[] k1 = k[j + 1];
    double w0 = w[j];
    double w1 = w[j + 1];
    for (int r = 0; r < rows; r++) {
      FloatVector f0 = FloatVector.broadcast(S, (float) (h[r] * w0));
      FloatVector f1 = FloatVector.broadcast(S, (float) (h[r] * w1));
      for (int i = r * stride; i < (r + 1) * stride; i += L) {
        FloatVector v = FloatVector.fromArray(S, base, i);
        v = FloatVector.fromArray(S, k0, i).fma(f0, v);
        FloatVector.fromArray(S, k1, i).fma(f1, v).intoArray(out, i);
      }
    }
  }

  static void combine3(
      int rows, int stride, float[] base, double[] h, double[] w, int j, float[][] k, float[] out) {
    float[] k0 = k[j];
    float[] k1 = k[j + 1];
    float[] k2 = k[j + 2];
    double w0 = w[j];
    double w1 = w[j + 1];
    double w2 = w[j + 2];
    for (int r = 0; r < rows; r++) {
      FloatVector f0 = FloatVector.broadcast(S, (float) (h[r] * w0));
      FloatVector f1 = FloatVector.broadcast(S, (float) (h[r] * w1));
      FloatVector f2 = FloatVector.broadcast(S, (float) (h[r] * w2));
      for (int i = r * stride; i < (r + 1) * stride; i += L) {
        FloatVector v = FloatVector.fromArray(S, base, i);
        v = FloatVector.fromArray(S, k0, i).fma(f0, v);
        v = FloatVector.fromArray(S, k1, i).fma(f1, v);
        v = FloatVector.fromArray(S, k2, i).fma(f2, v);
        v.intoArray(out, i);
      }
    }
  }

  static void combine4(
      int rows, int stride, float[] base, double[] h, double[] w, int j, float[][] k, float[] out) {
    float[] k0 = k[j];
    float[] k1 = k[j + 1];
    float[] k2 = k[j + 2];
    float[] k3 = k[j + 3];
    for (int r = 0; r < rows; r++) {
      FloatVector f0 = FloatVector.broadcast(S, (float) (h[r] * w[j]));
      FloatVector f1 = FloatVector.broadcast(S, (float) (h[r] * w[j + 1]));
      FloatVector f2 = FloatVector.broadcast(S, (float) (h[r] * w[j + 2]));
      FloatVector f3 = FloatVector.broadcast(S, (float) (h[r] * w[j + 3]));
      for (int i = r * stride; i < (r + 1) * stride; i += L) {
        FloatVector v = FloatVector.fromArray(S, base, i);
        v = FloatVector.fromArray(S, k0, i).fma(f0, v);
        v = FloatVector.fromArray(S, k1, i).fma(f1, v);
        v = FloatVector.fromArray(S, k2, i).fma(f2, v);
        FloatVector.fromArray(S, k3, i).fma(f3, v).intoArray(out, i);
      }
    }
  }

  /** The coefficients stay in registers while the times pass. */
  static void horner4(
      int count,
      int width,
      float[] theta,
      float[] base,
      float[][] q,
      int offset,
      float[] out,
      int outOffset) {
    for (int i = 0; i < width; i += L) {
      FloatVector b = FloatVector.fromArray(S, base, offset + i);
      FloatVector q0 = FloatVector.fromArray(S, q[0], offset + i);
      FloatVector q1 = FloatVector.fromArray(S, q[1], offset + i);
      FloatVector q2 = FloatVector.fromArray(S, q[2], offset + i);
      FloatVector q3 = FloatVector.fromArray(S, q[3], offset + i);
      for (int r = 0, o = outOffset + i; r < count; r++, o += width) {
        FloatVector t = FloatVector.broadcast(S, theta[r]);
        q3.fma(t, q2).fma(t, q1).fma(t, q0).fma(t, b).intoArray(out, o);
      }
    }
  }

  static void addScaled(int width, float factor, float[] x, int xo, float[] y, int yo) {
    FloatVector f = FloatVector.broadcast(S, factor);
    for (int i = 0; i < width; i += L) {
      FloatVector.fromArray(S, x, xo + i)
          .fma(f, FloatVector.fromArray(S, y, yo + i))
          .intoArray(y, yo + i);
    }
  }

  /**
   * In two passes over a row, one tanh each: with three in one loop body the compiler's budget for
   * inlining ran out, vectors were boxed, and the kernel took four times as long.
   */
  static void gruForward(
      int rows,
      int s,
      float[] g,
      int go,
      float[] nr,
      int nro,
      float[] h,
      int ho,
      float[] next,
      int no) {
    for (int row = 0; row < rows; row++) {
      int gr = go + row * 3 * s;
      int state = row * s;
      sigmoid(2 * s, g, gr);
      newState(s, g, gr, nr, nro + state, h, ho + state, next, no + state);
    }
  }

  private static void sigmoid(int width, float[] x, int offset) {
    for (int i = offset; i < offset + width; i += L) {
      tanh(FloatVector.fromArray(S, x, i).mul(0.5f)).mul(0.5f).add(0.5f).intoArray(x, i);
    }
  }

  /** {@code n = tanh(n + r·rec)} and {@code next = n + u·(h − n)}. */
  private static void newState(
      int s, float[] g, int gr, float[] nr, int nro, float[] h, int ho, float[] next, int no) {
    for (int i = 0; i < s; i += L) {
      FloatVector x =
          FloatVector.fromArray(S, g, gr + i)
              .fma(
                  FloatVector.fromArray(S, nr, nro + i),
                  FloatVector.fromArray(S, g, gr + 2 * s + i));
      FloatVector n = tanh(x);
      n.intoArray(g, gr + 2 * s + i);
      FloatVector u = FloatVector.fromArray(S, g, gr + s + i);
      u.fma(FloatVector.fromArray(S, h, ho + i).sub(n), n).intoArray(next, no + i);
    }
  }

  static void gruBackward(
      int rows, int s, float[] g, int go, float[] nr, int nro, float[] h, int ho, float[] dh) {
    FloatVector one = FloatVector.broadcast(S, 1f);
    for (int row = 0; row < rows; row++) {
      int gr = go + row * 3 * s;
      for (int i = 0; i < s; i += L) {
        FloatVector r = FloatVector.fromArray(S, g, gr + i);
        FloatVector u = FloatVector.fromArray(S, g, gr + s + i);
        FloatVector n = FloatVector.fromArray(S, g, gr + 2 * s + i);
        FloatVector d = FloatVector.fromArray(S, dh, row * s + i);
        FloatVector before = FloatVector.fromArray(S, h, ho + row * s + i);
        FloatVector du = d.mul(before.sub(n)).mul(u).mul(one.sub(u));
        FloatVector dn = d.mul(one.sub(u)).mul(one.sub(n.mul(n)));
        FloatVector nrec = FloatVector.fromArray(S, nr, nro + row * s + i);
        FloatVector dr = dn.mul(nrec).mul(r).mul(one.sub(r));
        dr.intoArray(g, gr + i);
        du.intoArray(g, gr + s + i);
        dn.intoArray(g, gr + 2 * s + i);
        dn.mul(r).intoArray(nr, nro + row * s + i);
        d.mul(u).intoArray(dh, row * s + i);
      }
    }
  }
}
