package io.anode4j.ode;

import io.anode4j.tensor.Precision;
import io.anode4j.tensor.Rows;
import java.util.Arrays;

/**
 * The exact gradient of a solve by an implicit method with respect to its initial states and the
 * field's parameters, step sizes taken as given: what {@code DiscreteGradient} is for explicit
 * methods.
 *
 * <p>A stage's derivative obeys k = f(base + h·γ·k), so its cotangent κ becomes w with (I −
 * h·γ·Jᵀ)·w = κ, and Jᵀ·w goes to the base. The equation is solved with the factors of the forward
 * step's approximate Jacobian and corrected by the field's own pullback until the residual is
 * float32's rounding. Each correction pulls its own part of w back, so the parameters' gradient is
 * complete when the last one is done.
 *
 * <p>One thread's working memory. The parameters' gradient is left in the field evaluator.
 *
 * @param <M> the batches of states
 */
public final class ImplicitGradient<M extends Rows<M>> {
  /** Residual, relative to the cotangent, below which a correction is noise: two roundings. */
  private final double residualNoise;

  private static final int MOST_CORRECTIONS = 20;

  private final ButcherTableau tableau;
  private final int n;
  private final int last;
  private final RowsEvaluator<M> field;
  private final ImplicitStages<M> stages;
  private final Slots<M> slots;
  private final RowReports reports = new RowReports(1);

  private int[] cursor = {};
  private double[] times = {};

  /** Cotangents by slot, {@code [slots × n]}: of the step's end, and of its last derivative. */
  private double[] lambda = {};

  private double[] mu = {};

  /** Cotangents of the stage derivatives. */
  private final double[][] kappa;

  /** What a stage hands to its base, and what is left of its equation. */
  private double[] pulled = {};

  private double[] residual = {};
  private final double[] work;
  private M input;
  private M scratch;
  private M cotangent;
  private M stateCotangent;

  /**
   * Working memory for one thread.
   *
   * @param solver the solver of the solves to be undone, of an implicit method
   * @param dimension state components of a row
   * @param field the thread's own evaluator, of the same field and parameters as the solve
   */
  public ImplicitGradient(Solver solver, int dimension, RowsEvaluator<M> field) {
    this.tableau = solver.tableau();
    if (!tableau.implicit()) {
      throw new IllegalArgumentException(
          tableau + " is explicit; its gradient is DiscreteGradient in io.anode4j.gradient");
    }
    this.n = dimension;
    this.last = tableau.stages() - 1;
    this.field = field;
    input = field.zeros(0, dimension);
    residualNoise = input.precision() == Precision.FLOAT32 ? 2e-7 : 4e-16;
    stages = new ImplicitStages<>(solver, dimension, field);
    slots = new Slots<>(input);
    kappa = new double[tableau.stages()][0];
    work = new double[dimension];
    scratch = input;
    cotangent = input;
    stateCotangent = input;
  }

