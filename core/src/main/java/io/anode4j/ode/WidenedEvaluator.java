package io.anode4j.ode;

import io.anode4j.tensor.DoubleMatrix;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;

/**
 * A float32 evaluator on float64 states: what it returns has seven digits, but the states sum it up
 * in sixteen, so no increment is lost.
 */
final class WidenedEvaluator implements DoubleFieldEvaluator, GradientHolder {
  private final FieldEvaluator field;
  private final int dimension;
  private Matrix result;
  private Matrix cotangents;

  /** States by tape, which must stay unchanged until the pullback. */
  private Matrix[] states = {};

  WidenedEvaluator(FieldEvaluator field, int dimension) {
    this.field = field;
    this.dimension = dimension;
    result = new Matrix(0, dimension);
    cotangents = result;
  }

  private Matrix read(int rows, int tape, DoubleMatrix y) {
    if (rows > result.rows()) {
      result = new Matrix(rows, dimension);
      cotangents = new Matrix(rows, dimension);
      Arrays.setAll(states, i -> new Matrix(rows, dimension));
    }
    if (tape >= states.length) {
      int before = states.length;
      states = Arrays.copyOf(states, tape + 1);
      for (int i = before; i < states.length; i++) {
        states[i] = new Matrix(result.rows(), dimension);
      }
    }
    y.narrow(states[tape], rows);
    return states[tape];
  }

  @Override
  public void evaluate(int rows, double[] t, DoubleMatrix y, DoubleMatrix dydt) {
    field.evaluate(rows, t, read(rows, 0, y), result);
    dydt.widen(result, rows);
  }

  @Override
  public void record(int rows, int tape, double[] t, DoubleMatrix y, DoubleMatrix dydt) {
    field.record(rows, tape, t, read(rows, tape, y), result);
    dydt.widen(result, rows);
  }

  @Override
  public void pullback(
      int rows,
      int tape,
      double[] t,
      DoubleMatrix y,
      DoubleMatrix cotangent,
      DoubleMatrix yCotangent) {
    cotangent.narrow(cotangents, rows);
    field.pullback(rows, tape, t, states[tape], cotangents, result);
    yCotangent.widen(result, rows);
  }

  @Override
  public void drainGradient(float[] gradient) {
    if (field instanceof GradientHolder holder) {
      holder.drainGradient(gradient);
    }
  }
}
