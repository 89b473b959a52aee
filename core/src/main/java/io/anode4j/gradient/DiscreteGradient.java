package io.anode4j.gradient;

import io.anode4j.ode.ButcherTableau;
import io.anode4j.ode.RowsEvaluator;
import io.anode4j.ode.StepTable;
import io.anode4j.tensor.Rows;
import io.anode4j.tensor.kernel.RowArithmetic;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The exact gradient of a discrete solve with respect to its initial states and the field's
 * parameters, step sizes taken as given (reverse mode over the Runge–Kutta recursion; Hager,
 * "Runge–Kutta methods in optimal control and the transformed adjoint system", Numer. Math. 87
 * (2000), eq. 14–17).
 *
 * <p>Like the solver, it works on rows in slots: every round undoes one step of each row that has
 * steps left. An output inside a step is a polynomial of the step's stages; the stage at the step's
 * end is the first stage of the next step, where its cotangent is joined to that stage's own.
 *
 * <p>One thread's working memory, reused from solve to solve. The parameter gradient is left in the
 * field evaluator.
 *
 * @param <M> the batches of states
 */
public final class DiscreteGradient<M extends Rows<M>> {
  private final RowArithmetic<M> arithmetic;
  private final ButcherTableau tableau;
  private final RowsEvaluator<M> field;
  private final int dimension;

  /** Stages without the one at the step's end. */
  private final int stages;

  private final int degree;
  private final double[][] stageWeights;
  private final double[] endWeights;
  private final boolean endMatters;
  private final double[] ones;

  private int[] row = {};
  private int[] cursor = {};
  private double[] h = {};
  private double[] hBefore = {};
  private double[] unit = {};

  /** Positions of a step's outputs. */
  private double[] theta = {};

  private final double[][] stageTimes;
  private final M[] stageStates;
  private final M[] derivatives;
  private final M[] stageCotangents;
  private M cotangent;
  private M lambda;
  private M zeros;

  /** Moments Σ θᵖ·cotangent of the outputs inside the current step and the step before. */
  private M[] moments;

  private M[] momentsBefore;
  private final M[] terms;
  private int active;

  /** Where start states come from; null when the step table kept them. */
  private @Nullable StateSource<M> source;

  /**
   * Working memory for one thread.
   *
   * @param tableau method of the solves to be undone
   * @param dimension state components of a row
   * @param field the thread's own evaluator, of the same field and parameters as the solve
   */
  public DiscreteGradient(ButcherTableau tableau, int dimension, RowsEvaluator<M> field) {
    if (tableau.implicit()) {
      throw new IllegalArgumentException(
          tableau + " is implicit; its gradient is ImplicitGradient in io.anode4j.ode");
    }
    this.tableau = tableau;
    this.field = field;
    this.dimension = dimension;
    this.stages = tableau.stages() - 1;
    this.degree = tableau.degree();
    this.stageWeights = ReverseWeights.transposed(tableau);
    this.endWeights = tableau.dense()[stages];
    this.endMatters = Arrays.stream(endWeights).anyMatch(w -> w != 0);
    this.ones = new double[stages];
    Arrays.fill(ones, 1);
    stageTimes = new double[stages][];
    M empty = field.zeros(0, dimension);
    arithmetic = RowArithmetic.of(empty);
    stageStates = empty.array(stages);
    derivatives = empty.array(stages);
    stageCotangents = empty.array(stages);
    cotangent = empty;
    lambda = empty;
    zeros = empty;
    moments = empty.array(degree);
    momentsBefore = empty.array(degree);
    terms = empty.array(1 + stages + degree);
  }

  private void reserve(int rows) {
    if (rows <= lambda.rows()) {
      return;
    }
    row = new int[rows];
    cursor = new int[rows];
    h = new double[rows];
    hBefore = new double[rows];
    unit = new double[rows];
    Arrays.fill(unit, 1);
    for (int s = 0; s < stages; s++) {
      stageTimes[s] = new double[rows];
      stageStates[s] = field.zeros(rows, dimension);
      derivatives[s] = field.zeros(rows, dimension);
      stageCotangents[s] = field.zeros(rows, dimension);
    }
    cotangent = field.zeros(rows, dimension);
    lambda = field.zeros(rows, dimension);
    zeros = field.zeros(rows, dimension);
    for (int p = 0; p < degree; p++) {
      moments[p] = field.zeros(rows, dimension);
      momentsBefore[p] = field.zeros(rows, dimension);
    }
  }

