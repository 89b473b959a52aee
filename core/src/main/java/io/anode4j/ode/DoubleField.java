package io.anode4j.ode;

/**
 * A field given in double precision. {@link Solver} solves it in float64 from end to end, whatever
 * the precision of its initial states; where networks meet it (blocks, flows, {@link Integrator}s
 * over float32 evaluators) it takes float32 states and rounds its derivatives.
 *
 * <p>Fields without parameters are simplest made by {@link VectorField#of}. Own classes implement
 * {@link #dimension} and {@link #doubleEvaluator}.
 */
public interface DoubleField extends VectorField {
  @Override
  DoubleFieldEvaluator doubleEvaluator();

  @Override
  default FieldEvaluator evaluator() {
    return new NarrowedEvaluator(doubleEvaluator(), dimension());
  }
}
