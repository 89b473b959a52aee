package io.anode4j.gradient;

import io.anode4j.ode.FieldEvaluator;
import io.anode4j.ode.ParametricEvaluator;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;

/**
 * A drawn sum of a field's derivatives at the start of a solve, and its gradient by the field's own
 * vector-Jacobian product.
 */
final class FieldGradient {
  private final Matrix weights;
  private final double[] states;
  private final double[] parameters;

  private FieldGradient(Matrix weights, double[] states, double[] parameters) {
    this.weights = weights;
    this.states = states;
    this.parameters = parameters;
  }

  static FieldGradient at(GradientCheckPoint point, SplittableRandom random) {
    int rows = point.y0().rows();
    int dimension = point.field().dimension();
    Matrix weights = new Matrix(rows, dimension);
    for (int r = 0; r < rows; r++) {
      for (int j = 0; j < dimension; j++) {
        weights.set(r, j, (float) random.nextDouble(-1, 1));
      }
    }
    FieldEvaluator field = point.field().evaluator();
    Matrix pulled = new Matrix(rows, dimension);
    field.record(rows, 0, point.t0(), point.y0(), new Matrix(rows, dimension));
    field.pullback(rows, 0, point.t0(), point.y0(), weights, pulled);
    float[] gradient = new float[Quantity.parameters(point.field()).length];
    if (field instanceof ParametricEvaluator parametric) {
      parametric.drainGradient(gradient);
    }
    return new FieldGradient(
        weights, Quantity.doubles(pulled.toArray()), Quantity.doubles(gradient));
  }

  double loss(GradientCheckPoint point) {
    Matrix slopes = new Matrix(weights.rows(), weights.columns());
    point.field().evaluator().evaluate(weights.rows(), point.t0(), point.y0(), slopes);
    double sum = 0;
    for (int r = 0; r < weights.rows(); r++) {
      for (int j = 0; j < weights.columns(); j++) {
        sum += (double) weights.get(r, j) * slopes.get(r, j);
      }
    }
    return sum;
  }

  double[] gradient(Quantity quantity) {
    return quantity == Quantity.PARAMETERS ? parameters : states;
  }
}
