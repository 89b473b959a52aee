package io.anode4j.reference;

import io.anode4j.nn.Activation;
import io.anode4j.nn.ConcatSquash;
import io.anode4j.nn.Dense;
import io.anode4j.nn.Elementwise;
import io.anode4j.nn.GroupNorm;
import io.anode4j.nn.Layer;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Residual;
import io.anode4j.nn.Sequential;
import io.anode4j.nn.TiedResidualStack;
import io.anode4j.nn.TimeConcat;
import java.util.Arrays;

/** Layers as their formulas say, one row at a time, in double precision, with one tangent. */
public final class DualLayers {
  private DualLayers() {}

  /** A vector and its derivative along one direction. */
  public record Dual(double[] value, double[] tangent) {
    /** A vector that does not move. */
    public static Dual constant(double[] value) {
      return new Dual(value, new double[value.length]);
    }
  }

  /** The value and directional derivative of a layer's output. */
  public static Dual apply(Layer layer, double[] p, double t, Dual x) {
    if (layer instanceof Dense dense) {
      return affine(dense, p, x);
    } else if (layer instanceof Elementwise elementwise) {
      return activate(elementwise.activation(), x);
    } else if (layer instanceof Mlp mlp) {
      Dual y = x;
      for (int i = 0; i < mlp.layers().size(); i++) {
        y = affine(mlp.layers().get(i), p, y);
        y = i + 1 < mlp.layers().size() ? activate(mlp.activation(), y) : y;
      }
      return y;
    } else if (layer instanceof Sequential sequence) {
      Dual y = x;
      for (Layer part : sequence.layers()) {
        y = apply(part, p, t, y);
      }
      return y;
    } else if (layer instanceof Residual residual) {
      return step(x, residual.scale(), apply(residual.inner(), p, t, x));
    } else if (layer instanceof TiedResidualStack stack) {
      Dual y = x;
      double h = 1.0 / stack.depth();
      for (int l = 0; l < stack.depth(); l++) {
        y = step(y, h, apply(stack.inner(), p, t + l * h, y));
      }
      return y;
    } else if (layer instanceof TimeConcat timed) {
      double[] value = Arrays.copyOf(x.value, x.value.length + 1);
      value[x.value.length] = t;
      return apply(timed.inner(), p, t, new Dual(value, Arrays.copyOf(x.tangent, value.length)));
    } else if (layer instanceof ConcatSquash squash) {
      return squash(squash, p, t, x);
    } else if (layer instanceof GroupNorm norm) {
      return normalise(norm, p, x);
    }
    throw new IllegalArgumentException("no reference for " + layer);
  }

  private static Dual affine(Dense dense, double[] p, Dual x) {
    double[] bias = new double[p.length];
    System.arraycopy(p, 0, bias, 0, p.length);
    Arrays.fill(bias, dense.bias().offset(), dense.bias().offset() + dense.outputs(), 0);
    return new Dual(
        Networks.affine(dense.weight(), dense.bias(), p, x.value),
        Networks.affine(dense.weight(), dense.bias(), bias, x.tangent));
  }

  private static Dual activate(Activation activation, Dual x) {
    double[] y = new double[x.value.length];
    double[] v = new double[y.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = Networks.activate(activation, x.value[i]);
      v[i] = Networks.slopeAt(activation, x.value[i]) * x.tangent[i];
    }
    return new Dual(y, v);
  }

  private static Dual step(Dual x, double h, Dual f) {
    double[] y = x.value.clone();
    double[] v = x.tangent.clone();
    for (int i = 0; i < y.length; i++) {
      y[i] += h * f.value[i];
      v[i] += h * f.tangent[i];
    }
    return new Dual(y, v);
  }

  private static Dual squash(ConcatSquash layer, double[] p, double t, Dual x) {
    Dual a = affine(layer.affine(), p, x);
    double[] y = new double[layer.outputs()];
    double[] v = new double[layer.outputs()];
    for (int j = 0; j < y.length; j++) {
      double z = t * at(layer.gate(), p, j) + at(layer.gateBias(), p, j);
      double open = 1 / (1 + Math.exp(-z));
      y[j] = a.value[j] * open + t * at(layer.shift(), p, j);
      v[j] = a.tangent[j] * open;
    }
    return new Dual(y, v);
  }

  private static double at(ParameterSlot slot, double[] p, int j) {
    return p[slot.offset() + j];
  }

  private static Dual normalise(GroupNorm norm, double[] p, Dual x) {
    double[] y = new double[x.value.length];
    double[] v = new double[y.length];
    int size = y.length / norm.groups();
    for (int g = 0; g < norm.groups(); g++) {
      double[] part = Arrays.copyOfRange(x.value, g * size, (g + 1) * size);
      double[] along = Arrays.copyOfRange(x.tangent, g * size, (g + 1) * size);
      double mean = Arrays.stream(part).average().orElseThrow();
      double meanSlope = Arrays.stream(along).average().orElseThrow();
      double variance = 1e-5;
      double varianceSlope = 0;
      for (int i = 0; i < size; i++) {
        variance += (part[i] - mean) * (part[i] - mean) / size;
        varianceSlope += 2 * (part[i] - mean) * (along[i] - meanSlope) / size;
      }
      double deviation = Math.sqrt(variance);
      for (int i = 0; i < size; i++) {
        int channel = (g * size + i) / norm.pixels();
        double factor = at(norm.factor(), p, channel);
        double n = (part[i] - mean) / deviation;
        y[g * size + i] = n * factor + at(norm.offset(), p, channel);
        double slope = (along[i] - meanSlope) / deviation - n * varianceSlope / (2 * variance);
        v[g * size + i] = slope * factor;
      }
    }
    return new Dual(y, v);
  }
}
