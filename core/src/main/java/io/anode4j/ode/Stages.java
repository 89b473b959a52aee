package io.anode4j.ode;

import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.kernel.Kernels;
import java.util.Arrays;

/**
 * The stages of an attempted step of all slots: the derivatives k, the state at the step's end and
 * the error estimate.
 */
class Stages {
  private static final double[] EULER = {1};

  /** Differences of states below this share of them are float32's rounding. */
  private static final double ROUNDING = 5e-7;

  final Kernels kernels;
  final ButcherTableau tableau;
  final FieldEvaluator field;
  final int dimension;

  /** Stage derivatives; the first is that at the step's start, the last that at its end. */
  final Matrix[] k;

  final float[][] kData;

  /** Time of each slot's stage. */
  double[] time = {};

  /** Input of the stage computed last; after an attempt, the state at the step's end. */
  Matrix state;

  float[] error = {};
  float[] zeros = {};

  Stages(ButcherTableau tableau, int dimension, FieldEvaluator field, Kernels kernels) {
    this.kernels = kernels;
    this.tableau = tableau;
    this.field = field;
    this.dimension = dimension;
    k = new Matrix[tableau.stages()];
    kData = new float[k.length][];
    state = new Matrix(0, dimension);
    Arrays.fill(k, state);
  }

  void reserve(int rows) {
    time = new double[rows];
    state = new Matrix(rows, dimension);
    for (int s = 0; s < k.length; s++) {
      k[s] = new Matrix(rows, dimension);
      kData[s] = k[s].data();
    }
    error = new float[state.data().length];
    zeros = new float[state.data().length];
  }

  /** Derivatives at the start, into k[0]. */
  void start(Slots slots, RowReports reports) {
    field.evaluate(slots.active, slots.t, slots.y, k[0]);
    count(slots, reports, 1);
  }

  /** Derivatives after an explicit Euler step of the attempted size, into k[1]. */
  void trial(Slots slots, RowReports reports) {
    for (int i = 0; i < slots.active; i++) {
      time[i] = slots.t[i] + slots.attempt[i];
    }
    combine(slots, EULER, 1, slots.y.data(), state.data());
    field.evaluate(slots.active, time, state, k[1]);
    count(slots, reports, 1);
  }

  /** All stages of an attempted step. */
  void attempt(Slots slots, RowReports reports) {
    for (int s = 1; s < k.length; s++) {
      combine(slots, tableau.a()[s], s, slots.y.data(), state.data());
      for (int i = 0; i < slots.active; i++) {
        time[i] = slots.t[i] + tableau.c()[s] * slots.attempt[i];
      }
      field.evaluate(slots.active, time, state, k[s]);
    }
    count(slots, reports, k.length - 1);
  }

  /** What to take for the error ratio where an attempt failed, or 0 where it did not. */
  double failure(int slot) {
    return 0;
  }

  /** The difference to the embedded method. */
  void estimateError(Slots slots) {
    combine(slots, tableau.error(), k.length, zeros, error);
  }

  final void combine(Slots slots, double[] weights, int count, float[] base, float[] out) {
    kernels.combine(
        slots.active, slots.y.stride(), base, slots.attempt, weights, kData, count, out);
  }

  final void count(Slots slots, RowReports reports, int evaluations) {
    for (int i = 0; i < slots.active; i++) {
      reports.evaluations[slots.row[i]] += evaluations;
    }
  }

  /** New first derivatives for rows that have passed a jump of the field. */
  void restart(Slots slots, RowReports reports) {
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
        reports.evaluations[slots.row[i]]++;
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
  double stiffness(Slots slots, int slot) {
    int end = k.length - 1;
    int other = tableau.twin();
    if (other < 0) {
      return Double.NaN;
    }
    double slopes = 0;
    double states = 0;
    double size = 0;
    int at = slot * state.stride();
    for (int i = at; i < at + dimension; i++) {
      double difference = 0;
      for (int s = 0; s < end; s++) {
        double weight = tableau.a()[end][s] - (s < other ? tableau.a()[other][s] : 0);
        difference += weight * kData[s][i];
      }
      double slope = kData[end][i] - kData[other][i];
      slopes += slope * slope;
      states += difference * difference;
      size += (double) state.data()[i] * state.data()[i];
    }
    double h = Math.abs(slots.attempt[slot]);
    return h * Math.sqrt(states) > ROUNDING * Math.sqrt(size)
        ? Math.sqrt(slopes / states)
        : Double.NaN;
  }

  /** Takes the attempted step: its end is the start of the next. */
  void advance(Slots slots, int slot) {
    slots.y.copyRow(slot, state, slot);
    k[0].copyRow(slot, k[k.length - 1], slot);
  }

  /** True when a slot's state and derivative at the end of its step are finite. */
  boolean finiteAtEnd(int slot) {
    return finite(state, slot) && finite(k[k.length - 1], slot);
  }

  static boolean finite(Matrix values, int slot) {
    int at = slot * values.stride();
    for (int j = at; j < at + values.columns(); j++) {
      if (!Float.isFinite(values.data()[j])) {
        return false;
      }
    }
    return true;
  }

  /** What is kept from step to step follows its row to another slot. */
  void move(int slot, int from) {
    k[0].copyRow(slot, k[0], from);
  }
}
