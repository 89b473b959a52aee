package io.anode4j.ode;

import io.anode4j.tensor.Precision;
import io.anode4j.tensor.Rows;
import java.util.Arrays;

/**
 * The stages of a singly diagonally implicit method with explicit first stage: Y = base + h·γ·f(Y),
 * solved row by row with simplified Newton (Hairer and Wanner, "Solving Ordinary Differential
 * Equations II", IV.8). The Jacobian is that at the step's start, by forward differences: a field's
 * pullback would give it too, but adds to the parameters' gradient. It is kept through rejections.
 *
 * <p>The unknown is z = Y − base in double precision, and the stage's derivative is z/(h·γ), not
 * f(Y): where the field is steep, f of a rounded state is noise.
 *
 * @param <M> the batches of states
 */
final class ImplicitStages<M extends Rows<M>> extends Stages<M> {
  /** Newton's error counts this share of the step's tolerance. */
  private static final double SHARE = 0.01;

  private static final int MOST_ITERATIONS = 12;

  /** Steps so short that z/(h·γ) has no digits left; the derivative does not change in them. */
  private static final double NOTHING = 1e-290;

  private final double gamma;
  private final Precision precision;
  private final double epsilon;
  private final Tolerances tolerances;
  private final SmallLu lu;
  private final double[] work;
  private double[] jacobians = {};
  private boolean[] haveJacobian = {};
  private double[] z = {};
  private double[] lastNorm = {};

  /** Error ratio in place of the estimated one where Newton failed, or 0. */
  private double[] failure = {};

  private double[] step = {};

  /** Slots that still iterate, and the matrices in which they lie side by side. */
  private int[] busy = {};

  private M input;
  private M output;

  ImplicitStages(Solver solver, int dimension, RowsEvaluator<M> field) {
    super(solver.tableau(), dimension, field);
    gamma = tableau.gamma();
    input = field.zeros(0, dimension);
    output = input;
    precision = input.precision();
    epsilon = precision.epsilon();
    tolerances = tolerances(solver.controller(), precision, dimension);
    lu = new SmallLu(dimension);
    work = new double[dimension];
  }

  /** Fixed steps have no tolerance: about as good as the precision allows. */
  private static Tolerances tolerances(StepController steps, Precision precision, int dimension) {
    if (steps instanceof StepController.Adaptive adaptive) {
      return new Tolerances(adaptive, dimension);
    }
    boolean narrow = precision == Precision.FLOAT32;
    return new Tolerances(narrow ? 1e-5 : 1e-10, narrow ? 1e-7 : 1e-12, dimension);
  }

  @Override
  void reserve(int rows) {
    super.reserve(rows);
    lu.reserve(rows);
    jacobians = new double[rows * dimension * dimension];
    haveJacobian = new boolean[rows];
    z = new double[rows * dimension];
    lastNorm = new double[rows];
    failure = new double[rows];
    step = new double[rows];
    busy = new int[rows];
    input = field.zeros(rows, dimension);
    output = field.zeros(rows, dimension);
  }

  @Override
  void start(Slots<M> slots, RowReports reports) {
    super.start(slots, reports);
    Arrays.fill(haveJacobian, 0, slots.active, false);
  }

  @Override
  void attempt(Slots<M> slots, RowReports reports) {
    differentiate(slots, reports);
    for (int i = 0; i < slots.active; i++) {
      step[i] = slots.attempt[i] * gamma;
      boolean solvable = lu.factor(i, step[i], jacobians, i * dimension * dimension);
      failure[i] = solvable ? 0 : finiteJacobian(i) ? Double.MAX_VALUE : Double.NaN;
    }
    for (int s = 1; s < k.length; s++) {
      base(slots, s);
      solveStage(slots, reports, s);
    }
  }

  /** Jacobians of the rows that have moved on, with Hairer's increments. */
  private void differentiate(Slots<M> slots, RowReports reports) {
    int count = 0;
    for (int i = 0; i < slots.active; i++) {
      if (!haveJacobian[i]) {
        busy[count] = i;
        time[count] = slots.t[i];
        input.copyRow(count, slots.y, i);
        haveJacobian[i] = true;
        reports.spend(slots.row[i], dimension + 1);
        count++;
      }
    }
    if (count == 0) {
      return;
    }
    field.evaluate(count, time, input, output);
    for (int j = 0; j < dimension; j++) {
      for (int b = 0; b < count; b++) {
        double y = input.value(b, j);
        input.value(b, j, y + precision.rounded(increment(Math.abs(y))));
      }
      field.evaluate(count, time, input, state);
      for (int b = 0; b < count; b++) {
        double y = slots.y.value(busy[b], j);
        double increment = input.value(b, j) - y;
        for (int r = 0; r < dimension; r++) {
          jacobians[(busy[b] * dimension + r) * dimension + j] =
              (state.value(b, r) - output.value(b, r)) / increment;
        }
        input.value(b, j, y);
      }
    }
  }

  /** Hairer's, and for large components enough for their last digits to tell. */
  private double increment(double size) {
    double least = precision == Precision.FLOAT32 ? 32 * epsilon : Math.sqrt(epsilon);
    return Math.max(Math.sqrt(epsilon * Math.max(1e-5, size)), least * size);
  }

  private boolean finiteJacobian(int slot) {
    int size = dimension * dimension;
    for (int i = slot * size; i < (slot + 1) * size; i++) {
      if (!Double.isFinite(jacobians[i])) {
        return false;
      }
    }
    return true;
  }

