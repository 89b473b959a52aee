package io.anode4j.gradient;

import io.anode4j.ode.ButcherTableau;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowStatus;
import io.anode4j.ode.Solution;
import io.anode4j.ode.Solver;
import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.kernel.KernelProvider;
import io.anode4j.tensor.kernel.Kernels;
import java.util.Arrays;

/** {@link GradientStrategy.Reversible}: undoes the steps and pulls cotangents through each. */
final class ReversiblePass implements GradientPass<Matrix> {
  private final Kernels kernels = KernelProvider.active();
  private final Solver solver;
  private final int coupling;
  private final ButcherTableau tableau;
  private final CountingEvaluator<Matrix> field;
  private final int dimension;
  private ReversibleRun run;

  // By slot.
  private int active;
  private int[] row = {};
  private int[] output = {};
  private double[] t = {};

  /** By row. */
  private RowStatus[] status = {};

  private double[] end = {};
  private double[] forth = {};
  private double[] back = {};
  private Matrix y;
  private Matrix z;
  private Matrix increment;
  private Matrix yCotangent;
  private Matrix zCotangent;
  private Matrix pulled;
  private Matrix sum;
  private float[][] moments = {};
  private long undone;

  ReversiblePass(Solver solver, int coupling, int dimension, CountingEvaluator<Matrix> field) {
    this.coupling = coupling;
    this.solver = solver;
    this.tableau = solver.tableau();
    this.field = field;
    this.dimension = dimension;
    run = new ReversibleRun(new double[0], OutputTimes.of(), dimension, coupling);
    y = new Matrix(0, dimension);
    z = y;
    increment = y;
    yCotangent = y;
    zCotangent = y;
    pulled = y;
    sum = y;
  }

  @Override
  public Solution solve(double[] t0, Matrix y0, OutputTimes times) {
    run = new ReversibleRun(t0, times, dimension, coupling);
    return new ReversibleIntegrator(solver, times.rows(), dimension, field).solve(run, y0);
  }

  /** The states of the run, at the end after a solve and back at the start after a pullback. */
  ReversibleRun run() {
    return run;
  }

  private void reserve(int rows) {
    row = new int[rows];
    output = new int[rows];
    t = new double[rows];
    status = new RowStatus[rows];
    Arrays.fill(status, RowStatus.SUCCESS);
    end = new double[rows];
    forth = new double[rows];
    back = new double[rows];
    y = new Matrix(rows, dimension);
    z = new Matrix(rows, dimension);
    increment = new Matrix(rows, dimension);
    yCotangent = new Matrix(rows, dimension);
    zCotangent = new Matrix(rows, dimension);
    pulled = new Matrix(rows, dimension);
    sum = new Matrix(rows, dimension);
    moments = new float[tableau.degree()][y.data().length];
  }

  @Override
  public void pullback(Matrix cotangents, Matrix initialCotangents, float[] parameters) {
    int rows = run.times.rows();
    reserve(rows);
    long bytes = run.bytes();
    undone = 0;
    active = 0;
    for (int r = 0; r < rows; r++) {
      int slot = active++;
      row[slot] = r;
      output[slot] = reachedOutputs(r);
      finishAtStart(slot, cotangents, initialCotangents);
    }
    TapedStep step = new TapedStep(tableau, rows, dimension, field);
    while (active > 0) {
      round(step, cotangents, initialCotangents);
    }
    bytesHeld = bytes;
    field.drainGradient(parameters);
    if (Arrays.stream(status).anyMatch(s -> s != RowStatus.SUCCESS)) {
      Arrays.fill(parameters, Float.NaN);
    }
  }

  private long bytesHeld;

  /** One past the last output that lies within a row's steps. */
  private int reachedOutputs(int r) {
    int o = run.times.offsets()[r + 1];
    double reached = run.start(r, run.steps[r]);
    boolean later = o > run.times.offsets()[r] && run.times.times()[o - 1] > run.t0[r];
    while (o > run.times.offsets()[r]
        && (later ? run.times.times()[o - 1] > reached : run.times.times()[o - 1] < reached)) {
      o--;
    }
    return o;
  }

  private void round(TapedStep step, Matrix cotangents, Matrix initialCotangents) {
    undone += active;
    for (int i = 0; i < active; i++) {
      int last = run.steps[row[i]] - 1;
      t[i] = run.start(row[i], last);
      end[i] = run.start(row[i], last + 1);
      forth[i] = run.size(row[i], last);
      back[i] = -forth[i];
      run.states.copyY(row[i], y, i);
      collect(i, cotangents);
    }
    secondHalf(step);
    firstHalf(step);
    for (int i = active - 1; i >= 0; i--) {
      finishAtStart(i, cotangents, initialCotangents);
    }
  }

