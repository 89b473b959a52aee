package io.anode4j.ode;

import io.anode4j.tensor.DoubleMatrix;

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
    return new Evaluator();
  }

  private final class Evaluator implements DoubleFieldEvaluator {
    private final double[] y = new double[dimension];
    private final double[] out = new double[dimension];
    private final double[] ct = new double[dimension];
    private final RowPullback ownPullback =
        rowPullback instanceof DifferencePullback d ? d.copy() : rowPullback;

    @Override
    public void evaluate(int rows, double[] t, DoubleMatrix states, DoubleMatrix dydt) {
      for (int r = 0; r < rows; r++) {
        states.copyTo(r, y);
        function.evaluate(t[r], y, out);
        dydt.copyFrom(r, out);
      }
    }

    @Override
    public void record(int rows, int tape, double[] t, DoubleMatrix states, DoubleMatrix dydt) {
      evaluate(rows, t, states, dydt);
    }

    @Override
    public void pullback(
        int rows,
        int tape,
        double[] t,
        DoubleMatrix states,
        DoubleMatrix cotangent,
        DoubleMatrix yCotangent) {
      for (int r = 0; r < rows; r++) {
        states.copyTo(r, y);
        cotangent.copyTo(r, ct);
        ownPullback.pullback(t[r], y, ct, out);
        yCotangent.copyFrom(r, out);
      }
    }
  }
}
