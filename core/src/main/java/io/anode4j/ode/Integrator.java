package io.anode4j.ode;

import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.kernel.KernelProvider;
import io.anode4j.tensor.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;

/**
 * The working memory of one thread that solves batch after batch with one {@link Solver} and one
 * field. It grows to the largest batch seen; from then on a solve allocates nothing.
 *
 * <p>A round attempts one step for each row under way, each with its own size; a row that is done
 * gives up its place.
 */
public final class Integrator {
  private final Solver solver;
  private final StepControl control;
  private final int dimension;
  private final Slots slots;
  private final RowReports reports = new RowReports();
  private final Stages stages;
  private final DenseOutput dense;
  private final OutputWriter outputs = new OutputWriter();
  private final StepTable steps;
  private boolean recording;

  /**
   * Working memory for one thread.
   *
   * @param solver method and tolerances
   * @param dimension state components of a row
   * @param field the thread's own evaluator
   */
  public Integrator(Solver solver, int dimension, FieldEvaluator field) {
    Kernels kernels = KernelProvider.active();
    this.solver = solver;
    this.control = new StepControl(solver);
    this.dimension = dimension;
    this.slots = new Slots(dimension);
    this.stages = new Stages(solver.tableau(), dimension, field, kernels);
    this.dense = new DenseOutput(solver.tableau(), kernels);
    this.steps = new StepTable(dimension);
  }

  /** The solver. */
  public Solver solver() {
    return solver;
  }

  /** Switches recording of accepted steps, needed for {@link #steps}. Off at first. */
  public void recordSteps(boolean on) {
    recording = on;
  }

  /** The accepted steps of the last solve, when recording was on; valid until the next solve. */
  public StepTable steps() {
    return steps;
  }

  /**
   * Solves a batch.
   *
   * @param t0 start time of each row
   * @param y0 initial states {@code [rows × dimension]}
   * @param times output times of each row
   * @param out receives the states {@code [times.total() × dimension]}; NaN where a row failed
   * @throws IllegalArgumentException when shapes disagree or times do not run one way
   */
  public void solve(double[] t0, Matrix y0, OutputTimes times, Matrix out) {
    int rows = times.rows();
    boolean wide = y0.columns() == dimension && out.columns() == dimension;
    if (!wide || y0.rows() < rows || t0.length < rows || out.rows() < times.total()) {
      throw new IllegalArgumentException(
          String.format(
              "The field has dimension %d, %d rows ask for %d outputs, but y0 is %s, out is %s and"
                  + " there are %d start times; expected [rows × dimension], [outputs × dimension]"
                  + " and one start time a row",
              dimension, rows, times.total(), y0, out, t0.length));
    }
    times.check(t0);
    reserve(rows);
    if (recording) {
      steps.reset(t0, times, dimension);
    }
    outputs.begin(times, out);
    start(rows, t0, y0);
    if (slots.active > 0) {
      startSteps();
      while (slots.active > 0) {
        round();
      }
    }
  }

  private void reserve(int rows) {
    if (rows > slots.capacity()) {
      slots.reserve(rows);
      stages.reserve(rows);
      dense.reserve(slots.y.data().length);
      reports.reserve(rows);
    }
    reports.reset(rows);
  }

  /** Gives a slot to each row that has somewhere to go. */
  private void start(int rows, double[] t0, Matrix y0) {
    slots.active = 0;
    for (int r = 0; r < rows; r++) {
      reports.time[r] = t0[r];
      if (outputs.start(r, t0[r], y0)) {
        slots.enter(r, t0[r], outputs.end(r), y0);
      } else if (recording) {
        steps.finish(r, y0, r);
      }
    }
  }

  /** First derivative and first step size of every row. */
  private void startSteps() {
    stages.start(slots, reports);
    for (int i = slots.active - 1; i >= 0; i--) {
      if (!Stages.finite(slots.y, i) || !Stages.finite(stages.k[0], i)) {
        reports.ratio[slots.row[i]] = Double.NaN;
        fail(i, RowStatus.NOT_FINITE);
      }
    }
    for (int i = 0; i < slots.active; i++) {
      slots.h[i] =
          solver.adaptive() ? slots.left(i) : Math.copySign(solver.fixedStep(), slots.left(i));
    }
    if (solver.adaptive()) {
      for (int i = 0; i < slots.active; i++) {
        double span = Math.abs(slots.h[i]);
        slots.attempt[i] =
            Math.copySign(control.firstGuess(slots.y, stages.k[0], i, span), slots.h[i]);
      }
      stages.trial(slots, reports);
      for (int i = 0; i < slots.active; i++) {
        double guess = Math.abs(slots.attempt[i]);
        double span = Math.abs(slots.h[i]);
        double first = control.start(slots.y, stages.k[0], stages.k[1], i, guess, span);
        slots.h[i] = Math.copySign(first, slots.h[i]);
      }
    }
  }

