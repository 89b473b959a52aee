package io.anode4j.ode;

import io.anode4j.tensor.Precision;
import io.anode4j.tensor.Rows;
import org.jspecify.annotations.Nullable;

/**
 * The rounds of a solve: each attempts one step for every row under way, and accepts it, rejects it
 * or ends its row.
 *
 * @param <M> the batches of states
 */
final class Rounds<M extends Rows<M>> {
  final Solver solver;
  final @Nullable StepControl control;
  final @Nullable EventWatch<M> events;
  final Stops stops;
  final Slots<M> slots;
  final RowReports reports;
  final Stages<M> stages;
  final DenseOutput<M> dense;
  final OutputWriter<M> outputs;
  StepTable<M> steps;

  /** State of each row at the time that it reached. */
  M ends;

  boolean recording;
  boolean recordingDense;
  private final int dimension;
  private final @Nullable LostIncrements<M> lost;

  /** Keeps where rows stop, if a solve is to go on. */
  @Nullable Resumption<M> resumption;

  /** Says which rows should go on by another method, if they can. */
  @Nullable StiffnessWatch watch;

  private boolean denseReady;
  private int refinedSlot;
  boolean restarts;

  Rounds(Solver solver, int dimension, RowsEvaluator<M> field) {
    M empty = field.zeros(0, dimension);
    boolean narrow = empty.precision() == Precision.FLOAT32;
    this.solver = solver;
    this.dimension = dimension;
    this.control = control(solver, dimension, narrow);
    this.events =
        solver.events().none() ? null : new EventWatch<>(this, solver.events(), dimension);
    this.stops = new Stops(solver.forced());
    this.reports = new RowReports(solver.tableau().stabilityLimit());
    this.ends = empty;
    this.slots = new Slots<>(empty);
    this.outputs = new OutputWriter<>(empty);
    this.stages =
        solver.tableau().implicit()
            ? new ImplicitStages<>(solver, dimension, field)
            : new Stages<>(solver.tableau(), dimension, field);
    this.lost =
        narrow ? new LostIncrements<>(stages, lossless(solver, dimension), dimension) : null;
    this.dense = DenseOutput.of(solver.tableau(), stages);
    this.steps = StepTable.of(solver, empty);
  }

  /** Leaves the recorded steps to whoever holds them. */
  void renewSteps() {
    steps = StepTable.of(solver, ends.zeros(0, dimension));
  }

  private static @Nullable StepControl control(Solver solver, int dimension, boolean narrow) {
    if (!(solver.controller() instanceof StepController.Adaptive adaptive)) {
      return null;
    }
    Tolerances wide = new Tolerances(adaptive, dimension);
    Tolerances tolerances = narrow ? wide.float32() : wide;
    return new StepControl(adaptive, tolerances, solver.tableau().order());
  }

  /** Fixed steps have no tolerance: whatever is lost systematically matters. */
  private static Tolerances lossless(Solver solver, int dimension) {
    return solver.controller() instanceof StepController.Adaptive adaptive
        ? new Tolerances(adaptive, dimension)
        : new Tolerances(0, 0, dimension);
  }

  /** Makes room for a batch, and forgets the one before. */
  void reserve(int rows) {
    if (rows > slots.capacity()) {
      slots.reserve(rows);
      stages.reserve(rows);
      dense.reserve(rows);
      reports.reserve(rows);
      ends = ends.zeros(rows, dimension);
      if (lost != null) {
        lost.reserve(rows);
      }
      if (events != null) {
        events.reserve(rows);
      }
    }
    reports.reset(rows);
    if (watch != null) {
      watch.reset(rows);
    }
    if (events != null) {
      events.reset();
    }
    if (lost != null) {
      lost.reset();
    }
  }

  /** Ends a row that jumps alone have brought to its last time. */
  void arrive(int slot) {
    int r = slots.row[slot];
    outputs.copyRest(r, slots.y, slot);
    reports.time[r] = slots.end[slot];
    leave(slot);
  }

