package io.anode4j.ode;

/** A function of time and state whose values are kept in place of the state. */
@FunctionalInterface
public interface StateFunction {
  /**
   * Computes the values.
   *
   * @param t time
   * @param y state, {@code [dimension]}, not to be changed
   * @param values receives them, {@code [width]}; zeros on entry
   */
  void evaluate(double t, double[] y, double[] values);
}
