package io.anode4j.ode;

import io.anode4j.tensor.DoubleMatrix;
import io.anode4j.tensor.Matrix;
import java.util.List;

/**
 * A solve as functions of time: the state and its derivative anywhere in each row's span, from the
 * dense output of its steps, and the accepted steps themselves. Immutable.
 *
 * <p>A row that ended early, by its event or by a failure, has the span up to the time it reached.
 */
public final class DenseSolution {
  private final BatchSolution<?> solution;
  private final int dimension;
  private final int degree;

  /** By row: start time of each step, and the time reached as one more. */
  private final double[][] times;

  /** By row: full size of each step, which an event may have cut short. */
  private final double[][] sizes;

  /** By row: state at each step's start and the dense coefficients, and the state reached. */
  private final double[][] values;

  DenseSolution(StepTable<?> steps, BatchSolution<?> solution) {
    this.solution = solution;
    this.dimension = solution.ends().columns();
    this.degree = steps.degree();
    int rows = steps.rows();
    times = new double[rows][];
    sizes = new double[rows][];
    values = new double[rows][];
    for (int r = 0; r < rows; r++) {
      copy(steps, r);
    }
  }

  /** Solves and keeps all steps; a {@link DoubleField} in float64. */
  static DenseSolution of(Solver solver, VectorField field, double[] t0, Matrix y0, double[] t1) {
    if (field instanceof DoubleField) {
      return of(solver, field, t0, DoubleMatrix.widened(y0), t1);
    }
    OutputTimes times = OutputTimes.ends(t1);
    Integrator<Matrix> integrator = new Integrator<>(solver, field.dimension(), field.evaluator());
    integrator.recordDense(true);
    Matrix out = integrator.solve(t0, y0, times);
    return new DenseSolution(integrator.steps(), Solution.of(integrator, times, out));
  }

  /** Solves in float64 and keeps all steps. */
  static DenseSolution of(
      Solver solver, VectorField field, double[] t0, DoubleMatrix y0, double[] t1) {
    OutputTimes times = OutputTimes.ends(t1);
    Integrator<DoubleMatrix> integrator =
        new Integrator<>(solver, field.dimension(), field.doubleEvaluator());
    integrator.recordDense(true);
    DoubleMatrix out = integrator.solve(t0, y0, times);
    return new DenseSolution(integrator.steps(), DoubleSolution.of(integrator, times, out));
  }

  private void copy(StepTable<?> steps, int row) {
    int count = 0;
    for (int s = steps.last(row); s >= 0; s = steps.previous(s)) {
      count++;
    }
    int width = (1 + degree) * dimension;
    double[] t = new double[count + 1];
    double[] h = new double[count];
    double[] v = new double[count * width + dimension];
    t[count] = solution.rows().get(row).time();
    for (int j = 0; j < dimension; j++) {
      v[count * width + j] = solution.ends().value(row, j);
    }
    int at = count;
    for (int s = steps.last(row); s >= 0; s = steps.previous(s)) {
      at--;
      t[at] = steps.time(s);
      h[at] = steps.step(s);
      for (int j = 0; j < dimension; j++) {
        v[at * width + j] = steps.state(s, j);
        for (int p = 1; p <= degree; p++) {
          v[at * width + p * dimension + j] = steps.coefficient(s, p, j);
        }
      }
    }
    times[row] = t;
    sizes[row] = h;
    values[row] = v;
  }

  /**
   * Status and statistics of each row, with the states at the end times as its only outputs; those
   * of a float64 solve are rounded, and stand unrounded in {@link #states}.
   */
  public Solution solution() {
    return solution instanceof DoubleSolution wide ? wide.narrowed() : (Solution) solution;
  }

  /** Status and statistics of each row. */
  public List<Solution.Row> rows() {
    return solution.rows();
  }

  /** Start times of a row's accepted steps, and the time it reached as one more. */
  public double[] times(int row) {
    return times[row].clone();
  }

  /** States of a row at {@link #times(int)}, {@code [steps + 1 × dimension]}. */
  public double[][] states(int row) {
    double[][] states = new double[times[row].length][dimension];
    int width = (1 + degree) * dimension;
    for (int i = 0; i < states.length; i++) {
      for (int j = 0; j < dimension; j++) {
        states[i][j] = values[row][i * width + j];
      }
    }
    return states;
  }

  /**
   * The state of a row.
   *
   * @param row row
   * @param t time within the row's span
   * @return state, {@code [dimension]}
   * @throws IllegalArgumentException when the time lies outside
   */
  public double[] evaluate(int row, double t) {
    double[] state = new double[dimension];
    int step = find(row, t);
    int width = (1 + degree) * dimension;
    boolean knot = t == times[row][step];
    double theta = knot ? 0 : (t - times[row][step]) / sizes[row][step];
    for (int j = 0; j < dimension; j++) {
      double sum = 0;
      for (int p = knot ? 0 : degree; p > 0; p--) {
        sum = theta * (values[row][step * width + p * dimension + j] + sum);
      }
      state[j] = values[row][step * width + j] + sum;
    }
    return state;
  }

  /**
   * The time derivative of a row's dense output. At the end of a step it is that of the step that
   * begins there.
   *
   * @param row row, with at least one step
   * @param t time within the row's span
   * @return derivative, {@code [dimension]}
   * @throws IllegalArgumentException when the time lies outside, or the row made no step
   */
  public double[] derivative(int row, double t) {
    int last = sizes[row].length - 1;
    if (last < 0) {
      throw new IllegalArgumentException(
          "Row " + row + " made no step, so it has no derivative; expected an end after its start");
    }
    double[] derivative = new double[dimension];
    int step = Math.min(find(row, t), last);
    int width = (1 + degree) * dimension;
    double theta = (t - times[row][step]) / sizes[row][step];
    for (int j = 0; j < dimension; j++) {
      double sum = 0;
      for (int p = degree; p > 0; p--) {
        sum = theta * sum + p * values[row][step * width + p * dimension + j];
      }
      derivative[j] = sum / sizes[row][step];
    }
    return derivative;
  }

  /** The step that begins at or before a time, in the order of integration. */
  private int find(int row, double t) {
    double[] all = times[row];
    int high = all.length - 1;
    double sign = all[high] >= all[0] ? 1 : -1;
    if (!(sign * (t - all[0]) >= 0 && sign * (all[high] - t) >= 0)) {
      throw new IllegalArgumentException(
          String.format(
              "Row %d was asked for its state at t = %s; expected a time between %s and %s, where"
                  + " it ended with %s",
              row, t, all[0], all[high], rows().get(row).status()));
    }
    if (t == all[high]) {
      return high;
    }
    int low = 0;
    while (high - low > 1) {
      int middle = (low + high) >>> 1;
      if (sign * (all[middle] - t) <= 0) {
        low = middle;
      } else {
        high = middle;
      }
    }
    return low;
  }
}
