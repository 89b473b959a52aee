package io.anode4j.ode;

/** A field given as a function of one row, in double precision. */
record FunctionField(int dimension, RowFunction function, RowPullback rowPullback)
    implements DoubleField {
  FunctionField {
    if (dimension < 1) {
      throw new IllegalArgumentException(
          "A vector field has dimension " + dimension + "; expected at least 1");
    }
  }

  @Override
  public DoubleFieldEvaluator doubleEvaluator() {
    RowPullback own = rowPullback instanceof DifferencePullback d ? d.copy() : rowPullback;
    return new RowEvaluator(dimension, function, own);
  }
}
