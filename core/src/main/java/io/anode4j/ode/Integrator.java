package io.anode4j.ode;

import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.kernel.KernelProvider;
import io.anode4j.tensor.kernel.Kernels;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The working memory of one thread that solves batch after batch with one {@link Solver} and one
 * field. It grows to the largest batch seen; from then on a solve allocates nothing.
 *
 * <p>A round attempts one step for each row under way, each with its own size; a row that is done
 * gives up its place.
 */
public final class Integrator {
  private final Solver solver;
  private final @Nullable StepControl control;
  private final @Nullable EventSearch events;
  private final Stops stops;
  private final int dimension;
  private final Slots slots;
  private final RowReports reports;
  private final Stages stages;
  private final DenseOutput dense;
  private final OutputWriter outputs = new OutputWriter();
  private final StepTable steps;
  private Matrix ends;
  private boolean recording;
  private boolean recordingDense;
  private boolean denseReady;
  private boolean restarts;
  private int rounds;
  private @Nullable ProgressListener listener;

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
    this.control =
        solver.controller() instanceof StepController.Adaptive adaptive
            ? new StepControl(adaptive, solver.tableau().order())
            : null;
    this.events = solver.event() == null ? null : new EventSearch(solver.event(), dimension);
    this.stops = new Stops(solver.forced());
    this.reports = new RowReports(solver.tableau().stabilityLimit());
    this.dimension = dimension;
    this.ends = new Matrix(0, dimension);
    this.slots = new Slots(dimension);
    this.stages =
        solver.tableau().implicit()
            ? new ImplicitStages(solver, dimension, field, kernels)
            : new Stages(solver.tableau(), dimension, field, kernels);
    this.dense = new DenseOutput(solver.tableau(), kernels);
    this.steps = new StepTable(dimension);
    this.steps.keepSlopes(solver.tableau().implicit());
  }

  /** The solver. */
  public Solver solver() {
    return solver;
  }

  /** Switches recording of accepted steps, needed for {@link #steps}. Off at first. */
  public void recordSteps(boolean on) {
    recording = on;
    steps.sink(null);
  }

  /**
   * Records accepted steps without their start states, which a sink gets instead: for gradients
   * that keep a few of them and recompute the others.
   */
  public void recordSteps(StateSink sink) {
    recording = true;
    steps.sink(sink);
  }

  /** Switches recording of accepted steps with their dense output. Off at first. */
  void recordDense(boolean on) {
    recording = on;
    recordingDense = on;
    steps.keepDense(on ? solver.tableau().degree() : 0);
  }

  /** Sets who is told after each round, or null for nobody. */
  public void listener(@Nullable ProgressListener progress) {
    listener = progress;
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
    rounds = 0;
    if (slots.active > 0) {
      startSteps();
    }
    while (slots.active > 0) {
      if (Thread.currentThread().isInterrupted()) {
        interrupt();
        return;
      }
      round();
      rounds++;
      if (listener != null) {
        listener.progress(rounds, rows - slots.active, rows);
      }
    }
  }

  private void interrupt() {
    for (int i = slots.active - 1; i >= 0; i--) {
      fail(i, RowStatus.INTERRUPTED);
    }
  }

  private void reserve(int rows) {
    if (rows > slots.capacity()) {
      slots.reserve(rows);
      stages.reserve(rows);
      dense.reserve(slots.y.data().length);
      reports.reserve(rows);
      ends = new Matrix(rows, dimension);
    }
    reports.reset(rows);
  }

  /** Gives a slot to each row that has somewhere to go. */
  private void start(int rows, double[] t0, Matrix y0) {
    slots.active = 0;
    for (int r = 0; r < rows; r++) {
      reports.time[r] = t0[r];
      if (outputs.start(r, t0[r], y0)) {
        double end = outputs.end(r);
        slots.enter(r, stops.start(t0[r], end), end, y0);
        stops.aim(slots, slots.active - 1);
        if (events != null) {
          slots.eventValue[slots.active - 1] = events.value(t0[r], y0, r);
        }
      } else {
        finish(r, y0, r);
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
    if (control == null) {
      for (int i = 0; i < slots.active; i++) {
        slots.h[i] = Math.copySign(solver.fixedStep(), slots.end[i] - slots.t[i]);
      }
    } else {
      firstSizes(control);
    }
  }

  /** Hairer's starting step; its trial stays before the first forced time. */
  private void firstSizes(StepControl rule) {
    for (int i = 0; i < slots.active; i++) {
      double left = slots.left(i);
      double guess = rule.firstGuess(slots.y, stages.k[0], i, Math.abs(left));
      slots.attempt[i] = Math.copySign(guess, left);
    }
    stages.trial(slots, reports);
    for (int i = 0; i < slots.active; i++) {
      double left = slots.left(i);
      double guess = Math.abs(slots.attempt[i]);
      double first = rule.start(slots.y, stages.k[0], stages.k[1], i, guess, Math.abs(left));
      slots.h[i] = Math.copySign(first, left);
    }
  }

  /** One attempted step for every active row. */
  private void round() {
    for (int i = 0; i < slots.active; i++) {
      slots.attempt[i] = slots.clipped(i);
    }
    stages.attempt(slots, reports);
    if (control != null) {
      stages.estimateError(slots);
    }
    denseReady = false;
    for (int i = slots.active - 1; i >= 0; i--) {
      double ratio = ratio(i);
      int row = slots.row[i];
      reports.ratio[row] = ratio;
      reports.step[row] = slots.attempt[i];
      if (ratio <= 1) {
        accept(i, ratio);
      } else {
        reject(i, ratio);
      }
    }
    if (restarts) {
      stages.restart(slots, reports);
      restarts = false;
    }
  }

  /** Error over tolerance; for fixed steps every finite state and derivative is acceptable. */
  private double ratio(int slot) {
    double failure = stages.failure(slot);
    if (failure != 0) {
      return failure;
    }
    if (control == null) {
      return stages.finiteAtEnd(slot) ? 0 : Double.NaN;
    }
    int at = slot * slots.y.stride();
    return control.errorRatio(slots.y.data(), stages.state.data(), stages.error, at, dimension);
  }

  /** The dense output of all slots, once a round and only if any row needs it. */
  private void needDense() {
    if (!denseReady) {
      dense.compute(slots, stages.zeros, stages.kData);
      denseReady = true;
    }
  }

  private void accept(int slot, double ratio) {
    int r = slots.row[slot];
    reports.accepted[r]++;
    if ((reports.accepted[r] & 15) == 0) {
      reports.feel(r, stages.stiffness(slots, slot));
    }
    boolean landed = slots.attempt[slot] == slots.left(slot);
    double after = landed ? slots.target[slot] : slots.t[slot] + slots.attempt[slot];
    boolean done = landed && after == slots.end[slot];
    if (events != null && endsAtEvent(events, slot, after)) {
      return;
    }
    int from = outputs.next(r);
    if (outputs.inside(slots, slot)) {
      needDense();
    }
    outputs.write(slots, slot, after, done, stages.state, dense);
    record(slot, from);
    slots.t[slot] = after;
    reports.time[r] = after;
    stages.advance(slots, slot);
    if (done) {
      leave(slot);
      return;
    }
    double wanted = slots.h[slot];
    if (control != null) {
      control.afterAccepted(slots, slot, ratio);
    }
    if (landed) {
      aimAgain(slot, wanted);
    }
    limitSteps(slot);
  }

  private void record(int slot, int from) {
    if (recording) {
      int r = slots.row[slot];
      boolean afterJump = slots.afterJump[slot];
      steps.add(
          r, slots.t[slot], slots.attempt[slot], slots.y, slot, from, outputs.next(r), afterJump);
      steps.addSlope(stages.k[0], slot);
      if (recordingDense) {
        needDense();
        steps.addDense(dense.coefficients(), slot);
      }
    }
    slots.afterJump[slot] = false;
  }

  /** From a forced time on, with the step wanted before it was shortened to end there. */
  private void aimAgain(int slot, double wanted) {
    slots.h[slot] = Math.copySign(Math.max(Math.abs(wanted), Math.abs(slots.h[slot])), wanted);
    if (slots.jump[slot]) {
      slots.t[slot] = Math.nextAfter(slots.t[slot], slots.end[slot]);
      slots.restart[slot] = true;
      slots.afterJump[slot] = true;
      restarts = true;
    }
    stops.aim(slots, slot);
  }

  /** Ends a row inside its step if the event function has changed its sign. */
  private boolean endsAtEvent(EventSearch search, int slot, double after) {
    double before = slots.eventValue[slot];
    double now = search.value(after, stages.state, slot);
    slots.eventValue[slot] = now;
    if (!search.between(before, now)) {
      return false;
    }
    needDense();
    double theta = search.root(slots, slot, dense, before, now);
    double time = theta == 1 ? after : slots.t[slot] + theta * slots.attempt[slot];
    int r = slots.row[slot];
    int from = outputs.next(r);
    outputs.writeUntil(slots, slot, time, dense);
    record(slot, from);
    outputs.giveUp(r);
    reports.status[r] = RowStatus.EVENT;
    reports.time[r] = time;
    if (recording) {
      steps.finish(r, stages.state, slot);
    }
    search.keep(slots, slot, dense, theta, ends, r);
    reports.size[r] = largest(ends, r);
    vacate(slot);
    return true;
  }

  private void reject(int slot, double ratio) {
    reports.rejected[slots.row[slot]]++;
    if (control == null) {
      fail(slot, Double.isNaN(ratio) ? RowStatus.NOT_FINITE : RowStatus.NOT_CONVERGED);
    } else if (!control.afterRejected(slots, slot, ratio)) {
      fail(slot, Double.isFinite(ratio) ? RowStatus.STEP_TOO_SMALL : RowStatus.NOT_FINITE);
    } else {
      limitSteps(slot);
    }
  }

  private void limitSteps(int slot) {
    int r = slots.row[slot];
    if (reports.attempts(r) >= solver.maxSteps()) {
      fail(slot, RowStatus.TOO_MANY_STEPS);
    } else if (reports.evaluations[r] >= solver.maxEvaluations()) {
      fail(slot, RowStatus.BUDGET);
    }
  }

  private void fail(int slot, RowStatus why) {
    reports.status[slots.row[slot]] = why;
    outputs.giveUp(slots.row[slot]);
    leave(slot);
  }

  private void leave(int slot) {
    finish(slots.row[slot], slots.y, slot);
    vacate(slot);
  }

  private void finish(int row, Matrix y, int at) {
    if (recording) {
      steps.finish(row, y, at);
    }
    ends.copyRow(row, y, at);
    reports.size[row] = largest(ends, row);
  }

  private static float largest(Matrix values, int row) {
    float largest = 0;
    int at = row * values.stride();
    for (int j = at; j < at + values.columns(); j++) {
      float size = Math.abs(values.data()[j]);
      if (!(size <= largest)) {
        largest = size;
      }
    }
    return largest;
  }

  private void vacate(int slot) {
    int from = slots.leave(slot);
    if (from != slot) {
      stages.move(slot, from);
    }
  }

  /** State of each row at the time it reached in the last solve; valid until the next. */
  public Matrix ends() {
    return ends;
  }

  /** Bytes of memory held, the recorded steps included. */
  public long bytes() {
    int matrices = solver.tableau().stages() + solver.tableau().degree() + 6;
    return 4L * matrices * slots.y.data().length + 150L * slots.capacity() + steps.bytes();
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

  /**
   * The last solve as a value.
   *
   * @param times its output times
   * @param out its outputs, not copied
   */
  public Solution solution(OutputTimes times, Matrix out) {
    List<Solution.Row> rows = new ArrayList<>();
    for (int r = 0; r < times.rows(); r++) {
      rows.add(report(r));
    }
    Matrix reached = new Matrix(times.rows(), dimension);
    for (int r = 0; r < times.rows(); r++) {
      reached.copyRow(r, ends, r);
    }
    return new Solution(times, out, List.copyOf(rows), reached, bytes());
  }
}
