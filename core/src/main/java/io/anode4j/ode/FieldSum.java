package io.anode4j.ode;

/**
 * {@code f(t, y; θ) + g(t, y)}.
 *
 * @param learnt f, whose parameters are those of the sum
 * @param known g
 */
record FieldSum(ParametricField learnt, VectorField known) implements ParametricField {
  FieldSum {
    if (learnt.dimension() != known.dimension()) {
      throw new IllegalArgumentException(
          "A field of dimension "
              + learnt.dimension()
              + " plus one of dimension "
              + known.dimension()
              + "; expected equal numbers: let the known part be zero where nothing is known");
    }
  }

  @Override
  public int dimension() {
    return learnt.dimension();
  }

  @Override
  public float[] parameterValues() {
    return learnt.parameterValues();
  }

  @Override
  public FieldSum withParameterValues(float[] values) {
    return new FieldSum(learnt.withParameterValues(values), known);
  }

  @Override
  public ParametricEvaluator evaluator() {
    return new FieldSumEvaluator(learnt.evaluator(), known.evaluator());
  }
}