  @Override
  public RowStatus backward(int rowIndex) {
    return status[rowIndex];
  }

  /** Cotangents of the outputs in a slot's step: at its end to y, the others to moments. */
  private void collect(int slot, Matrix cotangents) {
    int stride = y.stride();
    int at = slot * stride;
    for (float[] m : moments) {
      Arrays.fill(m, at, at + stride, 0f);
    }
    Arrays.fill(sum.data(), at, at + stride, 0f);
    double[] times = run.times.times();
    int first = run.times.offsets()[row[slot]];
    for (int o = output[slot] - 1; o >= first && after(times[o], slot); o--) {
      output[slot] = o;
      float[] ct = cotangents.data();
      if (times[o] == end[slot]) {
        add(ct, o * stride, yCotangent, slot);
      } else {
        double theta = (times[o] - t[slot]) / forth[slot];
        kernels.addPowers(stride, theta, ct, o * stride, moments, moments.length, at);
        add(ct, o * stride, sum, slot);
      }
    }
  }

  private void add(float[] from, int offset, Matrix to, int slot) {
    for (int j = 0; j < dimension; j++) {
      to.data()[slot * to.stride() + j] += from[offset + j];
    }
  }

  private boolean after(double time, int slot) {
    return forth[slot] > 0 ? time > t[slot] : time < t[slot];
  }

  /** z ← z + Ψ(−h, t + h, y) and its transpose. */
  private void secondHalf(TapedStep step) {
    step.compute(active, end, back, y, false, true);
    step.increment(active, back, increment);
    for (int i = 0; i < active; i++) {
      run.states.undoZ(row[i], increment, i);
      run.states.copyZ(row[i], z, i);
      for (int j = i * y.stride(); j < i * y.stride() + dimension; j++) {
        increment.data()[j] = -zCotangent.data()[j];
      }
    }
    step.pullback(active, back, increment, moments, pulled);
    for (int i = 0; i < active; i++) {
      add(pulled.data(), i * y.stride(), yCotangent, i);
    }
  }

  /** y ← z + (y − Ψ(h, t, z) − z)/λ, outputs inside the step, and the transpose of both. */
  private void firstHalf(TapedStep step) {
    step.compute(active, t, forth, z, true, true);
    step.increment(active, forth, increment);
    for (int i = 0; i < active; i++) {
      int r = row[i];
      run.states.undoY(r, --run.steps[r], increment, i);
    }
    step.pullback(active, forth, yCotangent, moments, pulled);
    for (int i = 0; i < active; i++) {
      for (int j = i * y.stride(); j < i * y.stride() + dimension; j++) {
        double lost = run.states.loss() * ((double) yCotangent.data()[j] + moments[0][j]);
        zCotangent.data()[j] += (float) (lost + pulled.data()[j]);
        yCotangent.data()[j] += (float) (sum.data()[j] - lost);
      }
    }
  }

  /** Rows without steps left hand over; both states began as the same, outputs there are copies. */
  private void finishAtStart(int slot, Matrix cotangents, Matrix initialCotangents) {
    int r = row[slot];
    if (run.steps[r] > 0) {
      return;
    }
    add(zCotangent.data(), slot * y.stride(), yCotangent, slot);
    for (int o = run.times.offsets()[r];
        o < run.times.offsets()[r + 1] && run.times.times()[o] == run.t0[r];
        o++) {
      add(cotangents.data(), o * cotangents.stride(), yCotangent, slot);
    }
    initialCotangents.copyRow(r, yCotangent, slot);
    if (!run.stable(r)) {
      status[r] = RowStatus.UNSTABLE;
      int at = r * initialCotangents.stride();
      Arrays.fill(initialCotangents.data(), at, at + dimension, Float.NaN);
    }
    leave(slot);
  }

  private void leave(int slot) {
    int from = --active;
    row[slot] = row[from];
    output[slot] = output[from];
    yCotangent.copyRow(slot, yCotangent, from);
    zCotangent.copyRow(slot, zCotangent, from);
    // The slot left behind may be given to another row before the first round.
    Arrays.fill(yCotangent.data(), from * y.stride(), (from + 1) * y.stride(), 0f);
    Arrays.fill(zCotangent.data(), from * y.stride(), (from + 1) * y.stride(), 0f);
  }

  @Override
  public long backwardSteps() {
    return undone;
  }

  @Override
  public long bytesHeld() {
    return bytesHeld;
  }
}
