package io.anode4j.ode;

import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.kernel.KernelProvider;
import io.anode4j.tensor.kernel.Kernels;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * The working memory of one thread that solves batch after batch with one {@link Solver} and one
 * field. It grows to the largest batch seen; from then on a solve allocates nothing.
 *
 * <p>Rows under way sit in slots 0..active−1 of every array. A round attempts one step for each of
 * them, each with its own size; a row that is done is replaced by the last one.
 */
public final class Integrator {
  private static final double[] ONE = {1};

  private final Kernels kernels = KernelProvider.active();
  private final Solver solver;
  private final ButcherTableau tableau;
  private final StepControl control;
  private final FieldEvaluator field;
  private final int dimension;
  private final int stages;
  private final StepTable steps;
  private final double[][] denseWeights;

  // By slot.
  private int[] row = {};
  private double[] t = {};
  private double[] h = {};
  private double[] attempt = {};
  private double[] ratioBefore = {};
  private boolean[] rejectedBefore = {};
  private double[] stageTime = {};
  private Matrix y;
  private Matrix stageState;
  private Matrix[] k;
  private float[][] kData;
  private float[] error = {};
  private float[] zeros = {};
  private float[][] dense = {};

  // By row.
  private RowStatus[] status = {};
  private double[] reached = {};
  private double[] lastStep = {};
  private double[] lastRatio = {};
  private int[] evaluations = {};
  private int[] accepted = {};
  private int[] rejected = {};
  private int[] nextOutput = {};

  private int active;
  private boolean recording;

  /**
   * Working memory for one thread.
   *
   * @param solver method and tolerances
   * @param dimension state components of a row
   * @param field the thread's own evaluator
   */
  public Integrator(Solver solver, int dimension, FieldEvaluator field) {
    this.solver = solver;
    this.tableau = solver.tableau();
    this.control = new StepControl(solver);
    this.field = field;
    this.dimension = dimension;
    this.stages = tableau.stages();
    this.steps = new StepTable(dimension);
    this.y = new Matrix(0, dimension);
    this.stageState = y;
    this.k = new Matrix[stages];
    this.kData = new float[stages][];
    this.denseWeights = new double[tableau.degree()][stages];
    for (int p = 0; p < denseWeights.length; p++) {
      for (int s = 0; s < stages; s++) {
        denseWeights[p][s] = tableau.dense()[s][p];
      }
    }
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
    start(t0, y0, times, out);
    if (active > 0) {
      startSteps(times, out);
      while (active > 0) {
        round(times, out);
      }
    }
  }

  private void reserve(int rows) {
    if (rows > y.rows()) {
      row = new int[rows];
      t = new double[rows];
      h = new double[rows];
      attempt = new double[rows];
      ratioBefore = new double[rows];
      rejectedBefore = new boolean[rows];
      stageTime = new double[rows];
      y = new Matrix(rows, dimension);
      stageState = new Matrix(rows, dimension);
      for (int s = 0; s < stages; s++) {
        k[s] = new Matrix(rows, dimension);
        kData[s] = k[s].data();
      }
      error = new float[y.data().length];
      zeros = new float[y.data().length];
      dense = new float[tableau.degree()][y.data().length];
      status = new RowStatus[rows];
      reached = new double[rows];
      lastStep = new double[rows];
      lastRatio = new double[rows];
      evaluations = new int[rows];
      accepted = new int[rows];
      rejected = new int[rows];
      nextOutput = new int[rows];
    }
    Arrays.fill(status, 0, rows, RowStatus.SUCCESS);
    Arrays.fill(evaluations, 0, rows, 0);
    Arrays.fill(accepted, 0, rows, 0);
    Arrays.fill(rejected, 0, rows, 0);
    Arrays.fill(lastStep, 0, rows, 0);
    Arrays.fill(lastRatio, 0, rows, 0);
  }

  /** Gives a slot to each row that has somewhere to go; outputs at the start time are copies. */
  private void start(double[] t0, Matrix y0, OutputTimes times, Matrix out) {
    active = 0;
    for (int r = 0; r < times.rows(); r++) {
      int next = times.offsets()[r];
      int end = times.offsets()[r + 1];
      while (next < end && times.times()[next] == t0[r]) {
        out.copyRow(next++, y0, r);
      }
      nextOutput[r] = next;
      reached[r] = t0[r];
      if (next < end) {
        row[active] = r;
        t[active] = t0[r];
        ratioBefore[active] = 1e-4;
        rejectedBefore[active] = false;
        y.copyRow(active, y0, r);
        active++;
      } else if (recording) {
        steps.finish(r, y0, r);
      }
    }
  }

