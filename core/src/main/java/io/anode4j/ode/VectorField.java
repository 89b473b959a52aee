package io.anode4j.ode;

/**
 * The right-hand side of {@code dy/dt = f(t, y)} for a batch of independent rows. A field is an
 * immutable description; a thread that wants to compute asks it for an evaluator of its own.
 */
public interface VectorField {
  /** Number of state components of a row. */
  int dimension();

  /** A workspace for one thread, on float32 states. */
  FieldEvaluator evaluator();

  /**
   * A workspace for one thread, on float64 states. A field in float32, as all networks are, is
   * evaluated at the rounded states: its derivatives have seven digits, their sums sixteen. {@link
   * DoubleField}s compute in double throughout.
   */
  default DoubleFieldEvaluator doubleEvaluator() {
    return new WidenedEvaluator(evaluator(), dimension());
  }

  /** The right-hand side of one row, written for people. */
  @FunctionalInterface
  interface RowFunction {
    /**
     * Evaluates one row.
     *
     * @param t time
     * @param y state, {@code [dimension]}, not to be changed
     * @param dydt receives the derivative, {@code [dimension]}
     */
    void evaluate(double t, double[] y, double[] dydt);
  }

  /** The vector-Jacobian product of one row: {@code yCotangent = cotangentᵀ · ∂f/∂y}. */
  @FunctionalInterface
  interface RowPullback {
    /**
     * Pulls a cotangent back.
     *
     * @param t time
     * @param y state
     * @param cotangent cotangent of the derivative
     * @param yCotangent receives the cotangent of the state
     */
    void pullback(double t, double[] y, double[] cotangent, double[] yCotangent);
  }

  /**
   * A field without parameters from a function of one row.
   *
   * @param dimension number of state components, at least 1
   * @param function right-hand side
   * @return the field; gradients through it are refused
   */
  static DoubleField of(int dimension, RowFunction function) {
    return of(
        dimension,
        function,
        (t, y, cotangent, yCotangent) -> {
          throw new IllegalStateException(
              "This vector field was made without its vector-Jacobian product, so no gradient can"
                  + " pass it; give one to VectorField.of(dimension, function, pullback), or ask for"
                  + " VectorField.withFiniteDifferences(dimension, function)");
        });
  }

  /**
   * A field without parameters from a function of one row and its vector-Jacobian product.
   *
   * @param dimension number of state components, at least 1
   * @param function right-hand side
   * @param pullback its exact vector-Jacobian product
   * @return the field
   */
  static DoubleField of(int dimension, RowFunction function, RowPullback pullback) {
    return new FunctionField(dimension, function, pullback);
  }

  /**
   * A field without parameters from a function of one row, differentiated by central differences in
   * double precision: two evaluations a component, an error of about 10⁻¹⁰. Fine for a few
   * components; for many, write the pullback.
   *
   * @param dimension number of state components, at least 1
   * @param function right-hand side, smooth where gradients are wanted
   * @return the field
   */
  static DoubleField withFiniteDifferences(int dimension, RowFunction function) {
    return of(dimension, function, new DifferencePullback(dimension, function));
  }
}
