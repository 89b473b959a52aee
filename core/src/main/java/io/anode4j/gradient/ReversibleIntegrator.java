package io.anode4j.gradient;

import io.anode4j.ode.ButcherTableau;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowStatus;
import io.anode4j.ode.RowsEvaluator;
import io.anode4j.ode.Solution;
import io.anode4j.ode.Solver;
import io.anode4j.ode.StepController;
import io.anode4j.tensor.Matrix;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Any explicit Runge–Kutta method made reversible (McCallum and Foster, "Efficient, accurate and
 * stable gradients for neural ODEs", 2024, eq. 5): with the method's increment Ψ,
 *
 * <pre>
 * y ← z + λ(y − z) + Ψ(h, t, z)
 * z ← z − Ψ(−h, t + h, y)
 * </pre>
 *
 * Of the method's order, at twice its evaluations. The larger of both increments' errors is held;
 * dense output is that of the first. An output inside a step moves linearly from the old to the new
 * part of y.
 */
final class ReversibleIntegrator {
  /** Steps are weighted in float32. */
  private static final double LONGEST = 1e37;

  private final Solver solver;
  private final ButcherTableau tableau;
  private final StepRule rule;

  /** Smallest and largest step; null for fixed steps. */
  private final StepController.@Nullable Adaptive limits;

  private final RowsEvaluator<Matrix> field;
  private final int dimension;
  private final ReversibleStep step;

  // By slot.
  private final int[] row;
  private final double[] t;
  private final double[] h;
  private final double[] end;
  private final double[] forth;
  private final double[] back;

  private final boolean[] rejectedBefore;

  // By row.
  private final RowStatus[] status;
  private final double[] reached;
  private final double[] lastStep;
  private final double[] lastRatio;
  private final int[] evaluations;
  private final int[] rejected;
  private final int[] nextOutput;

  private int active;

  ReversibleIntegrator(Solver solver, int rows, int dimension, RowsEvaluator<Matrix> field) {
    this.solver = solver;
    this.tableau = solver.tableau();
    this.rule = new StepRule(solver.rtol(), solver.atol(), tableau.order());
    this.limits = solver.controller() instanceof StepController.Adaptive steps ? steps : null;
    this.field = field;
    this.dimension = dimension;
    step = new ReversibleStep(solver, rule, rows, dimension, field);
    row = new int[rows];
    t = new double[rows];
    h = new double[rows];
    end = new double[rows];
    forth = new double[rows];
    back = new double[rows];
    rejectedBefore = new boolean[rows];
    status = new RowStatus[rows];
    Arrays.fill(status, RowStatus.SUCCESS);
    reached = new double[rows];
    lastStep = new double[rows];
    lastRatio = new double[rows];
    evaluations = new int[rows];
    rejected = new int[rows];
    nextOutput = new int[rows];
  }

  Solution solve(ReversibleRun run, Matrix y0) {
    run.times.check(run.t0);
    Matrix out = new Matrix(run.times.total(), dimension);
    start(run, y0, out);
    firstSteps(run, out);
    while (active > 0) {
      if (Thread.currentThread().isInterrupted()) {
        for (int i = active - 1; i >= 0; i--) {
          fail(i, RowStatus.INTERRUPTED, run.times, out);
        }
      } else {
        round(run, out);
      }
    }
    Matrix ends = new Matrix(run.times.rows(), dimension);
    List<Solution.Row> rows = new ArrayList<>();
    for (int r = 0; r < run.times.rows(); r++) {
      run.states.copyY(r, ends, r);
      rows.add(report(run, r, largest(ends, r)));
    }
    return new Solution(run.times, out, List.copyOf(rows), ends, run.bytes(), List.of());
  }

  private Solution.Row report(ReversibleRun run, int r, float size) {
    return new Solution.Row(
        status[r],
        reached[r],
        lastStep[r],
        lastRatio[r],
        evaluations[r],
        run.steps[r],
        rejected[r],
        0,
        size);
  }

  private static float largest(Matrix values, int row) {
    float largest = 0;
    for (int j = 0; j < values.columns(); j++) {
      float size = Math.abs(values.get(row, j));
      if (!(size <= largest)) {
        largest = size;
      }
    }
    return largest;
  }

  private void start(ReversibleRun run, Matrix y0, Matrix out) {
    for (int r = 0; r < run.times.rows(); r++) {
      int o = run.times.offsets()[r];
      int last = run.times.offsets()[r + 1];
      while (o < last && run.times.times()[o] == run.t0[r]) {
        out.copyRow(o++, y0, r);
      }
      nextOutput[r] = o;
      reached[r] = run.t0[r];
      boolean finite = run.states.start(r, y0, r);
      if (o < last) {
        row[active] = r;
        t[active] = run.t0[r];
        rejectedBefore[active] = false;
        active++;
        if (!finite) {
          lastRatio[r] = Double.NaN;
          fail(active - 1, RowStatus.NOT_FINITE, run.times, out);
        }
      }
    }
  }

  private static double last(ReversibleRun run, int r) {
    return run.times.times()[run.times.offsets()[r + 1] - 1];
  }

  /** A hundredth of the time in which the state would change by its own size. */
  private void firstSteps(ReversibleRun run, Matrix out) {
    for (int i = 0; i < active; i++) {
      run.states.copyZ(row[i], step.z, i);
      h[i] = Math.copySign(solver.fixedStep(), last(run, row[i]) - t[i]);
      evaluations[row[i]] += solver.adaptive() ? 1 : 0;
    }
    if (!solver.adaptive()) {
      refuseCountless(run, out);
      return;
    }
    if (active == 0) {
      return;
    }
    field.evaluate(active, t, step.z, step.next);
    for (int i = 0; i < active; i++) {
      double size = Math.sqrt(rule.squares(step.z, step.z, step.z, i));
      double slope = Math.sqrt(rule.squares(step.z, step.z, step.next, i));
      double span = last(run, row[i]) - t[i];
      double guess = size < 1e-5 || !(slope >= 1e-5) ? 1e-6 : 0.01 * size / slope;
      h[i] = Math.copySign(Math.min(Math.abs(limited(guess)), Math.abs(span)), span);
    }
  }

  /** More fixed steps than can be counted are not begun. */
  private void refuseCountless(ReversibleRun run, Matrix out) {
    for (int i = active - 1; i >= 0; i--) {
      double span = Math.abs(last(run, row[i]) - t[i]);
      if (span / solver.fixedStep() > Integer.MAX_VALUE) {
        fail(i, RowStatus.TOO_MANY_STEPS, run.times, out);
      }
    }
  }

  private void round(ReversibleRun run, Matrix out) {
    for (int i = active - 1; i >= 0; i--) {
      double goal = last(run, row[i]);
      double wanted = Math.copySign(Math.min(Math.abs(h[i]), LONGEST), h[i]);
      boolean ends = Math.abs(wanted) * 1.0001 >= Math.abs(goal - t[i]);
      end[i] = ends ? goal : t[i] + wanted;
      if (end[i] == t[i]) {
        fail(i, RowStatus.STEP_TOO_SMALL, run.times, out);
      }
    }
    for (int i = 0; i < active; i++) {
      forth[i] = end[i] - t[i];
      back[i] = -forth[i];
      run.states.copyY(row[i], step.y, i);
      run.states.copyZ(row[i], step.z, i);
      evaluations[row[i]] += 2 * tableau.stages() - (solver.adaptive() ? 0 : 1);
    }
    step.firstHalf(run, active, row, t, forth);
    step.findDense(active, forth);
    for (int i = 0; i < active; i++) {
      if (step.ratio[i] <= 1) {
        emit(i, run, out);
      }
    }
    step.secondHalf(run, active, row, end, back);
    for (int i = active - 1; i >= 0; i--) {
      lastRatio[row[i]] = step.ratio[i];
      lastStep[row[i]] = forth[i];
      if (step.ratio[i] <= 1) {
        accept(i, run, out);
      } else {
        reject(i, run, out);
      }
    }
  }

  /** Outputs inside the attempted step; they are written again when the step is rejected. */
  private void emit(int slot, ReversibleRun run, Matrix out) {
    OutputTimes times = run.times;
    step.couple(slot, run.states.loss());
    int o = nextOutput[row[slot]];
    int last = times.offsets()[row[slot] + 1];
    for (; o < last && !beyond(times.times()[o], slot); o++) {
      if (times.times()[o] == end[slot]) {
        out.copyRow(o, step.next, slot);
      } else {
        step.inside(slot, (times.times()[o] - t[slot]) / forth[slot], out, o);
      }
    }
  }

  private boolean beyond(double output, int slot) {
    return forth[slot] > 0 ? output > end[slot] : output < end[slot];
  }

  private void accept(int slot, ReversibleRun run, Matrix out) {
    int r = row[slot];
    run.step(r, end[slot], step.first, step.second, slot);
    run.contract(r, step.contraction[slot]);
    int last = run.times.offsets()[r + 1];
    while (nextOutput[r] < last && !beyond(run.times.times()[nextOutput[r]], slot)) {
      nextOutput[r]++;
    }
    t[slot] = end[slot];
    reached[r] = end[slot];
    if (nextOutput[r] == last) {
      leave(slot);
      return;
    }
    if (solver.adaptive()) {
      h[slot] = limited(forth[slot] * rule.factor(step.ratio[slot], !rejectedBefore[slot]));
    }
    rejectedBefore[slot] = false;
    limitSteps(slot, run, out);
  }

  private void reject(int slot, ReversibleRun run, Matrix out) {
    rejected[row[slot]]++;
    rejectedBefore[slot] = true;
    h[slot] = forth[slot] * rule.factor(step.ratio[slot], false);
    double scale = Math.max(Math.abs(t[slot]), Math.min(1, Math.abs(last(run, row[slot]))));
    double smallest = 8 * Math.ulp(scale);
    RowStatus notFinite = step.outgrown[slot] ? RowStatus.OUTGROWN : RowStatus.NOT_FINITE;
    if (!solver.adaptive()) {
      fail(slot, notFinite, run.times, out);
    } else if (Math.abs(h[slot]) < Math.max(smallest, limits == null ? 0 : limits.minStep())) {
      boolean finite = Double.isFinite(step.ratio[slot]);
      fail(slot, finite ? RowStatus.STEP_TOO_SMALL : notFinite, run.times, out);
    } else {
      limitSteps(slot, run, out);
    }
  }

  private void limitSteps(int slot, ReversibleRun run, Matrix out) {
    if (run.steps[row[slot]] + rejected[row[slot]] >= solver.maxSteps()) {
      fail(slot, RowStatus.TOO_MANY_STEPS, run.times, out);
    } else if (evaluations[row[slot]] >= solver.maxEvaluations()) {
      fail(slot, RowStatus.BUDGET, run.times, out);
    }
  }

  /** A step between the smallest and the largest allowed. */
  private double limited(double size) {
    return limits == null
        ? size
        : Math.copySign(
            Math.max(limits.minStep(), Math.min(limits.maxStep(), Math.abs(size))), size);
  }

  private void fail(int slot, RowStatus why, OutputTimes times, Matrix out) {
    int r = row[slot];
    status[r] = why;
    for (int o = nextOutput[r]; o < times.offsets()[r + 1]; o++) {
      Arrays.fill(out.data(), o * out.stride(), o * out.stride() + dimension, Float.NaN);
    }
    leave(slot);
  }

  /** Slots are visited from the last, so the row that moves here was visited. */
  private void leave(int slot) {
    int from = --active;
    row[slot] = row[from];
    t[slot] = t[from];
    h[slot] = h[from];
    end[slot] = end[from];
    rejectedBefore[slot] = rejectedBefore[from];
  }
}
