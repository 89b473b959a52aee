package io.anode4j.latent.encoder;

import io.anode4j.latent.window.Contexts;
import io.anode4j.nn.ParameterSlot;
import io.anode4j.nn.Parameters;
import io.anode4j.tensor.Matrix;

/**
 * Pooling written down plainly, window by window and in double, for two channels, their masks and
 * the gap.
 *
 * @param parameters its weights
 * @param queries number of queries
 */
record PlainPooling(Parameters parameters, int queries) {
  private static final int CHANNELS = 2;

  ParameterSlot slot(String name) {
    return parameters.layout().slots().stream()
        .filter(s -> s.name().equals("encoder." + name))
        .findFirst()
        .orElseThrow();
  }

  private double weight(String name, int row, int column) {
    ParameterSlot slot = slot(name);
    return parameters.values()[slot.offset() + row * slot.columns() + column];
  }

  private double[] tanh(String layer, double[] x) {
    double[] y = new double[slot(layer + ".weight").rows()];
    for (int j = 0; j < y.length; j++) {
      y[j] = weight(layer + ".bias", 0, j);
      for (int i = 0; i < x.length; i++) {
        y[j] += weight(layer + ".weight", j, i) * x[i];
      }
      y[j] = Math.tanh(y[j]);
    }
    return y;
  }

  private double belongs(int patch, double place) {
    double left = weight("window.start", 0, patch);
    double right = left + Math.exp(weight("window.width", 0, patch));
    double softness = Math.exp(weight("window.softness", 0, patch));
    return 1
        / (1 + Math.exp((left - place) / softness))
        / (1 + Math.exp((place - right) / softness));
  }

  /** The code of one window of a batch. */
  double[] code(Contexts contexts, int window) {
    int rows = 0;
    int[] at = new int[contexts.steps()];
    double[] ago = new double[contexts.steps()];
    double span = 0;
    for (int s = 0, start = 0; s < contexts.steps(); start += contexts.active()[s++]) {
      if (window < contexts.active()[s]) {
        at[rows] = start + window;
        span += contexts.gaps()[start + window];
        ago[rows++] = span;
      }
    }
    int patches = slot("window.start").columns();
    double[][] states = new double[patches][];
    double[] seen = new double[patches];
    for (int p = 0; p < patches; p++) {
      double[] belongs = new double[rows];
      for (int i = 0; i < rows; i++) {
        belongs[i] = belongs(p, span > 0 ? 1 - ago[i] / span : 1);
        seen[p] += belongs[i];
      }
      states[p] = tanh("patch", means(contexts.inputs(), at, belongs, p, patches));
      seen[p] /= seen[p] + 0.01;
    }
    return tanh("code", gathered(states, seen, span));
  }

  private double[] means(Matrix inputs, int[] at, double[] belongs, int patch, int patches) {
    int features = slot("row.weight").rows();
    double[] all = new double[2 * CHANNELS + features + 1 + patches];
    double[] mass = new double[CHANNELS + 1];
    for (int i = 0; i < belongs.length; i++) {
      double[] x = new double[2 * CHANNELS + 1];
      for (int j = 0; j < x.length; j++) {
        x[j] = inputs.get(at[i], j);
      }
      double[] read = tanh("row", x);
      for (int c = 0; c < CHANNELS; c++) {
        mass[c] += belongs[i] * x[CHANNELS + c];
        all[c] += belongs[i] * x[CHANNELS + c] * x[c];
      }
      mass[CHANNELS] += belongs[i];
      for (int j = 0; j < features; j++) {
        all[2 * CHANNELS + j] += belongs[i] * read[j];
      }
    }
    for (int c = 0; c < CHANNELS; c++) {
      all[c] /= mass[c] + 0.01;
      all[CHANNELS + c] = mass[c] / (mass[c] + 0.01);
    }
    for (int j = 0; j < features; j++) {
      all[2 * CHANNELS + j] /= mass[CHANNELS] + 0.01;
    }
    all[2 * CHANNELS + features] = mass[CHANNELS] / (mass[CHANNELS] + 0.01);
    all[2 * CHANNELS + features + 1 + patch] = 1;
    return all;
  }

  private double[] gathered(double[][] states, double[] seen, double span) {
    int size = states[0].length;
    double[] all = new double[queries * size + 1];
    for (int q = 0; q < queries; q++) {
      double whole = 0;
      double[] share = new double[states.length];
      for (int p = 0; p < states.length; p++) {
        double score = weight("query.place", q, p);
        for (int j = 0; j < size; j++) {
          score += weight("query", q, j) * states[p][j] / Math.sqrt(size);
        }
        share[p] = (seen[p] + 0.001) * Math.exp(score);
        whole += share[p];
      }
      for (int p = 0; p < states.length; p++) {
        for (int j = 0; j < size; j++) {
          all[q * size + j] += share[p] / whole * states[p][j];
        }
      }
    }
    all[queries * size] = 0.2 * span;
    return all;
  }
}
