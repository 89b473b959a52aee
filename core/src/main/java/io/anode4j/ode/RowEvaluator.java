package io.anode4j.ode;

import io.anode4j.tensor.DoubleMatrix;

/** One thread's workspace for a field given as a function of one row: row by row, in double. */
class RowEvaluator implements DoubleFieldEvaluator {
  private final VectorField.RowFunction function;
  private final VectorField.RowPullback rowPullback;
  private final double[] y;
  private final double[] out;
  private final double[] ct;

  RowEvaluator(
      int dimension, VectorField.RowFunction function, VectorField.RowPullback rowPullback) {
    this.function = function;
    this.rowPullback = rowPullback;
    y = new double[dimension];
    out = new double[dimension];
    ct = new double[dimension];
  }

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
      rowPullback.pullback(t[r], y, ct, out);
      yCotangent.copyFrom(r, out);
    }
  }
}