  /** One attempted step for every active row. */
  void round() {
    for (int i = slots.active - 1; i >= 0; i--) {
      slots.attempt[i] = slots.clipped(i);
      if (slots.attempt[i] == 0) {
        fail(i, RowStatus.STEP_TOO_SMALL);
      }
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
    return control.errorRatio(slots.y, stages.state, stages.error, slot);
  }

  /** The dense output: of all slots once a round, refined for a slot that needs it. */
  void needDense(int slot) {
    if (!denseReady) {
      dense.compute(slots, stages);
      denseReady = true;
      refinedSlot = -1;
    }
    if (refinedSlot != slot) {
      dense.refine(slots, slot, reports);
      refinedSlot = slot;
    }
  }

  private void accept(int slot, double ratio) {
    int r = slots.row[slot];
    reports.accepted[r]++;
    if ((reports.accepted[r] & 15) == 0) {
      reports.feel(r, stages.stiffness(slots, slot));
    }
    if (watch != null) {
      watch.feel(r, stages.felt(slots, slot));
    }
    boolean landed = slots.lands(slot);
    double after = landed ? slots.target[slot] : slots.t[slot] + slots.attempt[slot];
    boolean done = landed && after == slots.end[slot];
    if (events != null && events.happens(slot, after)) {
      return;
    }
    int from = outputs.next(r);
    if (outputs.inside(slots, slot, after)) {
      needDense(slot);
    }
    outputs.write(slots, slot, after, stages.state, dense);
    record(slot, from);
    boolean vanishing = lost != null && lost.feel(slots, slot, reports.accepted[r]);
    slots.t[slot] = after;
    reports.time[r] = after;
    stages.advance(slots, slot);
    if (vanishing) {
      fail(slot, RowStatus.ROUNDING);
      return;
    }
    if (done || outputs.nothingLeft(r)) {
      if (resumption != null) {
        wantNext(slot, ratio);
      }
      leave(slot);
      return;
    }
    double wanted = slots.h[slot];
    if (control != null) {
      control.afterAccepted(slots, slot, ratio);
    }
    if (landed && !aimAgain(slot, wanted)) {
      arrive(slot);
    } else {
      limitSteps(slot);
    }
  }

  /** The step that a row would make if it went on. */
  private void wantNext(int slot, double ratio) {
    double wanted = slots.h[slot];
    if (control != null) {
      control.afterAccepted(slots, slot, ratio);
    }
    slots.h[slot] = Math.copySign(Math.max(Math.abs(wanted), Math.abs(slots.h[slot])), wanted);
  }

  void record(int slot, int from) {
    if (recording) {
      int r = slots.row[slot];
      boolean afterJump = slots.afterJump[slot];
      steps.add(
          r, slots.t[slot], slots.attempt[slot], slots.y, slot, from, outputs.next(r), afterJump);
      steps.addSlope(stages.k[0], slot);
      if (recordingDense) {
        needDense(slot);
        steps.addDense(dense.coefficients(), slot);
      }
    }
    slots.afterJump[slot] = false;
  }

  /**
   * From a forced time on, with the step wanted before it was shortened to end there.
   *
   * @return false when jumps have brought the row to its end
   */
  boolean aimAgain(int slot, double wanted) {
    slots.h[slot] = Math.copySign(Math.max(Math.abs(wanted), Math.abs(slots.h[slot])), wanted);
    if (slots.jump[slot]) {
      stops.cross(slots, slot);
    }
    int r = slots.row[slot];
    double t = slots.t[slot];
    boolean ahead = t != slots.end[slot] && stops.aim(slots, slot, outputs.landing(r, t));
    restarts |= slots.restart[slot];
    return ahead;
  }

  private void reject(int slot, double ratio) {
    reports.rejected[slots.row[slot]]++;
    if (control == null) {
      fail(slot, stages.solvable(slots, slot) ? RowStatus.NOT_CONVERGED : RowStatus.NOT_FINITE);
    } else if (!control.afterRejected(slots, slot, ratio)) {
      fail(slot, Double.isFinite(ratio) ? RowStatus.STEP_TOO_SMALL : RowStatus.NOT_FINITE);
    } else {
      limitSteps(slot);
    }
  }

  void limitSteps(int slot) {
    int r = slots.row[slot];
    if (watch != null && watch.leaves(r)) {
      fail(slot, RowStatus.BUDGET);
    } else if (reports.attempts(r) >= solver.maxSteps()) {
      fail(slot, RowStatus.TOO_MANY_STEPS);
    } else if (reports.evaluations[r] >= solver.maxEvaluations()) {
      fail(slot, RowStatus.BUDGET);
    }
  }

  void fail(int slot, RowStatus why) {
    reports.status[slots.row[slot]] = why;
    outputs.giveUp(slots.row[slot]);
    leave(slot);
  }

  void leave(int slot) {
    if (resumption != null) {
      resumption.keep(slot);
    }
    finish(slots.row[slot], slots.y, slot);
    vacate(slot);
  }

  void finish(int row, M y, int at) {
    if (recording) {
      steps.finish(row, y, at);
    }
    ends.copyRow(row, y, at);
    reports.size[row] = largest(ends, row);
  }

  double largest(M values, int row) {
    double largest = 0;
    for (int j = 0; j < dimension; j++) {
      double size = Math.abs(values.value(row, j));
      if (!(size <= largest)) {
        largest = size;
      }
    }
    return largest;
  }

  void vacate(int slot) {
    int from = slots.leave(slot);
    if (from != slot) {
      stages.move(slot, from);
      if (lost != null) {
        lost.move(slot, from);
      }
      if (events != null) {
        events.move(slot, from);
      }
    }
  }
}
