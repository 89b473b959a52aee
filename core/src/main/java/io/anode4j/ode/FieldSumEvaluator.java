package io.anode4j.ode;

import io.anode4j.tensor.Matrix;

/** One thread's evaluator of a {@link FieldSum}. */
final class FieldSumEvaluator implements ParametricEvaluator {
  private final ParametricEvaluator learnt;
  private final FieldEvaluator known;
  private Matrix other = new Matrix(0, 1);

  FieldSumEvaluator(ParametricEvaluator learnt, FieldEvaluator known) {
    this.learnt = learnt;
    this.known = known;
  }

  private Matrix other(int rows, Matrix like) {
    if (other.rows() < rows) {
      other = new Matrix(rows, like.columns());
    }
    return other;
  }

  @Override
  public void evaluate(int rows, double[] t, Matrix y, Matrix dydt) {
    learnt.evaluate(rows, t, y, dydt);
    known.evaluate(rows, t, y, other(rows, y));
    add(rows, dydt);
  }

  @Override
  public void record(int rows, int tape, double[] t, Matrix y, Matrix dydt) {
    learnt.record(rows, tape, t, y, dydt);
    known.record(rows, tape, t, y, other(rows, y));
    add(rows, dydt);
  }

  @Override
  public void pullback(
      int rows, int tape, double[] t, Matrix y, Matrix cotangent, Matrix yCotangent) {
    learnt.pullback(rows, tape, t, y, cotangent, yCotangent);
    known.pullback(rows, tape, t, y, cotangent, other(rows, y));
    add(rows, yCotangent);
  }

  private void add(int rows, Matrix to) {
    for (int i = 0; i < rows * to.stride(); i++) {
      to.data()[i] += other.data()[i];
    }
  }

  @Override
  public void drainGradient(float[] gradient) {
    learnt.drainGradient(gradient); // Nobody asks for that of the known part.
  }
}
