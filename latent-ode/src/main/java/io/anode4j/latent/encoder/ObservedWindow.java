package io.anode4j.latent.encoder;

import io.anode4j.latent.window.Contexts;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;

/** The observations of one window, without those that are missing, as attention reads them. */
final class ObservedWindow {
  private final TimeAttention weights;
  private int length;
  private double[] times = {};
  private int[] from = {0};
  private int[] channel = {};
  private double[] value = {};

  ObservedWindow(TimeAttention weights) {
    this.weights = weights;
  }

  /** Takes over a window of a batch, its latest row first. */
  void read(Contexts contexts, int window) {
    length = 0;
    while (length < contexts.steps() && window < contexts.active()[length]) {
      length++;
    }
    if (length > times.length) {
      times = new double[length];
      from = new int[length + 1];
      channel = new int[length * weights.values()];
      value = new double[length * weights.values()];
    }
    int observed = 0;
    int row = window;
    double before = 0;
    for (int i = 0; i < length; i++) {
      before += contexts.gaps()[row];
      times[i] = before;
      from[i] = observed;
      observed = row(contexts.inputs(), row, observed);
      row += contexts.active()[i];
    }
    Arrays.fill(from, length, from.length, observed);
    // Until now the time before the last row: from here on that since the window's start, where
    // the reach of the points is 1.
    for (int i = 0; i < length; i++) {
      times[i] = (before - times[i]) / weights.settings().reach();
    }
  }

  private int row(Matrix inputs, int row, int observed) {
    int at = row * inputs.stride();
    int next = observed;
    for (int c = 0; c < weights.channels(); c++) {
      if (!weights.masked() || inputs.data()[at + weights.channels() + c] > 0) {
        channel[next] = c;
        value[next++] = inputs.data()[at + c];
      }
    }
    for (int c = 0; c < weights.told(); c++) {
      channel[next] = weights.channels() + c;
      value[next++] = inputs.data()[at + weights.toldFrom() + c];
    }
    return next;
  }

  /** Rows. */
  int length() {
    return length;
  }

  /** Times since the window's start, 1 at the reach of the points. */
  double[] times() {
    return times;
  }

  /** First observation of a row. */
  int from(int row) {
    return from[row];
  }

  /** Channel of an observation. */
  int channel(int observation) {
    return channel[observation];
  }

  /** Value of an observation. */
  double value(int observation) {
    return value[observation];
  }
}
