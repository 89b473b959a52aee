package io.anode4j.ode;

import io.anode4j.tensor.Matrix;
import java.util.Arrays;

/**
 * A method with its step-size rule: an immutable value, shared freely between threads.
 *
 * @param tableau the method
 * @param rtol relative tolerance of a step; NaN for fixed steps
 * @param atol absolute tolerance of a step; NaN for fixed steps
 * @param fixedStep size of fixed steps; NaN for adaptive ones
 * @param maxSteps attempted steps a row before it ends as {@link RowStatus#TOO_MANY_STEPS}
 */
public record Solver(
    ButcherTableau tableau, double rtol, double atol, double fixedStep, int maxSteps) {

  /** Enough for any field worth solving explicitly, small enough to end a hopeless row. */
  public static final int DEFAULT_MAX_STEPS = 4096;

  /** Checks the combination. */
  public Solver {
    boolean adaptive = Double.isNaN(fixedStep);
    if (adaptive && !(tableau.embedded() && rtol >= 0 && atol > 0)) {
      throw new IllegalArgumentException(
          tableau.name()
              + " with rtol="
              + rtol
              + ", atol="
              + atol
              + ": adaptive steps need an embedded method, rtol ≥ 0 and atol > 0");
    }
    if (!adaptive && !(fixedStep > 0 && Double.isFinite(fixedStep))) {
      throw new IllegalArgumentException("A fixed step of " + fixedStep + "; expected above 0");
    }
    if (maxSteps < 1) {
      throw new IllegalArgumentException("maxSteps is " + maxSteps + "; expected at least 1");
    }
  }

  /** Dormand–Prince 5(4) with adaptive steps. */
  public static Solver dopri5(double rtol, double atol) {
    return new Solver(ButcherTableau.dopri5(), rtol, atol, Double.NaN, DEFAULT_MAX_STEPS);
  }

  /** Tsitouras 5(4) with adaptive steps. */
  public static Solver tsit5(double rtol, double atol) {
    return new Solver(ButcherTableau.tsit5(), rtol, atol, Double.NaN, DEFAULT_MAX_STEPS);
  }

  /** Classical Runge–Kutta of order 4 with fixed steps; the last step ends on the last time. */
  public static Solver rk4(double step) {
    return new Solver(ButcherTableau.rk4(), Double.NaN, Double.NaN, step, Integer.MAX_VALUE);
  }

  /** Explicit Euler with fixed steps; the last step ends on the last time. */
  public static Solver euler(double step) {
    return new Solver(ButcherTableau.euler(), Double.NaN, Double.NaN, step, Integer.MAX_VALUE);
  }

  /** The same solver with another step limit. */
  public Solver withMaxSteps(int limit) {
    return new Solver(tableau, rtol, atol, fixedStep, limit);
  }

  /** True for adaptive steps. */
  public boolean adaptive() {
    return Double.isNaN(fixedStep);
  }

  /**
   * Solves one batch over the same times.
   *
   * @param field right-hand side
   * @param y0 initial states {@code [rows × dimension]} at {@code times[0]}
   * @param times at least one time, increasing or decreasing; the first is the start
   * @return states at all times, the start included
   */
  public Solution solve(VectorField field, Matrix y0, double... times) {
    double[] t0 = new double[y0.rows()];
    Arrays.fill(t0, times[0]);
    return solve(field, t0, y0, OutputTimes.same(y0.rows(), times));
  }

  /**
   * Solves one batch, each row over its own times.
   *
   * @param field right-hand side
   * @param t0 start time of each row
   * @param y0 initial states {@code [rows × dimension]}
   * @param times output times of each row
   * @return states at all output times with a status and statistics for each row
   */
  public Solution solve(VectorField field, double[] t0, Matrix y0, OutputTimes times) {
    Integrator integrator = new Integrator(this, field.dimension(), field.evaluator());
    Matrix out = new Matrix(times.total(), field.dimension());
    integrator.solve(t0, y0, times, out);
    return integrator.solution(times, out);
  }
}
