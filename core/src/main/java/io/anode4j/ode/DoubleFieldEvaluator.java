package io.anode4j.ode;

import io.anode4j.tensor.DoubleMatrix;

/** One thread's workspace for a {@link VectorField} in float64: that of formulas. */
public interface DoubleFieldEvaluator extends RowsEvaluator<DoubleMatrix> {
  @Override
  default DoubleMatrix zeros(int rows, int columns) {
    return new DoubleMatrix(rows, columns);
  }
}