  private double end(int slot, OutputTimes times) {
    return times.times()[times.offsets()[row[slot] + 1] - 1];
  }

  /** First derivative and first step size of every row. */
  private void startSteps(OutputTimes times, Matrix out) {
    field.evaluate(active, t, y, k[0]);
    countEvaluations(1);
    for (int i = active - 1; i >= 0; i--) {
      if (!finite(y, i) || !finite(k[0], i)) {
        lastRatio[row[i]] = Double.NaN;
        fail(i, RowStatus.NOT_FINITE, times, out);
      }
    }
    for (int i = 0; i < active; i++) {
      double span = end(i, times) - t[i];
      h[i] = solver.adaptive() ? span : Math.copySign(solver.fixedStep(), span);
    }
    if (!solver.adaptive()) {
      return;
    }
    for (int i = 0; i < active; i++) {
      attempt[i] = Math.copySign(control.firstGuess(y, k[0], i, Math.abs(h[i])), h[i]);
      stageTime[i] = t[i] + attempt[i];
    }
    kernels.combine(active, y.stride(), y.data(), attempt, ONE, kData, 1, stageState.data());
    field.evaluate(active, stageTime, stageState, k[1]);
    countEvaluations(1);
    for (int i = 0; i < active; i++) {
      double guess = Math.abs(attempt[i]);
      h[i] = Math.copySign(control.start(y, k[0], k[1], i, guess, Math.abs(h[i])), h[i]);
    }
  }

  private void countEvaluations(int count) {
    for (int i = 0; i < active; i++) {
      evaluations[row[i]] += count;
    }
  }

  /** One attempted step for every active row. */
  private void round(OutputTimes times, Matrix out) {
    for (int i = 0; i < active; i++) {
      attempt[i] = clipped(i, times);
    }
    for (int s = 1; s < stages; s++) {
      kernels.combine(
          active, y.stride(), y.data(), attempt, tableau.a()[s], kData, s, stageState.data());
      for (int i = 0; i < active; i++) {
        stageTime[i] = t[i] + tableau.c()[s] * attempt[i];
      }
      field.evaluate(active, stageTime, stageState, k[s]);
    }
    countEvaluations(stages - 1);
    if (solver.adaptive()) {
      kernels.combine(active, y.stride(), zeros, attempt, tableau.error(), kData, stages, error);
    }
    boolean haveDense = false;
    for (int i = active - 1; i >= 0; i--) {
      double ratio =
          solver.adaptive()
              ? control.errorRatio(y.data(), stageState.data(), error, i * y.stride(), dimension)
              : finiteRatio(i);
      lastRatio[row[i]] = ratio;
      lastStep[row[i]] = attempt[i];
      if (ratio <= 1) {
        if (!haveDense && hasInnerOutput(i, times)) {
          computeDense();
          haveDense = true;
        }
        accept(i, ratio, times, out);
      } else {
        reject(i, ratio, times, out);
      }
    }
  }

  /** For fixed steps every finite state with a finite derivative is acceptable. */
  private double finiteRatio(int slot) {
    return finite(stageState, slot) && finite(k[stages - 1], slot) ? 0 : Double.NaN;
  }

  private boolean finite(Matrix values, int slot) {
    int at = slot * values.stride();
    for (int j = at; j < at + dimension; j++) {
      if (!Float.isFinite(values.data()[j])) {
        return false;
      }
    }
    return true;
  }

  /** The wanted step, shortened to end on the row's last time, a sliver included. */
  private double clipped(int slot, OutputTimes times) {
    double left = end(slot, times) - t[slot];
    return Math.abs(h[slot]) * 1.0001 >= Math.abs(left) ? left : h[slot];
  }

  private boolean hasInnerOutput(int slot, OutputTimes times) {
    double output = times.times()[nextOutput[row[slot]]];
    return output != t[slot] + attempt[slot] && !beyond(output, slot);
  }

  /** True when an output lies after the end of the slot's attempted step. */
  private boolean beyond(double output, int slot) {
    double over = output - (t[slot] + attempt[slot]);
    return attempt[slot] > 0 ? over > 0 : over < 0;
  }

  /** Polynomial coefficients of the dense output of all slots at once. */
  private void computeDense() {
    for (int p = 0; p < dense.length; p++) {
      kernels.combine(active, y.stride(), zeros, attempt, denseWeights[p], kData, stages, dense[p]);
    }
  }

