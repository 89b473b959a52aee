package io.anode4j.ode;

import io.anode4j.tensor.Precision;
import io.anode4j.tensor.Rows;
import io.anode4j.tensor.kernel.RowArithmetic;
import org.jspecify.annotations.Nullable;

/**
 * The stages of an attempted step of all slots: the derivatives k, the state at the step's end and
 * the error estimate.
 *
 * @param <M> the batches of states
 */
class Stages<M extends Rows<M>> {
  private static final double[] EULER = {1};

  final RowArithmetic<M> arithmetic;
  final ButcherTableau tableau;
  final RowsEvaluator<M> field;
  final int dimension;

  /** Stage derivatives; the first is that at the step's start, the last that at its end. */
  final M[] k;

  /** Time of each slot's stage. */
  double[] time = {};

  /** Input of the stage computed last; after an attempt, the state at the step's end. */
  M state;

  M error;
  M zeros;

  /**
   * Float64 only: what a step adds to the state, and what rounding has left over of the steps
   * before (Kahan's compensated summation), so that no increment is lost however small.
   */
  private @Nullable M increment;

  private @Nullable M carry;

  /** Off where steps are made again elsewhere, from their start states alone, to the same bits. */
  boolean compensates = true;

  /** Differences of states below this share of them are their rounding. */
  private final double rounding;

  Stages(ButcherTableau tableau, int dimension, RowsEvaluator<M> field) {
    M empty = field.zeros(0, dimension);
    this.arithmetic = RowArithmetic.of(empty);
    this.tableau = tableau;
    this.field = field;
    this.dimension = dimension;
    this.rounding = 4 * empty.precision().epsilon();
    k = empty.array(tableau.stages());
    state = empty;
    error = empty;
    zeros = empty;
  }

  void reserve(int rows) {
    time = new double[rows];
    state = field.zeros(rows, dimension);
    error = field.zeros(rows, dimension);
    zeros = field.zeros(rows, dimension);
    renew(k, rows);
    if (state.precision() == Precision.FLOAT64) {
      increment = field.zeros(rows, dimension);
      carry = field.zeros(rows, dimension);
    }
  }

  /** Gives each place of an array a batch of its own. */
  static <M extends Rows<M>> void renew(M[] all, int rows) {
    for (int i = 0; i < all.length; i++) {
      all[i] = all[i].zeros(rows, all[i].columns());
    }
  }

  /** Derivatives at the start, into k[0]. */
  void start(Slots<M> slots, RowReports reports) {
    field.evaluate(slots.active, slots.t, slots.y, k[0]);
    count(slots, reports, 1);
    for (int i = 0; carry != null && i < slots.active; i++) {
      carry.fillRow(i, 0);
    }
  }

  /** Derivatives after an explicit Euler step of the attempted size, into k[1]. */
  void trial(Slots<M> slots, RowReports reports) {
    for (int i = 0; i < slots.active; i++) {
      time[i] = slots.t[i] + slots.attempt[i];
    }
    combine(slots, EULER, 1, slots.y, state);
    field.evaluate(slots.active, time, state, k[1]);
    count(slots, reports, 1);
  }

  /** All stages of an attempted step. */
  void attempt(Slots<M> slots, RowReports reports) {
    for (int s = 1; s < k.length; s++) {
      base(slots, s);
      for (int i = 0; i < slots.active; i++) {
        time[i] = slots.t[i] + tableau.c()[s] * slots.attempt[i];
      }
      field.evaluate(slots.active, time, state, k[s]);
    }
    count(slots, reports, k.length - 1);
  }

  /** The state plus the weighted derivatives of the stages before: where a stage begins. */
  final void base(Slots<M> slots, int s) {
    if (s < k.length - 1 || !compensates || carry == null || increment == null) {
      combine(slots, tableau.a()[s], s, slots.y, state);
    } else {
      combine(slots, tableau.a()[s], s, carry, increment);
      for (int i = 0; i < slots.active; i++) {
        for (int j = 0; j < dimension; j++) {
          state.value(i, j, slots.y.value(i, j) + increment.value(i, j));
        }
      }
    }
  }

  /** Adds an implicit stage's own share to a component of its base. */
  final void add(Slots<M> slots, int s, int slot, int component, double share) {
    if (s < k.length - 1 || !compensates || increment == null) {
      state.value(slot, component, state.value(slot, component) + share);
    } else {
      double whole = increment.value(slot, component) + share;
      increment.value(slot, component, whole);
      state.value(slot, component, slots.y.value(slot, component) + whole);
    }
  }