  /**
   * Pulls cotangents of all outputs back to the initial states.
   *
   * @param steps accepted steps of the solve
   * @param outputCotangents cotangents {@code [outputs × dimension]} in the order of the outputs
   * @param initialCotangents receives the cotangents of the initial states {@code [rows ×
   *     dimension]}
   */
  public void pullback(StepTable<M> steps, M outputCotangents, M initialCotangents) {
    reserve(steps.rows());
    pullback(steps, null, zeros, outputCotangents, initialCotangents);
  }

  /** The same with start states from elsewhere than the step table. */
  void pullback(
      StepTable<M> steps, StateSource<M> states, M outputCotangents, M initialCotangents) {
    reserve(steps.rows());
    pullback(steps, states, zeros, outputCotangents, initialCotangents);
  }

  /** The same with cotangents of the states that the rows' last steps reached, too. */
  void pullback(
      StepTable<M> steps,
      @Nullable StateSource<M> states,
      M endCotangents,
      M outputCotangents,
      M initialCotangents) {
    source = states;
    reserve(steps.rows());
    active = 0;
    for (int r = 0; r < steps.rows(); r++) {
      row[active] = r;
      cursor[active] = steps.last(r);
      lambda.copyRow(active, endCotangents, r);
      clear(moments, active);
      if (cursor[active] >= 0) {
        addMoments(steps, cursor[active], outputCotangents, moments, active);
        active++;
      } else {
        finish(active, steps, outputCotangents, initialCotangents);
      }
    }
    tail(steps);
    while (active > 0) {
      round(steps, outputCotangents);
      advance(steps, outputCotangents, initialCotangents);
    }
  }

  private void clear(M[] m, int slot) {
    for (M p : m) {
      p.fillRow(slot, 0);
    }
  }

  private void addMoments(StepTable<M> steps, int step, M ct, M[] m, int slot) {
    int from = steps.outputFrom(step);
    int count = findPositions(steps, step);
    arithmetic.addPowers(count, theta, ct, from, m, slot);
  }

  /** Positions of a step's outputs, exactly 1 for those that are copies of its end state. */
  private int findPositions(StepTable<M> steps, int step) {
    int from = steps.outputFrom(step);
    int count = steps.outputTo(step) - from;
    if (theta.length < count) {
      theta = new double[Math.max(count, 2 * theta.length)];
    }
    for (int i = 0; i < count; i++) {
      theta[i] = steps.theta(step, from + i);
    }
    return count;
  }

  /** Adds the cotangents of outputs that are copies of the end state, or of those that are not. */
  private void addOutputs(StepTable<M> steps, int step, M ct, int slot, boolean atEnd) {
    for (int o = steps.outputFrom(step); o < steps.outputTo(step); o++) {
      if ((steps.theta(step, o) == 1) == atEnd) {
        arithmetic.addRow(lambda, slot, ct, o);
      }
    }
  }

  /** The derivative at the very end matters only to outputs inside the last step. */
  private void tail(StepTable<M> steps) {
    if (active == 0 || !endMatters) {
      return;
    }
    for (int i = 0; i < active; i++) {
      int step = cursor[i];
      steps.copyEnd(row[i], stageStates[0], i);
      stageTimes[0][i] = steps.time(step) + steps.step(step);
      h[i] = steps.step(step);
    }
    arithmetic.combine(active, zeros, h, endWeights, moments, degree, cotangent);
    field.record(active, 0, stageTimes[0], stageStates[0], derivatives[0]);
    field.pullback(active, 0, stageTimes[0], stageStates[0], cotangent, stageCotangents[0]);
    arithmetic.combine(active, lambda, unit, ones, stageCotangents, 1, lambda);
  }

