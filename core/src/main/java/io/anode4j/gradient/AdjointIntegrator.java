package io.anode4j.gradient;

import io.anode4j.ode.BatchSolution;
import io.anode4j.ode.ButcherTableau;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowStatus;
import io.anode4j.tensor.Rows;
import io.anode4j.tensor.kernel.RowArithmetic;
import java.util.Arrays;

/**
 * Solves {@code dy/dt = f}, {@code da/dt = −aᵀ∂f/∂y} backwards for each row with its own steps,
 * from output to output: there {@code y} is set to the forward solve's state and the output's
 * cotangent joins {@code a}. Where the field jumps at a known time, state and adjoint are
 * continuous, so a segment ends there and the next one starts with the field of the other side.
 *
 * <p>The parameters' gradient {@code ∫ aᵀ∂f/∂θ dt} is a sum over stages with weights b·h. The field
 * adds up parameter gradients over rows, so a row's weight must be in its cotangent before the
 * pullback; as that is linear, its result is h·da/dt times b, and b is divided out where stages are
 * combined. A stage of weight zero gets one too small to be seen. What the field added counts only
 * if every row's step is accepted; otherwise it is forgotten, and the accepted rows' stages are
 * pulled back once more without the others.
 *
 * @param <M> the batches of states
 */
final class AdjointIntegrator<M extends Rows<M>> {
  private static final double[] ONE = {1};

  /** One tape is enough, as each stage is pulled back at once; it stays in the nearest cache. */
  private static final int TAPE = 0;

  private final RowArithmetic<M> arithmetic;
  private final ButcherTableau tableau;
  private final StepRule rule;
  private final JumpTimes jumps;
  private final int maxSteps;
  private final int dimension;
  private final CountingEvaluator<M> field;
  private final int stages;

  // By slot.
  private int[] row = {};
  private int[] output = {};
  private int[] attempts = {};
  private double[] t = {};
  private double[] h = {};
  private double[] attempt = {};
  private double[] ratio = {};
  private double[] weight = {};
  private double[] unit = {};

  /** Where a slot's present segment ends: its next jump, output or start. */
  private double[] goal = {};

  private final double[][] stageTime;
  private M y;
  private M a;
  private final M[] stageY;
  private final M[] stageA;
  private final M[] slopeY;
  private final M[] pulledA;
  private final M[] scaledTerm;

  /** Weights b, and the tableau's rows and error weights divided by them. */
  private final double[] b;

  private final double[][] rowsOverB;
  private final double[] errorOverB;
  private M scaled;
  private M errorY;
  private M errorA;
  private M zeros;
  private float[] forgotten = {};
  private RowStatus[] status = {};
  private int active;
  private long allAttempts;

  AdjointIntegrator(
      ButcherTableau tableau,
      GradientStrategy.ContinuousAdjoint tolerances,
      JumpTimes jumps,
      int maxSteps,
      int dimension,
      CountingEvaluator<M> field) {
    this.tableau = tableau;
    this.rule = new StepRule(tolerances.rtol(), tolerances.atol(), tableau.order());
    this.jumps = jumps;
    this.maxSteps = maxSteps;
    this.dimension = dimension;
    this.field = field;
    stages = tableau.stages();
    stageTime = new double[stages][];
    y = field.zeros(0, dimension);
    arithmetic = RowArithmetic.of(y);
    stageY = y.array(stages);
    stageA = y.array(stages);
    slopeY = y.array(stages);
    pulledA = y.array(stages);
    scaledTerm = y.array(1);
    b = ReverseWeights.visible(tableau);
    rowsOverB = new double[stages][];
    for (int s = 0; s < stages; s++) {
      rowsOverB[s] = ReverseWeights.over(tableau.a()[s], b);
    }
    errorOverB = ReverseWeights.over(tableau.error(), b);
    a = y;
    scaled = y;
    errorY = y;
    errorA = y;
    zeros = y;
  }

