package io.anode4j.benchmark;

import io.anode4j.anode.LayerField;
import io.anode4j.nn.Dense;
import io.anode4j.nn.Mlp;
import java.util.List;

/** A tanh perceptron in double precision with the weights of a float32 one. */
final class DoubleMlp implements DoubleField {
  private final List<Dense> layers;
  private final float[] weights;
  private final double[][] values;
  private final double[][] cotangents;

  DoubleMlp(LayerField field) {
    layers = ((Mlp) field.layer()).layers();
    weights = field.parameterValues();
    values = new double[layers.size() + 1][];
    cotangents = new double[layers.size() + 1][];
    values[0] = new double[field.dimension()];
    cotangents[0] = new double[field.dimension()];
    for (int l = 0; l < layers.size(); l++) {
      values[l + 1] = new double[layers.get(l).outputs()];
      cotangents[l + 1] = new double[layers.get(l).outputs()];
    }
  }

  @Override
  public int dimension() {
    return values[0].length;
  }

  @Override
  public int parameters() {
    return weights.length;
  }

  @Override
  public void evaluate(double t, double[] y, double[] dydt) {
    System.arraycopy(y, 0, values[0], 0, y.length);
    for (int l = 0; l < layers.size(); l++) {
      int w = layers.get(l).weight().offset();
      int b = layers.get(l).bias().offset();
      double[] in = values[l];
      double[] out = values[l + 1];
      for (int o = 0; o < out.length; o++) {
        double sum = weights[b + o];
        for (int i = 0; i < in.length; i++) {
          sum += weights[w + o * in.length + i] * in[i];
        }
        out[o] = l == layers.size() - 1 ? sum : Math.tanh(sum);
      }
    }
    System.arraycopy(values[layers.size()], 0, dydt, 0, dydt.length);
  }

  @Override
  public void pullback(double t, double[] y, double[] ct, double[] yCotangent, double[] gradient) {
    evaluate(t, y, yCotangent);
    System.arraycopy(ct, 0, cotangents[layers.size()], 0, ct.length);
    for (int l = layers.size() - 1; l >= 0; l--) {
      pullLayer(l, gradient);
    }
    System.arraycopy(cotangents[0], 0, yCotangent, 0, yCotangent.length);
  }

  private void pullLayer(int l, double[] gradient) {
    int w = layers.get(l).weight().offset();
    int b = layers.get(l).bias().offset();
    double[] in = values[l];
    double[] back = cotangents[l];
    java.util.Arrays.fill(back, 0);
    for (int o = 0; o < cotangents[l + 1].length; o++) {
      double c = cotangents[l + 1][o];
      gradient[b + o] += c;
      for (int i = 0; i < in.length; i++) {
        gradient[w + o * in.length + i] += c * in[i];
        back[i] += c * weights[w + o * in.length + i];
      }
    }
    for (int i = 0; l > 0 && i < in.length; i++) {
      back[i] *= 1 - in[i] * in[i];
    }
  }
}