  private void reserve(int rows) {
    if (rows > slots.capacity()) {
      slots.reserve(rows);
      stages.reserve(rows);
      reports.reserve(rows);
      cursor = new int[rows];
      times = new double[rows];
      lambda = new double[rows * n];
      mu = new double[rows * n];
      pulled = new double[rows * n];
      residual = new double[rows * n];
      Arrays.setAll(kappa, s -> new double[rows * n]);
      input = field.zeros(rows, n);
      scratch = field.zeros(rows, n);
      cotangent = field.zeros(rows, n);
      stateCotangent = field.zeros(rows, n);
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
    pullback(steps, stages.zeros, outputCotangents, initialCotangents);
  }

  /**
   * Pulls cotangents of all outputs, and of the states that the rows' last steps reached, back to
   * the initial states.
   *
   * @param steps accepted steps of the solve
   * @param endCotangents cotangents {@code [rows × dimension]} of the reached states
   * @param outputCotangents cotangents {@code [outputs × dimension]} in the order of the outputs
   * @param initialCotangents receives the cotangents of the initial states {@code [rows ×
   *     dimension]}
   */
  public void pullback(
      StepTable<M> steps, M endCotangents, M outputCotangents, M initialCotangents) {
    int rows = steps.rows();
    reserve(rows);
    slots.active = 0;
    for (int r = 0; r < rows; r++) {
      int i = slots.active;
      slots.row[i] = r;
      cursor[i] = steps.last(r);
      for (int j = 0; j < n; j++) {
        lambda[i * n + j] = endCotangents.value(r, j);
      }
      Arrays.fill(mu, i * n, (i + 1) * n, 0);
      if (cursor[i] >= 0) {
        slots.active++;
      } else {
        finish(i, steps, outputCotangents, initialCotangents);
      }
    }
    while (slots.active > 0) {
      round(steps, outputCotangents);
      for (int i = slots.active - 1; i >= 0; i--) {
        cursor[i] = steps.previous(cursor[i]);
        if (cursor[i] < 0) {
          finish(i, steps, outputCotangents, initialCotangents);
          leave(i);
        }
      }
    }
  }

  /** Undoes one step of every active row. */
  private void round(StepTable<M> steps, M ct) {
    for (int i = 0; i < slots.active; i++) {
      int step = cursor[i];
      slots.t[i] = steps.time(step);
      slots.attempt[i] = steps.step(step);
      steps.copyState(step, slots.y, i);
      steps.copySlope(step, stages.k[0], i);
    }
    stages.forget();
    stages.attempt(slots, reports);
    for (int i = 0; i < slots.active; i++) {
      gather(i, steps, cursor[i], ct);
    }
    for (int s = last; s > 0; s--) {
      pullStage(s);
    }
    pullStart(steps);
  }

  /** Cotangents of a step's stages from its end, its outputs and the step after. */
  private void gather(int slot, StepTable<M> steps, int step, M ct) {
    int at = slot * n;
    for (int o = steps.outputFrom(step); o < steps.outputTo(step); o++) {
      if (steps.theta(step, o) == 1) {
        add(lambda, at, ct, o);
      }
    }
    for (int s = 0; s <= last; s++) {
      for (int j = 0; j < n; j++) {
        double direct = slots.attempt[slot] * tableau.a()[last][s] * lambda[at + j];
        kappa[s][at + j] = direct + (s == last ? mu[at + j] : 0);
      }
    }
    for (int o = steps.outputFrom(step); o < steps.outputTo(step); o++) {
      double theta = steps.theta(step, o);
      if (theta != 1) {
        addInner(slot, theta, ct, o);
      }
    }
  }

  private void addInner(int slot, double theta, M ct, int output) {
    int at = slot * n;
    for (int s = 0; s <= last; s++) {
      double weight = 0;
      for (int p = tableau.degree() - 1; p >= 0; p--) {
        weight = theta * (weight + tableau.dense()[s][p]);
      }
      for (int j = 0; j < n; j++) {
        kappa[s][at + j] += slots.attempt[slot] * weight * ct.value(output, j);
      }
    }
    add(lambda, at, ct, output);
  }

  private void add(double[] to, int at, M ct, int output) {
    for (int j = 0; j < n; j++) {
      to[at + j] += ct.value(output, j);
    }
  }

  private void pullStage(int s) {
    stages.combine(slots, tableau.a()[s], s + 1, slots.y, input);
    int used = slots.active * n;
    System.arraycopy(kappa[s], 0, residual, 0, used);
    Arrays.fill(pulled, 0, used, 0);
    for (int i = 0; i < slots.active; i++) {
      times[i] = slots.t[i] + tableau.c()[s] * slots.attempt[i];
    }
    for (int c = 0; c < MOST_CORRECTIONS && correction(s); c++) {
      pull();
      for (int i = 0; i < slots.active; i++) {
        double scale = slots.attempt[i] * tableau.gamma();
        for (int j = 0; j < n; j++) {
          double back = stateCotangent.value(i, j);
          pulled[i * n + j] += back;
          residual[i * n + j] += scale * back - cotangent.value(i, j);
        }
      }
    }
    for (int i = 0; i < slots.active; i++) {
      for (int j = 0; j < n; j++) {
        double back = pulled[i * n + j];
        lambda[i * n + j] += back;
        for (int q = 0; q < s; q++) {
          kappa[q][i * n + j] += slots.attempt[i] * tableau.a()[s][q] * back;
        }
      }
    }
  }

  /** The next correction of each row's w; zero, which pulls nothing, where none is needed. */
  private boolean correction(int s) {
    boolean any = false;
    for (int i = 0; i < slots.active; i++) {
      double left = 0;
      double whole = 0;
      for (int j = 0; j < n; j++) {
        work[j] = residual[i * n + j];
        left += work[j] * work[j];
        whole += kappa[s][i * n + j] * kappa[s][i * n + j];
      }
      boolean needed = left > residualNoise * residualNoise * whole;
      if (needed) {
        stages.solveTransposed(i, work);
      }
      for (int j = 0; j < n; j++) {
        cotangent.value(i, j, needed ? work[j] : 0);
      }
      any |= needed;
    }
    return any;
  }

  private void pull() {
    field.record(slots.active, 0, times, input, scratch);
    field.pullback(slots.active, 0, times, input, cotangent, stateCotangent);
  }

  /** The first derivative is the field's at a row's start, else the last of the step before. */
  private void pullStart(StepTable<M> steps) {
    boolean any = false;
    for (int i = 0; i < slots.active; i++) {
      boolean own = steps.previous(cursor[i]) < 0 || steps.restarts(cursor[i]);
      any |= own;
      times[i] = slots.t[i];
      input.copyRow(i, slots.y, i);
      for (int j = 0; j < n; j++) {
        double k = kappa[0][i * n + j];
        cotangent.value(i, j, own ? k : 0);
        mu[i * n + j] = own ? 0 : k;
      }
    }
    if (any) {
      pull();
      for (int i = 0; i < slots.active; i++) {
        add(lambda, i * n, stateCotangent, i);
      }
    }
  }

  /** Adds outputs at the start time, which are copies of the initial state, and hands over. */
  private void finish(int slot, StepTable<M> steps, M ct, M initialCotangents) {
    int r = slots.row[slot];
    OutputTimes outputs = steps.outputs();
    for (int o = outputs.offsets()[r];
        o < outputs.offsets()[r + 1] && outputs.times()[o] == steps.startTime(r);
        o++) {
      add(lambda, slot * n, ct, o);
    }
    for (int j = 0; j < n; j++) {
      initialCotangents.value(r, j, lambda[slot * n + j]);
    }
  }

  private void leave(int slot) {
    int from = slots.leave(slot);
    cursor[slot] = cursor[from];
    System.arraycopy(lambda, from * n, lambda, slot * n, n);
    System.arraycopy(mu, from * n, mu, slot * n, n);
  }
}