  /** What to take for the error ratio where an attempt failed, or 0 where it did not. */
  double failure(int slot) {
    return 0;
  }

  /** Whether a failed attempt was the equations' fault rather than the field's. */
  boolean solvable(Slots<M> slots, int slot) {
    return false;
  }

  /** The difference to the embedded method. */
  void estimateError(Slots<M> slots) {
    combine(slots, tableau.error(), k.length, zeros, error);
  }

  final void combine(Slots<M> slots, double[] weights, int count, M base, M out) {
    arithmetic.combine(slots.active, base, slots.attempt, weights, k, count, out);
  }

  final void count(Slots<M> slots, RowReports reports, int evaluations) {
    for (int i = 0; i < slots.active; i++) {
      reports.spend(slots.row[i], evaluations);
    }
  }

  /** New first derivatives for rows that have passed a jump of the field. */
  void restart(Slots<M> slots, RowReports reports) {
    int count = 0;
    for (int i = 0; i < slots.active; i++) {
      if (slots.restart[i]) {
        time[count] = slots.t[i];
        state.copyRow(count++, slots.y, i);
      }
    }
    field.evaluate(count, time, state, k[1]);
    count = 0;
    for (int i = 0; i < slots.active; i++) {
      if (slots.restart[i]) {
        k[0].copyRow(i, k[1], count++);
        reports.spend(slots.row[i], 1);
        slots.restart[i] = false;
      }
    }
  }

  /**
   * Step size times the largest eigenvalue that the step has felt, from two stages at the step's
   * end (Hairer and Wanner, "Solving Ordinary Differential Equations II", IV.2, eq. 2.27).
   *
   * @return NaN where the method has one such stage only, or where rounding hides the difference
   */
  double stiffness(Slots<M> slots, int slot) {
    int end = k.length - 1;
    int other = tableau.twin();
    if (other < 0) {
      return Double.NaN;
    }
    double slopes = 0;
    double states = 0;
    double size = 0;
    for (int i = 0; i < dimension; i++) {
      double difference = 0;
      for (int s = 0; s < end; s++) {
        double weight = tableau.a()[end][s] - (s < other ? tableau.a()[other][s] : 0);
        difference += weight * k[s].value(slot, i);
      }
      double slope = k[end].value(slot, i) - k[other].value(slot, i);
      slopes += slope * slope;
      states += difference * difference;
      size += state.value(slot, i) * state.value(slot, i);
    }
    double h = Math.abs(slots.attempt[slot]);
    return h * Math.sqrt(states) > rounding * Math.sqrt(size)
        ? Math.sqrt(slopes / states)
        : Double.NaN;
  }

  /** Step size times the largest eigenvalue, as far as an accepted step can tell; or NaN. */
  double felt(Slots<M> slots, int slot) {
    return stiffness(slots, slot);
  }

  /** Takes the attempted step: its end is the start of the next. */
  void advance(Slots<M> slots, int slot) {
    for (int j = 0; compensates && carry != null && increment != null && j < dimension; j++) {
      double added = state.value(slot, j) - slots.y.value(slot, j);
      carry.value(slot, j, increment.value(slot, j) - added);
    }
    slots.y.copyRow(slot, state, slot);
    k[0].copyRow(slot, k[k.length - 1], slot);
  }

  /** What compensated sums of a slot have left over, or nothing where none are kept. */
  double[] carry(int slot) {
    return carry == null ? new double[0] : Resumption.values(carry, slot);
  }

  /** Takes a first derivative and a remainder from elsewhere. */
  void restore(int slot, double[] slope, double[] left) {
    forget(slot);
    for (int j = 0; j < slope.length; j++) {
      k[0].value(slot, j, slope[j]);
    }
    for (int j = 0; carry != null && j < left.length; j++) {
      carry.value(slot, j, left[j]);
    }
  }

  /** Forgets what a slot's steps so far have left over: its state was changed. */
  void forget(int slot) {
    if (carry != null) {
      carry.fillRow(slot, 0);
    }
  }

  /** True when a slot's state and derivative at the end of its step are finite. */
  boolean finiteAtEnd(int slot) {
    return finite(state, slot) && finite(k[k.length - 1], slot);
  }

  final boolean finite(M values, int slot) {
    for (int j = 0; j < dimension; j++) {
      if (!Double.isFinite(values.value(slot, j))) {
        return false;
      }
    }
    return true;
  }

  /** What is kept from step to step follows its row to another slot. */
  void move(int slot, int from) {
    k[0].copyRow(slot, k[0], from);
    if (carry != null) {
      carry.copyRow(slot, carry, from);
    }
  }
}
