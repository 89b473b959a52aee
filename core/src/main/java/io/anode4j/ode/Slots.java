package io.anode4j.ode;

import io.anode4j.tensor.Matrix;

/**
 * The rows under way, in slots 0..active−1 of every array. A row that is done gives its slot to the
 * last one, so that work is always on the first {@code active} rows of a matrix.
 */
final class Slots {
  int active;

  /** Row in a slot. */
  int[] row = {};

  double[] t = {};

  /** Size wanted for the next step, and size of the step attempted now; both signed. */
  double[] h = {};

  double[] attempt = {};

  /** Last time of the row. */
  double[] end = {};

  /** Error ratios of the two accepted steps before. */
  double[] ratioBefore = {};

  double[] ratioBeforeThat = {};
  boolean[] rejectedBefore = {};
  Matrix y;

  Slots(int dimension) {
    y = new Matrix(0, dimension);
  }

  int capacity() {
    return y.rows();
  }

  void reserve(int rows) {
    row = new int[rows];
    t = new double[rows];
    h = new double[rows];
    attempt = new double[rows];
    end = new double[rows];
    ratioBefore = new double[rows];
    ratioBeforeThat = new double[rows];
    rejectedBefore = new boolean[rows];
    y = new Matrix(rows, y.columns());
  }

  /** Gives a slot to a row. */
  void enter(int rowIndex, double start, double last, Matrix y0) {
    row[active] = rowIndex;
    t[active] = start;
    end[active] = last;
    ratioBefore[active] = StepControl.SMALLEST_RATIO;
    ratioBeforeThat[active] = StepControl.SMALLEST_RATIO;
    rejectedBefore[active] = false;
    y.copyRow(active, y0, rowIndex);
    active++;
  }

  /** What is left of a row's way, signed. */
  double left(int slot) {
    return end[slot] - t[slot];
  }

  /** The wanted step, shortened to end on the row's last time, a sliver included. */
  double clipped(int slot) {
    double left = left(slot);
    return Math.abs(h[slot]) * 1.0001 >= Math.abs(left) ? left : h[slot];
  }

  /** A few roundings of the row's times: below it a step cannot be told from none. */
  double smallestStep(int slot) {
    return 8 * Math.ulp(Math.max(Math.abs(t[slot]), Math.abs(end[slot])));
  }

  /** True when a time lies after the end of the slot's attempted step. */
  boolean beyond(double time, int slot) {
    double over = time - (t[slot] + attempt[slot]);
    return attempt[slot] > 0 ? over > 0 : over < 0;
  }

  /**
   * Empties a slot and moves the last row into it. Slots are visited from the last, so the mover
   * was visited.
   *
   * @return the slot the mover came from, or the slot itself when it was the last
   */
  int leave(int slot) {
    int from = --active;
    if (slot != from) {
      row[slot] = row[from];
      t[slot] = t[from];
      h[slot] = h[from];
      attempt[slot] = attempt[from];
      end[slot] = end[from];
      ratioBefore[slot] = ratioBefore[from];
      ratioBeforeThat[slot] = ratioBeforeThat[from];
      rejectedBefore[slot] = rejectedBefore[from];
      y.copyRow(slot, y, from);
    }
    return from;
  }
}