  /** The same where the field jumps at a step's start, so that the step before has its own tail. */
  private void tailsAtJumps(StepTable<M> steps) {
    boolean any = false;
    for (int i = 0; i < active; i++) {
      int before = steps.previous(cursor[i]);
      hBefore[i] = 0;
      if (endMatters && before >= 0 && steps.restarts(cursor[i])) {
        hBefore[i] = steps.step(before);
        stageTimes[0][i] = steps.time(before) + steps.step(before);
        any = true;
      }
    }
    if (any) {
      arithmetic.combine(active, zeros, hBefore, endWeights, moments, degree, cotangent);
      field.record(active, 0, stageTimes[0], stageStates[0], derivatives[0]);
      field.pullback(active, 0, stageTimes[0], stageStates[0], cotangent, stageCotangents[0]);
      arithmetic.combine(active, lambda, unit, ones, stageCotangents, 1, lambda);
    }
  }

  /** Undoes one step of every active row. */
  private void round(StepTable<M> steps, M outputCotangents) {
    for (int i = 0; i < active; i++) {
      int step = cursor[i];
      h[i] = steps.step(step);
      stageTimes[0][i] = steps.time(step);
      if (source == null) {
        steps.copyState(step, stageStates[0], i);
      }
      addOutputs(steps, step, outputCotangents, i, true);
      clear(momentsBefore, i);
      int before = steps.previous(step);
      hBefore[i] = before >= 0 && !steps.restarts(step) ? steps.step(before) : 0;
      if (before >= 0) {
        addMoments(steps, before, outputCotangents, momentsBefore, i);
      }
    }
    if (source != null) {
      source.restore(active, row, cursor, stageStates[0]);
    }
    recompute();
    for (int s = stages - 1; s >= 0; s--) {
      pullStage(s);
    }
    arithmetic.combine(active, lambda, unit, ones, stageCotangents, stages, lambda);
  }

  private void recompute() {
    M start = stageStates[0];
    for (int s = 0; s < stages; s++) {
      if (s > 0) {
        for (int i = 0; i < active; i++) {
          stageTimes[s][i] = stageTimes[0][i] + tableau.c()[s] * h[i];
        }
        arithmetic.combine(active, start, h, tableau.a()[s], derivatives, s, stageStates[s]);
      }
      field.record(active, s, stageTimes[s], stageStates[s], derivatives[s]);
    }
  }

  private void pullStage(int s) {
    int count = 0;
    terms[count++] = lambda;
    for (int j = s + 1; j < stages; j++) {
      terms[count++] = stageCotangents[j];
    }
    for (int p = 0; p < degree; p++) {
      terms[count++] = moments[p];
    }
    arithmetic.combine(active, zeros, h, stageWeights[s], terms, count, cotangent);
    if (s == 0) {
      arithmetic.combine(active, cotangent, hBefore, endWeights, momentsBefore, degree, cotangent);
    }
    field.pullback(active, s, stageTimes[s], stageStates[s], cotangent, stageCotangents[s]);
  }

  /** Moves every row to its step before; rows that are back at their start leave. */
  private void advance(StepTable<M> steps, M outputCotangents, M initialCotangents) {
    M[] swap = moments;
    moments = momentsBefore;
    momentsBefore = swap;
    tailsAtJumps(steps);
    for (int i = active - 1; i >= 0; i--) {
      addOutputs(steps, cursor[i], outputCotangents, i, false);
      cursor[i] = steps.previous(cursor[i]);
      if (cursor[i] < 0) {
        finish(i, steps, outputCotangents, initialCotangents);
        leave(i);
      }
    }
  }

  /** Adds outputs at the start time, which are copies of the initial state, and hands over. */
  private void finish(int slot, StepTable<M> steps, M ct, M initialCotangents) {
    int r = row[slot];
    int[] offsets = steps.outputs().offsets();
    for (int o = offsets[r];
        o < offsets[r + 1] && steps.outputs().times()[o] == steps.startTime(r);
        o++) {
      arithmetic.addRow(lambda, slot, ct, o);
    }
    initialCotangents.copyRow(r, lambda, slot);
  }

  private void leave(int slot) {
    int from = --active;
    if (slot == from) {
      return;
    }
    row[slot] = row[from];
    cursor[slot] = cursor[from];
    lambda.copyRow(slot, lambda, from);
    for (M m : moments) {
      m.copyRow(slot, m, from);
    }
  }
}