  private void accept(int slot, double ratio, OutputTimes times, Matrix out) {
    int r = row[slot];
    accepted[r]++;
    int from = nextOutput[r];
    int to = from;
    int last = times.offsets()[r + 1];
    double after = t[slot] + attempt[slot];
    boolean done = attempt[slot] == end(slot, times) - t[slot];
    if (done) {
      after = end(slot, times);
    }
    while (to < last && (done || !beyond(times.times()[to], slot))) {
      emit(slot, times.times()[to], after, out, to);
      to++;
    }
    nextOutput[r] = to;
    if (recording) {
      steps.add(r, t[slot], attempt[slot], y, slot, from, to);
    }
    t[slot] = after;
    reached[r] = after;
    y.copyRow(slot, stageState, slot);
    k[0].copyRow(slot, k[stages - 1], slot);
    if (done) {
      leave(slot);
      return;
    }
    if (solver.adaptive()) {
      h[slot] =
          attempt[slot] * control.afterAccepted(ratio, ratioBefore[slot], rejectedBefore[slot]);
      ratioBefore[slot] = Math.max(ratio, 1e-4);
      rejectedBefore[slot] = false;
    }
    limitSteps(slot, times, out);
  }

  private void emit(int slot, double time, double after, Matrix out, int output) {
    if (time == after || time == t[slot] + attempt[slot]) {
      out.copyRow(output, stageState, slot);
      return;
    }
    kernels.horner(
        y.stride(),
        StepTable.theta(time, t[slot], attempt[slot]),
        y.data(),
        dense,
        dense.length,
        slot * y.stride(),
        out.data(),
        output * y.stride());
  }

  private void reject(int slot, double ratio, OutputTimes times, Matrix out) {
    rejected[row[slot]]++;
    boolean finite = Double.isFinite(ratio);
    h[slot] = attempt[slot] * control.afterRejected(ratio);
    rejectedBefore[slot] = true;
    if (!solver.adaptive()) {
      fail(slot, RowStatus.NOT_FINITE, times, out);
    } else if (Math.abs(h[slot]) < smallestStep(slot, times)) {
      fail(slot, finite ? RowStatus.STEP_TOO_SMALL : RowStatus.NOT_FINITE, times, out);
    } else {
      limitSteps(slot, times, out);
    }
  }

  /** A few roundings of the row's times: below it a step cannot be told from none. */
  private double smallestStep(int slot, OutputTimes times) {
    return 8 * Math.ulp(Math.max(Math.abs(t[slot]), Math.abs(end(slot, times))));
  }

  private void limitSteps(int slot, OutputTimes times, Matrix out) {
    int r = row[slot];
    if (accepted[r] + rejected[r] >= solver.maxSteps()) {
      fail(slot, RowStatus.TOO_MANY_STEPS, times, out);
    }
  }

  private void fail(int slot, RowStatus why, OutputTimes times, Matrix out) {
    int r = row[slot];
    status[r] = why;
    for (int o = nextOutput[r]; o < times.offsets()[r + 1]; o++) {
      Arrays.fill(out.data(), o * out.stride(), o * out.stride() + dimension, Float.NaN);
    }
    leave(slot);
  }

  /** Takes a row out of the batch; slots are visited from the last, so the mover was visited. */
  private void leave(int slot) {
    if (recording) {
      steps.finish(row[slot], y, slot);
    }
    int from = --active;
    if (slot == from) {
      return;
    }
    row[slot] = row[from];
    t[slot] = t[from];
    h[slot] = h[from];
    attempt[slot] = attempt[from];
    ratioBefore[slot] = ratioBefore[from];
    rejectedBefore[slot] = rejectedBefore[from];
    y.copyRow(slot, y, from);
    k[0].copyRow(slot, k[0], from);
  }

  /** Status of a row after the last solve. */
  public RowStatus status(int rowIndex) {
    return status[rowIndex];
  }

  /** Evaluations of the field for a row in the last solve. */
  public int evaluations(int rowIndex) {
    return evaluations[rowIndex];
  }

  /** What became of a row in the last solve, as a value. */
  public Solution.Row report(int rowIndex) {
    return new Solution.Row(
        status[rowIndex],
        reached[rowIndex],
        lastStep[rowIndex],
        lastRatio[rowIndex],
        evaluations[rowIndex],
        accepted[rowIndex],
        rejected[rowIndex]);
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
