package io.anode4j.gradient;

import io.anode4j.ode.GradientHolder;
import io.anode4j.ode.RowsEvaluator;
import io.anode4j.tensor.Rows;

/**
 * Counts rows evaluated and pulled back; passes all else on.
 *
 * @param <M> the batches of states
 */
final class CountingEvaluator<M extends Rows<M>> implements RowsEvaluator<M>, GradientHolder {
  private final RowsEvaluator<M> field;
  private long evaluations;
  private long pullbacks;

  CountingEvaluator(RowsEvaluator<M> field) {
    this.field = field;
  }

  @Override
  public M zeros(int rows, int columns) {
    return field.zeros(rows, columns);
  }

  @Override
  public void evaluate(int rows, double[] t, M y, M dydt) {
    evaluations += rows;
    field.evaluate(rows, t, y, dydt);
  }

  @Override
  public void record(int rows, int tape, double[] t, M y, M dydt) {
    evaluations += rows;
    field.record(rows, tape, t, y, dydt);
  }

  @Override
  public void pullback(int rows, int tape, double[] t, M y, M cotangent, M yCotangent) {
    pullbacks += rows;
    field.pullback(rows, tape, t, y, cotangent, yCotangent);
  }

  @Override
  public void drainGradient(float[] gradient) {
    if (field instanceof GradientHolder holder) {
      holder.drainGradient(gradient);
    }
  }

  long evaluations() {
    return evaluations;
  }

  long pullbacks() {
    return pullbacks;
  }
}