  /** Newton's iteration of one stage, over the rows that have not converged. */
  private void solveStage(Slots<M> slots, RowReports reports, int s) {
    int count = 0;
    for (int i = 0; i < slots.active; i++) {
      if (failure[i] == 0) {
        busy[count] = i;
        count += Math.abs(step[i]) < NOTHING ? 0 : 1;
        for (int j = 0; j < dimension; j++) {
          z[i * dimension + j] = step[i] * k[s - 1].value(i, j);
        }
      }
    }
    for (int iteration = 1; count > 0; iteration++) {
      for (int b = 0; b < count; b++) {
        int i = busy[b];
        time[b] = slots.t[i] + tableau.c()[s] * slots.attempt[i];
        for (int j = 0; j < dimension; j++) {
          input.value(b, j, state.value(i, j) + z[i * dimension + j]);
        }
        reports.spend(slots.row[i], 1);
      }
      field.evaluate(count, time, input, output);
      int left = 0;
      for (int b = 0; b < count; b++) {
        if (iterate(busy[b], b, iteration)) {
          busy[left++] = busy[b];
        }
      }
      count = left;
    }
    for (int i = 0; i < slots.active; i++) {
      for (int j = 0; j < dimension; j++) {
        double zj = z[i * dimension + j];
        boolean nothing = Math.abs(step[i]) < NOTHING;
        k[s].value(i, j, nothing ? k[s - 1].value(i, j) : zj / step[i]);
        add(slots, s, i, j, zj);
      }
    }
  }

  /**
   * One correction of a slot.
   *
   * @return whether it has to go on
   */
  private boolean iterate(int slot, int place, int iteration) {
    int at = slot * dimension;
    for (int j = 0; j < dimension; j++) {
      work[j] = step[slot] * output.value(place, j) - z[at + j];
    }
    lu.solve(slot, work);
    double sum = 0;
    for (int j = 0; j < dimension; j++) {
      z[at + j] += work[j];
      double size = Math.abs(state.value(slot, j) + z[at + j]);
      double e = work[j] / (SHARE * tolerances.of(j, size) + 2 * epsilon * size);
      sum += e * e;
    }
    double norm = Math.sqrt(sum / dimension);
    if (norm <= 1) {
      return false;
    }
    if (Double.isNaN(norm) || Double.isInfinite(norm)) {
      failure[slot] = Double.NaN;
      return false;
    }
    boolean diverges = iteration > 2 && norm > 2 * lastNorm[slot];
    if (diverges || iteration == MOST_ITERATIONS) {
      failure[slot] = Double.MAX_VALUE;
      return false;
    }
    lastNorm[slot] = norm;
    return true;
  }

  @Override
  double failure(int slot) {
    return failure[slot];
  }

  /** The field is finite at all times of the step, if only the state stays where it was. */
  @Override
  boolean solvable(Slots<M> slots, int slot) {
    boolean finite = finite(slots.y, slot);
    for (int s = 0; finite && s < k.length; s++) {
      time[0] = slots.t[slot] + tableau.c()[s] * slots.attempt[slot];
      input.copyRow(0, slots.y, slot);
      field.evaluate(1, time, input, output);
      finite = finite(output, 0);
    }
    return finite;
  }

  /**
   * The difference to the embedded method, damped where the field is stiff (II, IV.8, eq. 8.20).
   */
  @Override
  void estimateError(Slots<M> slots) {
    super.estimateError(slots);
    for (int i = 0; i < slots.active; i++) {
      if (failure[i] == 0) {
        for (int j = 0; j < dimension; j++) {
          work[j] = error.value(i, j);
        }
        lu.solve(i, work);
        for (int j = 0; j < dimension; j++) {
          error.value(i, j, work[j]);
        }
      }
    }
  }

  /** The Jacobian bounds its eigenvalues: by its rows, its columns, and all of it. */
  @Override
  double felt(Slots<M> slots, int slot) {
    double byRows = 0;
    double byColumns = 0;
    double squares = 0;
    for (int i = 0; i < dimension; i++) {
      double row = 0;
      double column = 0;
      for (int j = 0; j < dimension; j++) {
        double entry = jacobians[(slot * dimension + i) * dimension + j];
        row += Math.abs(entry);
        column += Math.abs(jacobians[(slot * dimension + j) * dimension + i]);
        squares += entry * entry;
      }
      byRows = Math.max(byRows, row);
      byColumns = Math.max(byColumns, column);
    }
    double bound = Math.min(Math.min(byRows, byColumns), Math.sqrt(squares));
    return Math.abs(slots.attempt[slot]) * bound;
  }

  @Override
  void advance(Slots<M> slots, int slot) {
    super.advance(slots, slot);
    haveJacobian[slot] = false;
  }

  @Override
  void forget(int slot) {
    super.forget(slot);
    haveJacobian[slot] = false;
  }

  @Override
  void move(int slot, int from) {
    super.move(slot, from);
    int size = dimension * dimension;
    System.arraycopy(jacobians, from * size, jacobians, slot * size, size);
    haveJacobian[slot] = haveJacobian[from];
    failure[slot] = failure[from];
  }

  /** Forgets all Jacobians. */
  void forget() {
    Arrays.fill(haveJacobian, false);
  }

  /** Solves (I − h·γ·Jᵀ)·x = b of the last attempt in place, J that at the step's start. */
  void solveTransposed(int slot, double[] x) {
    lu.solveTransposed(slot, x);
  }
}
