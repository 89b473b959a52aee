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
}
