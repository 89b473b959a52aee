package io.anode4j.ode;

import io.anode4j.tensor.Matrix;

/** A field given as a function of one row, evaluated row by row in double precision. */
record FunctionField(int dimension, RowFunction function, RowPullback rowPullback)
    implements VectorField {
  FunctionField {
    if (dimension < 1) {
      throw new IllegalArgumentException(
          "A vector field has dimension " + dimension + "; expected at least 1");
    }
  }

  @Override
  public FieldEvaluator evaluator() {
    return new Evaluator();
  }

  private final class Evaluator implements FieldEvaluator {
    private final double[] y = new double[dimension];
    private final double[] out = new double[dimension];
    private final double[] ct = new double[dimension];
    private final RowPullback ownPullback =
        rowPullback instanceof DifferencePullback d ? d.copy() : rowPullback;

    @Override
    public void evaluate(int rows, double[] t, Matrix states, Matrix dydt) {
      for (int r = 0; r < rows; r++) {
        read(states, r, y);
        function.evaluate(t[r], y, out);
        write(dydt, r);
      }
    }

    @Override
    public void record(int rows, int tape, double[] t, Matrix states, Matrix dydt) {
      evaluate(rows, t, states, dydt);
    }

    @Override
    public void pullback(
        int rows, int tape, double[] t, Matrix states, Matrix cotangent, Matrix yCotangent) {
      for (int r = 0; r < rows; r++) {
        read(states, r, y);
        read(cotangent, r, ct);
        ownPullback.pullback(t[r], y, ct, out);
        write(yCotangent, r);
      }
    }

    private void read(Matrix from, int row, double[] to) {
      int at = row * from.stride();
      for (int j = 0; j < dimension; j++) {
        to[j] = from.data()[at + j];
      }
    }

    private void write(Matrix to, int row) {
      int at = row * to.stride();
      for (int j = 0; j < dimension; j++) {
        to.data()[at + j] = (float) out[j];
      }
    }
  }
}
