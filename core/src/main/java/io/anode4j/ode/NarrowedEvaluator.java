package io.anode4j.ode;

import io.anode4j.tensor.DoubleMatrix;
import io.anode4j.tensor.Matrix;

/** A float64 evaluator seen in float32: computes in double, rounds the result. */
final class NarrowedEvaluator implements ParametricEvaluator {
  private final DoubleFieldEvaluator field;
  private DoubleMatrix states;
  private DoubleMatrix results;
  private DoubleMatrix cotangents;

  NarrowedEvaluator(DoubleFieldEvaluator field, int dimension) {
    this.field = field;
    states = new DoubleMatrix(0, dimension);
    results = states;
    cotangents = states;
  }

  private void read(int rows, Matrix y) {
    if (rows > states.rows()) {
      states = new DoubleMatrix(rows, states.columns());
      results = new DoubleMatrix(rows, states.columns());
      cotangents = new DoubleMatrix(rows, states.columns());
    }
    states.widen(y, rows);
  }

  @Override
  public void evaluate(int rows, double[] t, Matrix y, Matrix dydt) {
    read(rows, y);
    field.evaluate(rows, t, states, results);
    results.narrow(dydt, rows);
  }

  @Override
  public void record(int rows, int tape, double[] t, Matrix y, Matrix dydt) {
    evaluate(rows, t, y, dydt);
  }

  /** The tapes' states are one buffer here, so an evaluation is recorded just before it is used. */
  @Override
  public void pullback(
      int rows, int tape, double[] t, Matrix y, Matrix cotangent, Matrix yCotangent) {
    read(rows, y);
    field.record(rows, tape, t, states, results);
    cotangents.widen(cotangent, rows);
    field.pullback(rows, tape, t, states, cotangents, results);
    results.narrow(yCotangent, rows);
  }

  @Override
  public void drainGradient(float[] gradient) {
    if (field instanceof GradientHolder holder) {
      holder.drainGradient(gradient);
    }
  }
}
