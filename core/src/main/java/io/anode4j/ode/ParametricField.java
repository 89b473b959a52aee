package io.anode4j.ode;

/**
 * A vector field {@code f(t, y; θ)} with parameters θ that gradients are wanted for. Like every
 * field it is an immutable description: other values of θ make another field.
 */
public interface ParametricField extends VectorField {
  /** The values of all parameters in one flat vector, in the order of the gradient; a copy. */
  float[] parameterValues();

  /**
   * The same field with other parameters.
   *
   * @param values as many as {@link #parameterValues} has; copied
   * @return a field of its own
   * @throws IllegalArgumentException when the number of values is another
   */
  ParametricField withParameterValues(float[] values);

  @Override
  ParametricEvaluator evaluator();

  /**
   * The sum of this field and another: what is known of a system, and a network that learns the
   * rest (Rackauckas et al., "Universal differential equations", 2020, section 2). Evaluated in
   * float32, as networks are.
   *
   * @param known a field of the same dimension; parameters of its own stay as they are
   * @return a field with the parameters of this one
   * @throws IllegalArgumentException when the dimensions differ
   */
  default ParametricField plus(VectorField known) {
    return new FieldSum(this, known);
  }

  /**
   * A field from a function of one row and its vector-Jacobian products, computed in double.
   *
   * @param dimension number of state components, at least 1
   * @param theta values of the parameters, at least one; copied
   * @param function right-hand side
   * @param pullback its exact vector-Jacobian products; {@code GradientCheck} tells whether they
   *     are
   * @return the field
   */
  static ParametricField of(
      int dimension, double[] theta, ParametricRow function, ParametricRow.Pullback pullback) {
    return new ParametricFunctionField(dimension, theta, function, () -> pullback);
  }

  /**
   * A field from a function of one row, differentiated by central differences in double precision:
   * two evaluations for each component and parameter, an error of about 10⁻¹⁰. Fine for a few; for
   * many, write the pullback.
   *
   * @param dimension number of state components, at least 1
   * @param theta values of the parameters, at least one; copied
   * @param function right-hand side, smooth where gradients are wanted
   * @return the field
   */
  static ParametricField withFiniteDifferences(
      int dimension, double[] theta, ParametricRow function) {
    return new ParametricFunctionField(
        dimension,
        theta,
        function,
        ParametricFunctionField.differences(dimension, theta.length, function));
  }
}