  private void reserve(int rows) {
    row = new int[rows];
    output = new int[rows];
    attempts = new int[rows];
    t = new double[rows];
    h = new double[rows];
    attempt = new double[rows];
    ratio = new double[rows];
    weight = new double[rows];
    unit = new double[rows];
    goal = new double[rows];
    Arrays.fill(unit, 1);
    y = field.zeros(rows, dimension);
    a = field.zeros(rows, dimension);
    scaled = field.zeros(rows, dimension);
    for (int s = 0; s < stages; s++) {
      stageTime[s] = new double[rows];
      stageY[s] = field.zeros(rows, dimension);
      stageA[s] = field.zeros(rows, dimension);
      slopeY[s] = field.zeros(rows, dimension);
      pulledA[s] = field.zeros(rows, dimension);
    }
    errorY = field.zeros(rows, dimension);
    errorA = field.zeros(rows, dimension);
    zeros = field.zeros(rows, dimension);
    status = new RowStatus[rows];
    Arrays.fill(status, RowStatus.SUCCESS);
  }

  RowStatus status(int rowIndex) {
    return status[rowIndex];
  }

  long attempts() {
    return allAttempts;
  }

  void solve(double[] t0, BatchSolution<M> forward, M cotangents, M initial, float[] parameters) {
    OutputTimes times = forward.times();
    reserve(times.rows());
    forgotten = new float[parameters.length];
    allAttempts = 0;
    active = 0;
    for (int r = 0; r < times.rows(); r++) {
      int slot = active++;
      row[slot] = r;
      output[slot] = lastReached(forward, r);
      attempts[slot] = 0;
      a.fillRow(slot, 0);
      t[slot] = output[slot] < times.offsets()[r] ? t0[r] : times.times()[output[slot]];
      h[slot] = (t0[r] - t[slot]) / Math.max(1, forward.rows().get(r).accepted());
      arrive(slot, t0, forward, cotangents, initial);
    }
    while (active > 0) {
      if (Thread.currentThread().isInterrupted()) {
        for (int i = active - 1; i >= 0; i--) {
          fail(i, RowStatus.INTERRUPTED, initial);
        }
      } else {
        round(t0, forward, cotangents, initial, parameters);
      }
    }
    if (Arrays.stream(status).anyMatch(s -> s != RowStatus.SUCCESS)) {
      Arrays.fill(parameters, Float.NaN);
    }
  }

  /** Last output of a row that the forward solve reached; one before its first when none was. */
  private int lastReached(BatchSolution<M> forward, int r) {
    int first = forward.times().offsets()[r];
    int o = first + forward.times().count(r) - 1;
    while (o >= first && Double.isNaN(forward.values().value(o, 0))) {
      o--;
    }
    return o;
  }

  /** Joins the cotangents of all outputs at a slot's time; a row back at its start leaves. */
  private void arrive(int slot, double[] t0, BatchSolution<M> forward, M cotangents, M initial) {
    int r = row[slot];
    int first = forward.times().offsets()[r];
    while (output[slot] >= first && forward.times().times()[output[slot]] == t[slot]) {
      y.copyRow(slot, forward.values(), output[slot]);
      addRow(cotangents, output[slot]--, slot);
    }
    if (t[slot] == t0[r]) {
      initial.copyRow(r, a, slot);
      leave(slot);
    }
  }

  private void addRow(M cotangents, int from, int slot) {
    for (int j = 0; j < dimension; j++) {
      a.value(slot, j, a.value(slot, j) + cotangents.value(from, j));
    }
  }

  private void round(
      double[] t0, BatchSolution<M> forward, M cotangents, M initial, float[] parameters) {
    for (int i = 0; i < active; i++) {
      goal[i] = jumps.next(t[i], target(i, t0, forward));
      double left = goal[i] - t[i];
      attempt[i] = Math.abs(h[i]) * 1.0001 >= Math.abs(left) ? left : h[i];
    }
    allAttempts += active;
    computeStages();
    boolean allAccepted = judge();
    if (allAccepted) {
      field.drainGradient(parameters);
    } else {
      field.drainGradient(forgotten);
      pullAccepted();
      field.drainGradient(parameters);
    }
    for (int i = active - 1; i >= 0; i--) {
      attempts[i]++;
      if (ratio[i] <= 1) {
        accept(i, t0, forward, cotangents, initial);
      } else {
        reject(i, forward, initial);
      }
    }
  }

  private double target(int slot, double[] t0, BatchSolution<M> forward) {
    return output[slot] >= forward.times().offsets()[row[slot]]
        ? forward.times().times()[output[slot]]
        : t0[row[slot]];
  }