  /** One attempted step for every active row. */
  private void round() {
    for (int i = 0; i < slots.active; i++) {
      slots.attempt[i] = slots.clipped(i);
    }
    stages.attempt(slots, reports);
    if (solver.adaptive()) {
      stages.estimateError(slots);
    }
    boolean haveDense = false;
    for (int i = slots.active - 1; i >= 0; i--) {
      double ratio = ratio(i);
      int row = slots.row[i];
      reports.ratio[row] = ratio;
      reports.step[row] = slots.attempt[i];
      if (ratio <= 1) {
        if (!haveDense && outputs.inside(slots, i)) {
          dense.compute(slots, stages.zeros, stages.kData);
          haveDense = true;
        }
        accept(i, ratio);
      } else {
        reject(i, ratio);
      }
    }
  }

  /** Error over tolerance; for fixed steps every finite state and derivative is acceptable. */
  private double ratio(int slot) {
    if (!solver.adaptive()) {
      return stages.finiteAtEnd(slot) ? 0 : Double.NaN;
    }
    int at = slot * slots.y.stride();
    return control.errorRatio(slots.y.data(), stages.state.data(), stages.error, at, dimension);
  }

  private void accept(int slot, double ratio) {
    int r = slots.row[slot];
    reports.accepted[r]++;
    boolean done = slots.attempt[slot] == slots.left(slot);
    double after = done ? slots.end[slot] : slots.t[slot] + slots.attempt[slot];
    int from = outputs.next(r);
    outputs.write(slots, slot, after, done, stages.state, dense);
    if (recording) {
      steps.add(r, slots.t[slot], slots.attempt[slot], slots.y, slot, from, outputs.next(r));
    }
    slots.t[slot] = after;
    reports.time[r] = after;
    stages.advance(slots, slot);
    if (done) {
      leave(slot);
      return;
    }
    if (solver.adaptive()) {
      slots.h[slot] = slots.attempt[slot] * control.afterAccepted(slots, slot, ratio);
    }
    limitSteps(slot);
  }

  private void reject(int slot, double ratio) {
    reports.rejected[slots.row[slot]]++;
    slots.h[slot] = slots.attempt[slot] * control.afterRejected(ratio);
    slots.rejectedBefore[slot] = true;
    if (!solver.adaptive()) {
      fail(slot, RowStatus.NOT_FINITE);
    } else if (Math.abs(slots.h[slot]) < slots.smallestStep(slot)) {
      fail(slot, Double.isFinite(ratio) ? RowStatus.STEP_TOO_SMALL : RowStatus.NOT_FINITE);
    } else {
      limitSteps(slot);
    }
  }

  private void limitSteps(int slot) {
    if (reports.attempts(slots.row[slot]) >= solver.maxSteps()) {
      fail(slot, RowStatus.TOO_MANY_STEPS);
    }
  }

  private void fail(int slot, RowStatus why) {
    reports.status[slots.row[slot]] = why;
    outputs.giveUp(slots.row[slot]);
    leave(slot);
  }

  private void leave(int slot) {
    if (recording) {
      steps.finish(slots.row[slot], slots.y, slot);
    }
    int from = slots.leave(slot);
    if (from != slot) {
      stages.move(slot, from);
    }
  }

  /** Status of a row after the last solve. */
  public RowStatus status(int row) {
    return reports.status[row];
  }

  /** Evaluations of the field for a row in the last solve. */
  public int evaluations(int row) {
    return reports.evaluations[row];
  }

  /** What became of a row in the last solve, as a value. */
  public Solution.Row report(int row) {
    return reports.of(row);
  }

  /** The last solve as a value. */
  Solution solution(OutputTimes times, Matrix out) {
    List<Solution.Row> rows = new ArrayList<>();
    for (int r = 0; r < times.rows(); r++) {
      rows.add(report(r));
    }
    return new Solution(times, out, List.copyOf(rows));
  }
}
