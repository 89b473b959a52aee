package io.anode4j.ode;

import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.kernel.Kernels;
import java.util.Arrays;

/**
 * The stages of a singly diagonally implicit method with explicit first stage: Y = base + h·γ·f(Y),
 * solved row by row with simplified Newton (Hairer and Wanner, "Solving Ordinary Differential
 * Equations II", IV.8). The Jacobian is that at the step's start, by forward differences: a field's
 * pullback would give it too, but adds to the parameters' gradient. It is kept through rejections.
 *
 * <p>The unknown is z = Y − base in double precision, and the stage's derivative is z/(h·γ), not
 * f(Y): where the field is steep, f of a state rounded to float32 is noise.
 */
final class ImplicitStages extends Stages {
  /** Unit roundoff of the float32 states that the field sees. */
  private static final double ROUNDOFF = 1.2e-7;

  /** Newton's error counts this share of the step's tolerance. */
  private static final double SHARE = 0.01;

  private static final int MOST_ITERATIONS = 12;

  private final double gamma;
  private final double rtol;
  private final double atol;
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

  private Matrix input;
  private Matrix output;

  ImplicitStages(Solver solver, int dimension, FieldEvaluator field, Kernels kernels) {
    super(solver.tableau(), dimension, field, kernels);
    gamma = tableau.gamma();
    // Fixed steps have no tolerance: as good as float32 allows.
    rtol = solver.adaptive() ? solver.rtol() : 1e-5;
    atol = solver.adaptive() ? solver.atol() : 1e-7;
    lu = new SmallLu(dimension);
    work = new double[dimension];
    input = new Matrix(0, dimension);
    output = input;
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
    input = new Matrix(rows, dimension);
    output = new Matrix(rows, dimension);
  }

  @Override
  void start(Slots slots, RowReports reports) {
    super.start(slots, reports);
    Arrays.fill(haveJacobian, 0, slots.active, false);
  }

  @Override
  void attempt(Slots slots, RowReports reports) {
    differentiate(slots, reports);
    for (int i = 0; i < slots.active; i++) {
      step[i] = slots.attempt[i] * gamma;
      boolean solvable = lu.factor(i, step[i], jacobians, i * dimension * dimension);
      failure[i] = solvable ? 0 : Double.MAX_VALUE;
    }
    for (int s = 1; s < k.length; s++) {
      combine(slots, tableau.a()[s], s, slots.y.data(), state.data());
      solveStage(slots, reports, s);
    }
  }

  /** Jacobians of the rows that have moved on, with Hairer's increments for float32. */
  private void differentiate(Slots slots, RowReports reports) {
    int count = 0;
    for (int i = 0; i < slots.active; i++) {
      if (!haveJacobian[i]) {
        busy[count] = i;
        time[count] = slots.t[i];
        input.copyRow(count, slots.y, i);
        haveJacobian[i] = true;
        reports.evaluations[slots.row[i]] += dimension + 1;
        count++;
      }
    }
    if (count == 0) {
      return;
    }
    field.evaluate(count, time, input, output);
    for (int j = 0; j < dimension; j++) {
      for (int b = 0; b < count; b++) {
        float y = input.get(b, j);
        double increment = Math.sqrt(ROUNDOFF * Math.max(1e-5, Math.abs(y)));
        input.set(b, j, y + (float) increment);
      }
      field.evaluate(count, time, input, state);
      for (int b = 0; b < count; b++) {
        float y = slots.y.get(busy[b], j);
        double increment = (double) input.get(b, j) - y;
        for (int r = 0; r < dimension; r++) {
          jacobians[(busy[b] * dimension + r) * dimension + j] =
              ((double) state.get(b, r) - output.get(b, r)) / increment;
        }
        input.set(b, j, y);
      }
    }
  }

  /** Newton's iteration of one stage, over the rows that have not converged. */
  private void solveStage(Slots slots, RowReports reports, int s) {
    int count = 0;
    for (int i = 0; i < slots.active; i++) {
      if (failure[i] == 0) {
        busy[count++] = i;
        for (int j = 0; j < dimension; j++) {
          z[i * dimension + j] = step[i] * k[s - 1].get(i, j);
        }
      }
    }
    for (int iteration = 1; count > 0; iteration++) {
      for (int b = 0; b < count; b++) {
        int i = busy[b];
        time[b] = slots.t[i] + tableau.c()[s] * slots.attempt[i];
        for (int j = 0; j < dimension; j++) {
          input.set(b, j, (float) (state.get(i, j) + z[i * dimension + j]));
        }
        reports.evaluations[slots.row[i]]++;
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
        k[s].set(i, j, (float) (zj / step[i]));
        state.set(i, j, (float) (state.get(i, j) + zj));
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
      work[j] = step[slot] * output.get(place, j) - z[at + j];
    }
    lu.solve(slot, work);
    double sum = 0;
    for (int j = 0; j < dimension; j++) {
      z[at + j] += work[j];
      double size = Math.abs(state.get(slot, j) + z[at + j]);
      double e = work[j] / (SHARE * (atol + rtol * size) + 2 * ROUNDOFF * size);
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

  /**
   * The difference to the embedded method, damped where the field is stiff (II, IV.8, eq. 8.20).
   */
  @Override
  void estimateError(Slots slots) {
    super.estimateError(slots);
    int stride = slots.y.stride();
    for (int i = 0; i < slots.active; i++) {
      if (failure[i] == 0) {
        for (int j = 0; j < dimension; j++) {
          work[j] = error[i * stride + j];
        }
        lu.solve(i, work);
        for (int j = 0; j < dimension; j++) {
          error[i * stride + j] = (float) work[j];
        }
      }
    }
  }

  @Override
  void advance(Slots slots, int slot) {
    super.advance(slots, slot);
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
