package io.anode4j.reference;

import io.anode4j.nn.Activation;
import io.anode4j.nn.Dense;
import io.anode4j.nn.GruCell;
import io.anode4j.nn.Layer;
import io.anode4j.nn.Mlp;
import io.anode4j.nn.ParameterSlot;

/** The layers as their formulas say, one row at a time, in double precision. */
public final class Networks {
  private Networks() {}

  /** {@code W·x + b}. */
  public static double[] affine(ParameterSlot w, ParameterSlot b, double[] p, double[] x) {
    double[] y = new double[w.rows()];
    for (int o = 0; o < y.length; o++) {
      y[o] = p[b.offset() + o];
      for (int i = 0; i < x.length; i++) {
        y[o] += p[w.offset() + o * w.columns() + i] * x[i];
      }
    }
    return y;
  }

  /** An activation. */
  static double activate(Activation activation, double x) {
    return switch (activation) {
      case IDENTITY -> x;
      case TANH -> Math.tanh(x);
      case RELU -> Math.max(0, x);
      case SIGMOID -> 1 / (1 + Math.exp(-x));
      case SOFTPLUS -> Math.log1p(Math.exp(x));
      case ELU -> x > 0 ? x : Math.expm1(x);
    };
  }

  /** Its derivative as a function of its input. */
  static double slopeAt(Activation activation, double x) {
    return switch (activation) {
      case IDENTITY -> 1;
      case TANH -> 1 / (Math.cosh(x) * Math.cosh(x));
      case RELU -> x > 0 ? 1 : 0;
      case SIGMOID -> Math.exp(-x) / ((1 + Math.exp(-x)) * (1 + Math.exp(-x)));
      case SOFTPLUS -> 1 / (1 + Math.exp(-x));
      case ELU -> x > 0 ? 1 : Math.exp(x);
    };
  }

  private static double slope(Activation activation, double y) {
    return switch (activation) {
      case IDENTITY -> 1;
      case TANH -> 1 - y * y;
      case RELU -> y > 0 ? 1 : 0;
      case SIGMOID -> y * (1 - y);
      case SOFTPLUS -> 1 - Math.exp(-y);
      case ELU -> y > 0 ? 1 : y + 1;
    };
  }

  private static double[][] layers(Mlp mlp, double[] p, double[] x) {
    double[][] outputs = new double[mlp.layers().size() + 1][];
    outputs[0] = x;
    for (int l = 0; l < mlp.layers().size(); l++) {
      Dense layer = mlp.layers().get(l);
      outputs[l + 1] = affine(layer.weight(), layer.bias(), p, outputs[l]);
      for (int j = 0; l + 1 < mlp.layers().size() && j < outputs[l + 1].length; j++) {
        outputs[l + 1][j] = activate(mlp.activation(), outputs[l + 1][j]);
      }
    }
    return outputs;
  }

  /** Output of a perceptron. */
  public static double[] mlp(Layer perceptron, double[] p, double[] x) {
    Mlp mlp = (Mlp) perceptron;
    return layers(mlp, p, x)[mlp.layers().size()];
  }

  /** Cotangent of a perceptron's input; adds to that of its parameters. */
  public static double[] mlpPullback(
      Mlp mlp, double[] p, double[] x, double[] cotangent, double[] gradient) {
    double[][] outputs = layers(mlp, p, x);
    double[] d = cotangent;
    for (int l = mlp.layers().size() - 1; l >= 0; l--) {
      ParameterSlot w = mlp.layers().get(l).weight();
      double[] before = new double[w.columns()];
      for (int o = 0; o < w.rows(); o++) {
        gradient[mlp.layers().get(l).bias().offset() + o] += d[o];
        for (int i = 0; i < w.columns(); i++) {
          gradient[w.offset() + o * w.columns() + i] += d[o] * outputs[l][i];
          before[i] += d[o] * p[w.offset() + o * w.columns() + i];
        }
      }
      for (int i = 0; l > 0 && i < before.length; i++) {
        before[i] *= slope(mlp.activation(), outputs[l][i]);
      }
      d = before;
    }
    return d;
  }

  /** Last state of a GRU over one sequence, from zero. */
  public static double[] gru(GruCell cell, double[] p, double[][] inputs) {
    int hidden = cell.hidden();
    double[] h = new double[hidden];
    for (double[] x : inputs) {
      double[] in = affine(cell.inputWeight(), cell.inputBias(), p, x);
      double[] rec = affine(cell.recurrentWeight(), cell.recurrentBias(), p, h);
      double[] next = new double[hidden];
      for (int j = 0; j < hidden; j++) {
        double r = sigmoid(in[j] + rec[j]);
        double u = sigmoid(in[hidden + j] + rec[hidden + j]);
        double n = Math.tanh(in[2 * hidden + j] + r * rec[2 * hidden + j]);
        next[j] = (1 - u) * n + u * h[j];
      }
      h = next;
    }
    return h;
  }

  private static double sigmoid(double x) {
    return 1 / (1 + Math.exp(-x));
  }
}
