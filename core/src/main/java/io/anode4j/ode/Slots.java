package io.anode4j.ode;

import io.anode4j.tensor.Precision;
import io.anode4j.tensor.Rows;

/**
 * The rows under way, in slots 0..active−1 of every array. A row that is done gives its slot to the
 * last one, so that work is always on the first {@code active} rows of a batch.
 *
 * @param <M> the batches of states
 */
final class Slots<M extends Rows<M>> {
  /**
   * From this share of a step on, the rounding of times is taken out of float32 steps too; below, a
   * float32 sum does not feel it, and steps keep the bits they always had.
   */
  private static final double FELT = 0x1p-30;

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

  /** Error ratios of the two accepted steps before. */
  double[] ratioBefore = {};

  double[] ratioBeforeThat = {};
  boolean[] rejectedBefore = {};
  M y;

  /** Rounds every step, or only those whose rounding float32 sums feel. */
  private final double felt;

  /** Weighted steps must be numbers of the states' precision. */
  private final double longest;

  Slots(M empty) {
    y = empty;
    boolean wide = empty.precision() == Precision.FLOAT64;
    felt = wide ? 0 : FELT;
    longest = wide ? 1e307 : 1e37;
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
    ratioBefore = new double[rows];
    ratioBeforeThat = new double[rows];
    rejectedBefore = new boolean[rows];
    y = y.zeros(rows, y.columns());
  }

  /** Gives a slot to a row. */
  void enter(int rowIndex, double start, double last, M y0) {
    row[active] = rowIndex;
    t[active] = start;
    end[active] = last;
    h[active] = 0;
    forget(active);
    restart[active] = false;
    afterJump[active] = false;
    y.copyRow(active, y0, rowIndex);
    active++;
  }

  /** Begins without a history of errors. */
  void forget(int slot) {
    ratioBefore[slot] = StepControl.SMALLEST_RATIO;
    ratioBeforeThat[slot] = StepControl.SMALLEST_RATIO;
    rejectedBefore[slot] = false;
  }

  /**
   * What is left of the way to the target, signed, and so that no stage of a step of this length is
   * evaluated beyond it; to a jump, a little less.
   */
  double left(int slot) {
    double goal = target[slot];
    double left = goal - t[slot];
    for (int tries = 0; tries < 4 && reaches(slot, left); tries++) {
      left = Math.nextAfter(left, 0);
    }
    return reaches(slot, left) ? Math.nextAfter(goal, t[slot]) - t[slot] : left;
  }

  /** Whether a step ends beyond the target as times are rounded, or on it where the field jumps. */
  private boolean reaches(int slot, double step) {
    double time = t[slot] + step;
    double goal = target[slot];
    return jump[slot] && time == goal || (step > 0 ? time > goal : time < goal);
  }

  /** Whether the attempted step ends on the target. */
  boolean lands(int slot) {
    return attempt[slot] == left(slot) || t[slot] + attempt[slot] == target[slot];
  }

  /** True for a time after the first and not after the second, in the order of integration. */
  boolean between(double time, double from, double to) {
    return to > from ? time > from && time <= to : time < from && time >= to;
  }

  /**
   * The wanted step, shortened to end on the target, a sliver included. Its size is the distance of
   * the times between which it lies, so that no origin of time makes steps and times disagree.
   *
   * @return the step; 0 where times cannot tell it from none
   */
  double clipped(int slot) {
    double left = left(slot);
    double wanted = Math.abs(h[slot]) > longest ? Math.copySign(longest, left) : h[slot];
    if (Math.abs(wanted) * 1.0001 >= Math.abs(left)) {
      return left;
    }
    double next = t[slot] + wanted;
    return Math.ulp(next) > felt * Math.abs(wanted) ? next - t[slot] : wanted;
  }

  /** A few roundings of the row's times: below it a step cannot be told from none. */
  double smallestStep(int slot) {
    return 8 * Math.ulp(Math.max(Math.abs(t[slot]), Math.min(1, Math.abs(end[slot]))));
  }

  /** True when a time lies after another, in the order of integration. */
  boolean beyond(double time, double other, int slot) {
    return end[slot] > t[slot] ? time > other : time < other;
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
      ratioBefore[slot] = ratioBefore[from];
      ratioBeforeThat[slot] = ratioBeforeThat[from];
      rejectedBefore[slot] = rejectedBefore[from];
      y.copyRow(slot, y, from);
    }
    return from;
  }
}
