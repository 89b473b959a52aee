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

  /** Where the row is heading: a forced time, or its last. */
  double[] target = {};

  /** Whether the field jumps at the target, so that the step must end just before. */
  boolean[] jump = {};

  /** Whether the row has passed a jump and needs a new first derivative. */
  boolean[] restart = {};

  /** Whether the derivative at t is that of a restart, not the last of the step before. */
  boolean[] afterJump = {};

  /** Value of the event function at t. */
  double[] eventValue = {};

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
    target = new double[rows];
    jump = new boolean[rows];
    restart = new boolean[rows];
    afterJump = new boolean[rows];
    eventValue = new double[rows];
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
    restart[active] = false;
    afterJump[active] = false;
    eventValue[active] = 0;
    y.copyRow(active, y0, rowIndex);
    active++;
  }

  /** What is left of the way to the target, signed; to a jump, a little less. */
  double left(int slot) {
    double left = target[slot] - t[slot];
    if (jump[slot]) {
      while (left != 0 && !before(t[slot] + left, target[slot], left)) {
        left = Math.nextAfter(left, 0);
      }
    }
    return left;
  }

  private static boolean before(double time, double other, double direction) {
    return direction > 0 ? time < other : time > other;
  }

  /** True for a time after the first and not after the second, in the order of integration. */
  boolean between(double time, double from, double to) {
    return to > from ? time > from && time <= to : time < from && time >= to;
  }

  /** The wanted step, shortened to end on the target, a sliver included. */
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
      target[slot] = target[from];
      jump[slot] = jump[from];
      restart[slot] = restart[from];
      afterJump[slot] = afterJump[from];
      eventValue[slot] = eventValue[from];
      ratioBefore[slot] = ratioBefore[from];
      ratioBeforeThat[slot] = ratioBeforeThat[from];
      rejectedBefore[slot] = rejectedBefore[from];
      y.copyRow(slot, y, from);
    }
    return from;
  }
}
