package io.anode4j.ode;

/**
 * The vector-Jacobian product of a function by central differences in double precision: two
 * evaluations a component. With the step below, truncation h²·f‴/6 and rounding 10⁻¹⁶·f/h are both
 * about 10⁻¹⁰ for functions of ordinary size, far below the float32 of the states. Belongs to one
 * thread.
 */
final class DifferencePullback implements VectorField.RowPullback {
  private static final double STEP = 1e-5;

  private final VectorField.RowFunction function;
  private final double[] state;
  private final double[] up;
  private final double[] down;

  DifferencePullback(int dimension, VectorField.RowFunction function) {
    this.function = function;
    state = new double[dimension];
    up = new double[dimension];
    down = new double[dimension];
  }

  /** The same, for another thread. */
  DifferencePullback copy() {
    return new DifferencePullback(state.length, function);
  }

  @Override
  public void pullback(double t, double[] y, double[] cotangent, double[] yCotangent) {
    System.arraycopy(y, 0, state, 0, state.length);
    for (int i = 0; i < state.length; i++) {
      double h = STEP * Math.max(1, Math.abs(y[i]));
      state[i] = y[i] + h;
      function.evaluate(t, state, up);
      state[i] = y[i] - h;
      function.evaluate(t, state, down);
      state[i] = y[i];
      double sum = 0;
      for (int j = 0; j < state.length; j++) {
        sum += cotangent[j] * (up[j] - down[j]);
      }
      yCotangent[i] = sum / (2 * h);
    }
  }
}
