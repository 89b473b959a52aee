package io.anode4j.ode;

/**
 * What an event does to the state of a row that goes on: y⁺ = c(t, y⁻). What a gradient is wanted
 * for, such as a coefficient of restitution, is a component of the state that stands still; so is
 * what is to be kept of an event, such as its time.
 */
@FunctionalInterface
public interface StateChange {
  /**
   * Changes a state.
   *
   * @param t time of the event
   * @param y state before, {@code [dimension]}, not to be changed
   * @param after receives the state after; a copy of the state before on entry, so that only what
   *     changes need be written
   */
  void apply(double t, double[] y, double[] after);

  /**
   * The vector-Jacobian product of the change; central differences unless overridden.
   *
   * @param t time of the event
   * @param y state before, {@code [dimension]}
   * @param cotangent of the state after
   * @param yCotangent receives that of the state before, {@code cotangentᵀ · ∂c/∂y}
   * @return that of the time, {@code cotangent · ∂c/∂t}
   */
  default double pullback(double t, double[] y, double[] cotangent, double[] yCotangent) {
    double[] at = y.clone();
    for (int j = 0; j < y.length; j++) {
      double step = Event.Function.STEP * Math.max(1, Math.abs(y[j]));
      at[j] = y[j] + step;
      double up = along(t, at, cotangent);
      at[j] = y[j] - step;
      yCotangent[j] = (up - along(t, at, cotangent)) / (2 * step);
      at[j] = y[j];
    }
    double step = Event.Function.STEP * Math.max(1, Math.abs(t));
    return (along(t + step, at, cotangent) - along(t - step, at, cotangent)) / (2 * step);
  }

  private double along(double t, double[] y, double[] cotangent) {
    double[] after = y.clone();
    apply(t, y, after);
    double sum = 0;
    for (int j = 0; j < y.length; j++) {
      sum += cotangent[j] * after[j];
    }
    return sum;
  }
}