  private void computeStages() {
    for (int s = 0; s < stages; s++) {
      arithmetic.combine(active, y, attempt, tableau.a()[s], slopeY, s, stageY[s]);
      arithmetic.combine(active, a, unit, rowsOverB[s], pulledA, s, stageA[s]);
      for (int i = 0; i < active; i++) {
        stageTime[s][i] = stageTime(i, tableau.c()[s]);
        weight[i] = -attempt[i] * b[s];
      }
      field.record(active, TAPE, stageTime[s], stageY[s], slopeY[s]);
      pull(active, s);
    }
  }

  private double stageTime(int slot, double c) {
    double time = t[slot] + c * attempt[slot];
    return jumps.none() ? time : jumps.inside(time, t[slot], goal[slot]);
  }

  private void pull(int rows, int s) {
    scaledTerm[0] = stageA[s];
    arithmetic.combine(rows, zeros, weight, ONE, scaledTerm, 1, scaled);
    field.pullback(rows, TAPE, stageTime[s], stageY[s], scaled, pulledA[s]);
  }

  /** Error ratio of every row, over state and adjoint. */
  private boolean judge() {
    arithmetic.combine(active, zeros, attempt, tableau.error(), slopeY, stages, errorY);
    arithmetic.combine(active, zeros, unit, errorOverB, pulledA, stages, errorA);
    boolean all = true;
    for (int i = 0; i < active; i++) {
      double sum =
          rule.squares(y, stageY[stages - 1], errorY, i)
              + rule.squares(a, stageA[stages - 1], errorA, i);
      ratio[i] = Math.sqrt(sum / (2 * dimension));
      all &= ratio[i] <= 1;
    }
    return all;
  }

  /** The parameters' share of accepted rows alone, moved together: the others may be NaN. */
  private void pullAccepted() {
    for (int s = 0; s < stages - 1; s++) {
      int count = 0;
      for (int i = 0; i < active; i++) {
        if (ratio[i] <= 1) {
          stageY[s].copyRow(count, stageY[s], i);
          stageA[s].copyRow(count, stageA[s], i);
          stageTime[s][count] = stageTime[s][i];
          weight[count++] = -attempt[i] * b[s];
        }
      }
      if (count > 0 && b[s] != ReverseWeights.UNSEEN) {
        field.record(count, TAPE, stageTime[s], stageY[s], slopeY[s]);
        pull(count, s);
      }
    }
  }

  private void accept(int slot, double[] t0, BatchSolution<M> forward, M cotangents, M initial) {
    boolean arrived = attempt[slot] == goal[slot] - t[slot];
    double next = attempt[slot] * rule.factor(ratio[slot], true);
    // A step cut short by an output or a jump says little about the size that the error allows.
    h[slot] = arrived && Math.abs(next) < Math.abs(h[slot]) ? h[slot] : next;
    t[slot] = arrived ? goal[slot] : t[slot] + attempt[slot];
    y.copyRow(slot, stageY[stages - 1], slot);
    a.copyRow(slot, stageA[stages - 1], slot);
    if (arrived) {
      arrive(slot, t0, forward, cotangents, initial);
    } else {
      limitSteps(slot, forward, initial);
    }
  }

  private void reject(int slot, BatchSolution<M> forward, M initial) {
    h[slot] = attempt[slot] * rule.factor(ratio[slot], false);
    if (Math.abs(h[slot]) < 8 * Math.ulp(Math.max(Math.abs(t[slot]), Math.abs(attempt[slot])))) {
      boolean finite = Double.isFinite(ratio[slot]);
      fail(slot, finite ? RowStatus.STEP_TOO_SMALL : RowStatus.NOT_FINITE, initial);
    } else {
      limitSteps(slot, forward, initial);
    }
  }

  /** Every output may cost a step of its own. */
  private void limitSteps(int slot, BatchSolution<M> forward, M initial) {
    if (attempts[slot] - forward.times().count(row[slot]) >= maxSteps) {
      fail(slot, RowStatus.TOO_MANY_STEPS, initial);
    }
  }

  private void fail(int slot, RowStatus why, M initial) {
    status[row[slot]] = why;
    initial.fillRow(row[slot], Double.NaN);
    leave(slot);
  }

  /** Slots are visited from the last, so the row that moves here was visited. */
  private void leave(int slot) {
    int from = --active;
    row[slot] = row[from];
    output[slot] = output[from];
    attempts[slot] = attempts[from];
    t[slot] = t[from];
    h[slot] = h[from];
    y.copyRow(slot, y, from);
    a.copyRow(slot, a, from);
  }
}
