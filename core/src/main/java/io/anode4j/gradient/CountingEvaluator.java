package io.anode4j.gradient;

import io.anode4j.ode.FieldEvaluator;
import io.anode4j.ode.ParametricEvaluator;
import io.anode4j.tensor.Matrix;

/** Counts rows evaluated and pulled back; passes all else on. */
final class CountingEvaluator implements ParametricEvaluator {
  private final FieldEvaluator field;
  private long evaluations;
  private long pullbacks;

  CountingEvaluator(FieldEvaluator field) {
    this.field = field;
  }

  @Override
  public void evaluate(int rows, double[] t, Matrix y, Matrix dydt) {
    evaluations += rows;
    field.evaluate(rows, t, y, dydt);
  }

  @Override
  public void record(int rows, int tape, double[] t, Matrix y, Matrix dydt) {
    evaluations += rows;
    field.record(rows, tape, t, y, dydt);
  }

  @Override
  public void pullback(
      int rows, int tape, double[] t, Matrix y, Matrix cotangent, Matrix yCotangent) {
    pullbacks += rows;
    field.pullback(rows, tape, t, y, cotangent, yCotangent);
  }

  @Override
  public void drainGradient(float[] gradient) {
    if (field instanceof ParametricEvaluator parametric) {
      parametric.drainGradient(gradient);
    }
  }

  long evaluations() {
    return evaluations;
  }

  long pullbacks() {
    return pullbacks;
  }
}
