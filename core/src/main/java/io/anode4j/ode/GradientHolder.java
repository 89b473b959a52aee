package io.anode4j.ode;

/**
 * An evaluator that gathers the gradient of its field's parameters while it pulls cotangents back.
 */
public interface GradientHolder {
  /**
   * Adds the gradient kept here to a flat gradient vector and forgets it.
   *
   * @param gradient one entry for each value of {@link ParametricField#parameterValues}, in the
   *     same order
   */
  void drainGradient(float[] gradient);
}
