package io.anode4j.gradient;

import io.anode4j.ode.RowsEvaluator;
import io.anode4j.ode.Solver;
import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.kernel.KernelProvider;
import io.anode4j.tensor.kernel.Kernels;

/**
 * An attempted step of the reversible coupling for rows in slots: both increments, their errors,
 * and the states inside it.
 */
final class ReversibleStep {
  private final Kernels kernels = KernelProvider.active();
  private final Solver solver;
  private final StepRule rule;
  private final TapedStep step;
  private final int dimension;

  /** Start states of the pair, and what they are tried to become. */
  final Matrix y;

  final Matrix z;
  final Matrix next;
  private final Matrix nextZ;

  /** Increments of y and of z. */
  final Matrix first;

  final Matrix second;
  private final Matrix error;

  /** Error over tolerance, NaN where the step is impossible. */
  final double[] ratio;

  final double[] contraction;

  /** Whether the attempted step led beyond what fixed-point numbers hold. */
  final boolean[] outgrown;

  /** Where in a step an output lies. */
  private final float[] theta = new float[1];

  private float[][] dense = {};

  ReversibleStep(
      Solver solver, StepRule rule, int rows, int dimension, RowsEvaluator<Matrix> field) {
    this.solver = solver;
    this.rule = rule;
    this.dimension = dimension;
    step = new TapedStep(solver.tableau(), rows, dimension, field);
    ratio = new double[rows];
    contraction = new double[rows];
    outgrown = new boolean[rows];
    y = new Matrix(rows, dimension);
    z = new Matrix(rows, dimension);
    next = new Matrix(rows, dimension);
    nextZ = new Matrix(rows, dimension);
    first = new Matrix(rows, dimension);
    second = new Matrix(rows, dimension);
    error = new Matrix(rows, dimension);
  }

  /** Ψ(h, t, z), and whether y bears it. */
  void firstHalf(ReversibleRun run, int active, int[] row, double[] t, double[] forth) {
    step.compute(active, t, forth, z, true, false);
    step.increment(active, forth, first);
    if (solver.adaptive()) {
      step.error(active, forth, error);
    }
    for (int i = 0; i < active; i++) {
      contraction[i] = step.contraction(i, forth[i]);
      boolean fits = run.states.tryY(row[i], first, next, i);
      outgrown[i] = !fits && finite(first, i);
      ratio[i] = fits ? errorRatio(i) : Double.NaN;
    }
  }

  /** Where the flow contracts, the way back grows: its error counts as well. */
  void secondHalf(ReversibleRun run, int active, int[] row, double[] end, double[] back) {
    step.compute(active, end, back, next, solver.adaptive(), false);
    step.increment(active, back, second);
    if (solver.adaptive()) {
      step.error(active, back, error);
    }
    for (int i = 0; i < active; i++) {
      boolean fits = run.states.tryZ(row[i], second, nextZ, i);
      outgrown[i] |= !fits && finite(second, i);
      double larger = Math.max(ratio[i], Math.max(errorRatio(i), apart(i)));
      ratio[i] = fits ? larger : Double.NaN;
    }
  }

  private boolean finite(Matrix values, int slot) {
    for (int j = 0; j < dimension; j++) {
      if (!Float.isFinite(values.get(slot, j))) {
        return false;
      }
    }
    return true;
  }

  /** How far y and z have come apart, as an error; 0 when they have come closer. */
  private double apart(int slot) {
    if (!solver.adaptive()) {
      return 0;
    }
    double before = difference(y, z, slot);
    double after = difference(next, nextZ, slot);
    return after < before ? 0 : after;
  }

  private double difference(Matrix one, Matrix other, int slot) {
    int at = slot * one.stride();
    for (int j = at; j < at + dimension; j++) {
      error.data()[j] = one.data()[j] - other.data()[j];
    }
    return errorRatio(slot);
  }

  private double errorRatio(int slot) {
    return solver.adaptive() ? Math.sqrt(rule.squares(z, next, error, slot) / dimension) : 0;
  }

  /** Finds the polynomials of steps whose first half is done. */
  void findDense(int active, double[] forth) {
    dense = step.dense(active, forth);
  }

  /** Moves a slot's polynomial, that of the plain method from z, to where y moves. */
  void couple(int slot, double loss) {
    int at = slot * y.stride();
    for (int j = at; j < at + dimension; j++) {
      dense[0][j] += (float) (loss * (z.data()[j] - y.data()[j]));
    }
  }

  /** Writes the state at a position in a slot's step into a row of a matrix. */
  void inside(int slot, double position, Matrix out, int to) {
    theta[0] = (float) position;
    int stride = y.stride();
    kernels.horner(
        1,
        stride,
        theta,
        y.data(),
        dense,
        solver.tableau().degree(),
        slot * stride,
        out.data(),
        to * out.stride());
  }
}
