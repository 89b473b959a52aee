package io.anode4j.ode;

import java.util.Arrays;

/**
 * Forward sensitivities: a field whose state holds, behind y, the derivatives of y with respect to
 * each parameter, {@code dS_p/dt = (∂f/∂y)·S_p + ∂f/∂θ_p} (Hairer, Nørsett and Wanner, "Solving
 * Ordinary Differential Equations I", section I.14). One solve gives the derivatives of all states
 * at all times; it costs two evaluations a parameter, so it is for few of them, while gradients of
 * one loss by many go backwards ({@code DifferentiableSolver}).
 *
 * <p>The right-hand side is one derivative along the direction {@code (S_p, e_p)}, by a central
 * difference in double precision: about 10⁻¹⁰ of its size.
 */
public final class ForwardSensitivity {
  /** Cube root of the spacing of doubles near 1: where rounding and truncation balance. */
  private static final double STEP = 6e-6;

  private final int dimension;
  private final double[] theta;
  private final ParametricRow function;

  /**
   * Sensitivities of a function's solutions.
   *
   * @param dimension components of y, at least 1
   * @param theta values of the parameters, at least one; copied
   * @param function right-hand side, smooth in both
   */
  public ForwardSensitivity(int dimension, double[] theta, ParametricRow function) {
    if (dimension < 1 || theta.length < 1) {
      throw new IllegalArgumentException(
          "Sensitivities of "
              + dimension
              + " components to "
              + theta.length
              + " parameters; expected at least 1 and 1");
    }
    this.dimension = dimension;
    this.theta = theta.clone();
    this.function = function;
  }

  /**
   * The field of {@code [y; S_0; S_1; …]}.
   *
   * @return a field of dimension {@code dimension · (1 + parameters)}, solved in double
   */
  public DoubleField field() {
    return VectorField.of(dimension * (1 + theta.length), this::evaluate);
  }

  /**
   * Where a solve starts.
   *
   * @param y initial state, which no parameter moves
   * @return it with sensitivities of zero
   */
  public double[] start(double... y) {
    if (y.length != dimension) {
      throw new IllegalArgumentException(
          "A start of " + y.length + " components; expected " + dimension);
    }
    return Arrays.copyOf(y, dimension * (1 + theta.length));
  }

  /**
   * Where a derivative stands in a state.
   *
   * @param component of y
   * @param parameter by which it is differentiated
   * @return column of the state
   */
  public int column(int component, int parameter) {
    return dimension * (1 + parameter) + component;
  }

  private void evaluate(double t, double[] state, double[] out) {
    double[] y = Arrays.copyOf(state, dimension);
    double[] value = new double[dimension];
    function.evaluate(t, y, theta, value);
    System.arraycopy(value, 0, out, 0, dimension);
    for (int p = 0; p < theta.length; p++) {
      int at = dimension * (1 + p);
      double h = step(state, at, p);
      double[] ahead = along(t, state, at, p, h);
      double[] behind = along(t, state, at, p, -h);
      for (int j = 0; j < dimension; j++) {
        out[at + j] = (ahead[j] - behind[j]) / (2 * h);
      }
    }
  }

  /** So that the largest of what is moved moves by about {@link #STEP} of its size. */
  private double step(double[] state, int at, int p) {
    double h = STEP * Math.max(1, Math.abs(theta[p]));
    for (int j = 0; j < dimension; j++) {
      double most = STEP * Math.max(1, Math.abs(state[j]));
      h = Math.min(h, most / Math.max(1e-300, Math.abs(state[at + j])));
    }
    return h;
  }

  private double[] along(double t, double[] state, int at, int p, double h) {
    double[] y = new double[dimension];
    Arrays.setAll(y, j -> state[j] + h * state[at + j]);
    double[] moved = theta.clone();
    moved[p] += h;
    double[] value = new double[dimension];
    function.evaluate(t, y, moved, value);
    return value;
  }
}
