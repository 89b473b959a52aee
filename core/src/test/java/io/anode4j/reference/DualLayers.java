package io.anode4j.reference;

import io.anode4j.nn.Activation;
import io.anode4j.nn.ConcatSquash;
import io.anode4j.nn.Coupling;
import io.anode4j.nn.Dense;
import io.anode4j.nn.Elementwise;
import io.anode4j.nn.GroupNorm;
import io.anode4j.nn.InvertibleResidual;
import io.anode4j.nn.Layer;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Residual;
import io.anode4j.nn.ReversibleStack;
import io.anode4j.nn.Sequential;
import io.anode4j.nn.SpectralDense;
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
    if (layer instanceof SpectralDense dense) {
      return spectral(dense, p, x);
    } else if (layer instanceof InvertibleResidual block) {
      return step(x, 1, apply(block.inner(), p, t, x));
    } else if (layer instanceof Coupling coupling) {
      return couple(coupling, p, t, x);
    } else if (layer instanceof ReversibleStack stack) {
      Dual y = x;
      for (int l = 0; l < stack.depth(); l++) {
        int at = stack.weights().offset() + l * stack.layout().size();
        y = couple(stack.block(), Arrays.copyOfRange(p, at, at + stack.layout().size()), t, y);
      }
      return y;
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

  private static Dual spectral(SpectralDense layer, double[] p, Dual x) {
    double factor = Math.min(1, layer.bound() / largestSingularValue(layer.weight(), p));
    double[] scaled = p.clone();
    for (int i = 0; i < layer.weight().size(); i++) {
      scaled[layer.weight().offset() + i] *= factor;
    }
    return affine(new Dense(layer.weight(), layer.bias()), scaled, x);
  }

  /** From WᵀW, squared until it projects on its first eigenvector: no power iteration. */
  public static double largestSingularValue(ParameterSlot w, double[] p) {
    int n = w.columns();
    double[][] gram = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int j = 0; j < n; j++) {
        for (int r = 0; r < w.rows(); r++) {
          gram[i][j] += at(w, p, r * n + i) * at(w, p, r * n + j);
        }
      }
    }
    double[][] projection = gram;
    for (int k = 0; k < 40; k++) {
      projection = product(projection, projection);
      double trace = 0;
      for (int i = 0; i < n; i++) {
        trace += projection[i][i];
      }
      for (double[] row : projection) {
        for (int j = 0; j < n; j++) {
          row[j] /= trace;
        }
      }
    }
    double[][] kept = product(gram, projection);
    double square = 0;
    for (int i = 0; i < n; i++) {
      square += kept[i][i];
    }
    return Math.sqrt(square);
  }

  private static double[][] product(double[][] a, double[][] b) {
    double[][] c = new double[a.length][a.length];
    for (int i = 0; i < a.length; i++) {
      for (int j = 0; j < a.length; j++) {
        for (int k = 0; k < a.length; k++) {
          c[i][j] += a[i][k] * b[k][j];
        }
      }
    }
    return c;
  }

  private static Dual couple(Coupling layer, double[] p, double t, Dual x) {
    int half = x.value.length / 2;
    Dual second = part(x, half, 2 * half);
    Dual first = step(part(x, 0, half), layer.scale(), apply(layer.f(), p, t, second));
    second = step(second, layer.scale(), apply(layer.g(), p, t, first));
    double[] value = Arrays.copyOf(first.value, 2 * half);
    double[] tangent = Arrays.copyOf(first.tangent, 2 * half);
    System.arraycopy(second.value, 0, value, half, half);
    System.arraycopy(second.tangent, 0, tangent, half, half);
    return new Dual(value, tangent);
  }

  private static Dual part(Dual x, int from, int to) {
    return new Dual(Arrays.copyOfRange(x.value, from, to), Arrays.copyOfRange(x.tangent, from, to));
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
