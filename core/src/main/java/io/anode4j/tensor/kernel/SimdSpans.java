package io.anode4j.tensor.kernel;

import jdk.incubator.vector.FloatVector;
import jdk.incubator.vector.VectorMask;
import jdk.incubator.vector.VectorOperators;
import jdk.incubator.vector.VectorSpecies;

/**
 * Spans on the Vector API. Sums run in four vectors of float32, whose lanes are then added in
 * double precision one after the other: a reduction of the Vector API may choose its order anew.
 */
final class SimdSpans implements Spans {
  private static final VectorSpecies<Float> S = FloatVector.SPECIES_PREFERRED;
  private static final int L = S.length();

  private final Spans rest = new PlainSpans();

  private static double lanes(float[] lanes) {
    double sum = 0;
    for (float lane : lanes) {
      sum += lane;
    }
    return sum;
  }

  @Override
  public double sum(int count, float[] x, int offset) {
    if (count < L) {
      return rest.sum(count, x, offset);
    }
    FloatVector a = FloatVector.zero(S);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    int i = 0;
    for (; i + 4 * L <= count; i += 4 * L) {
      a = a.add(FloatVector.fromArray(S, x, offset + i));
      b = b.add(FloatVector.fromArray(S, x, offset + i + L));
      c = c.add(FloatVector.fromArray(S, x, offset + i + 2 * L));
      d = d.add(FloatVector.fromArray(S, x, offset + i + 3 * L));
    }
    for (; i + L <= count; i += L) {
      a = a.add(FloatVector.fromArray(S, x, offset + i));
    }
    float[] lanes = new float[L];
    a.add(b).add(c.add(d)).intoArray(lanes, 0);
    return lanes(lanes) + rest.sum(count - i, x, offset + i);
  }

  @Override
  public double dot(int count, float[] x, int xo, float[] y, int yo) {
    if (count < L) {
      return rest.dot(count, x, xo, y, yo);
    }
    FloatVector a = FloatVector.zero(S);
    FloatVector b = a;
    FloatVector c = a;
    FloatVector d = a;
    int i = 0;
    for (; i + 4 * L <= count; i += 4 * L) {
      a = FloatVector.fromArray(S, x, xo + i).fma(FloatVector.fromArray(S, y, yo + i), a);
      b = FloatVector.fromArray(S, x, xo + i + L).fma(FloatVector.fromArray(S, y, yo + i + L), b);
      int j = i + 2 * L;
      c = FloatVector.fromArray(S, x, xo + j).fma(FloatVector.fromArray(S, y, yo + j), c);
      d = FloatVector.fromArray(S, x, xo + j + L).fma(FloatVector.fromArray(S, y, yo + j + L), d);
    }
    for (; i + L <= count; i += L) {
      a = FloatVector.fromArray(S, x, xo + i).fma(FloatVector.fromArray(S, y, yo + i), a);
    }
    float[] lanes = new float[L];
    a.add(b).add(c.add(d)).intoArray(lanes, 0);
    return lanes(lanes) + rest.dot(count - i, x, xo + i, y, yo + i);
  }

  @Override
  public void affine(int count, float a, float[] x, int xo, float c, float[] y, int yo) {
    FloatVector factor = FloatVector.broadcast(S, a);
    FloatVector shift = FloatVector.broadcast(S, c);
    int i = 0;
    for (; i + L <= count; i += L) {
      FloatVector.fromArray(S, x, xo + i).fma(factor, shift).intoArray(y, yo + i);
    }
    rest.affine(count - i, a, x, xo + i, c, y, yo + i);
  }

  @Override
  public void mix(
      int count,
      float a,
      float[] x,
      int xo,
      float b,
      float[] y,
      int yo,
      float c,
      float[] out,
      int oo) {
    FloatVector first = FloatVector.broadcast(S, a);
    FloatVector second = FloatVector.broadcast(S, b);
    FloatVector shift = FloatVector.broadcast(S, c);
    int i = 0;
    for (; i + L <= count; i += L) {
      FloatVector.fromArray(S, x, xo + i)
          .fma(first, FloatVector.fromArray(S, y, yo + i).fma(second, shift))
          .intoArray(out, oo + i);
    }
    rest.mix(count - i, a, x, xo + i, b, y, yo + i, c, out, oo + i);
  }

  @Override
  public void relu(int count, float[] x, int offset) {
    int i = 0;
    for (; i + L <= count; i += L) {
      FloatVector v = FloatVector.fromArray(S, x, offset + i);
      v.blend(0f, v.compare(VectorOperators.LE, 0f)).intoArray(x, offset + i);
    }
    rest.relu(count - i, x, offset + i);
  }

  @Override
  public void reluGradient(int count, float[] y, int yo, float[] dy, int dyo) {
    FloatVector zero = FloatVector.zero(S);
    int i = 0;
    for (; i + L <= count; i += L) {
      VectorMask<Float> above = FloatVector.fromArray(S, y, yo + i).compare(VectorOperators.GT, 0f);
      zero.blend(FloatVector.fromArray(S, dy, dyo + i), above).intoArray(dy, dyo + i);
    }
    rest.reluGradient(count - i, y, yo + i, dy, dyo + i);
  }
}
