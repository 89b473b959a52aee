package io.anode4j.ode;

import io.anode4j.tensor.Matrix;

/** One thread's workspace for a {@link VectorField} in float32: that of networks. */
public interface FieldEvaluator extends RowsEvaluator<Matrix> {
  @Override
  default Matrix zeros(int rows, int columns) {
    return new Matrix(rows, columns);
  }
}
