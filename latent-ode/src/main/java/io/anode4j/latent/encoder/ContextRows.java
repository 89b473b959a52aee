package io.anode4j.latent.encoder;

import io.anode4j.latent.window.Contexts;

/** Where the rows of one window lie in a batch, and when they were within its context's span. */
final class ContextRows {
  private int[] rows = {};
  private double[] places = {};
  private int length;
  private double span;

  /** Takes over a window of a batch, its latest row first. */
  void read(Contexts contexts, int window) {
    int steps = contexts.steps();
    if (steps > rows.length) {
      rows = new int[steps];
      places = new double[steps];
    }
    length = 0;
    span = 0;
    int row = window;
    while (length < steps && window < contexts.active()[length]) {
      span += contexts.gaps()[row];
      rows[length] = row;
      places[length] = span;
      row += contexts.active()[length++];
    }
    for (int i = 0; i < length; i++) {
      places[i] = span > 0 ? 1 - places[i] / span : 1;
    }
  }

  /** Rows of the window. */
  int length() {
    return length;
  }

  /** Model time from its first row to its last. */
  double span() {
    return span;
  }

  /** Row of the batch. */
  int row(int i) {
    return rows[i];
  }

  /** When it was: 0 at the first, 1 at the last; 1 where all are at one time. */
  double place(int i) {
    return places[i];
  }
}
