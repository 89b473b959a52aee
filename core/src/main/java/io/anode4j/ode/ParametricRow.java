package io.anode4j.ode;

/** The right-hand side of one row of a field with parameters, written for people. */
@FunctionalInterface
public interface ParametricRow {
  /**
   * Evaluates one row.
   *
   * @param t time
   * @param y state, {@code [dimension]}, not to be changed
   * @param theta parameters, not to be changed
   * @param dydt receives the derivative, {@code [dimension]}
   */
  void evaluate(double t, double[] y, double[] theta, double[] dydt);

  /** The vector-Jacobian products of one row, with respect to state and parameters. */
  @FunctionalInterface
  interface Pullback {
    /**
     * Pulls a cotangent back.
     *
     * @param t time
     * @param y state
     * @param theta parameters
     * @param cotangent cotangent of the derivative, {@code [dimension]}
     * @param yCotangent zeros, receives {@code cotangentᵀ · ∂f/∂y}
     * @param thetaCotangent zeros, receives {@code cotangentᵀ · ∂f/∂θ}
     */
    void pullback(
        double t,
        double[] y,
        double[] theta,
        double[] cotangent,
        double[] yCotangent,
        double[] thetaCotangent);
  }
}
