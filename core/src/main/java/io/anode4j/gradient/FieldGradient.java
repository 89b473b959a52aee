package io.anode4j.gradient;

import io.anode4j.gradient.GradientReport.Finding;
import io.anode4j.gradient.GradientReport.Outcome;
import io.anode4j.ode.FieldEvaluator;
import io.anode4j.ode.ParametricEvaluator;
import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;

/**
 * A drawn sum of a field's derivatives at the start of a solve, and its gradient by the field's own
 * vector-Jacobian product.
 */
final class FieldGradient {
  /** Ranges up to 25 times the size of what is moved, as a field costs little to look at. */
  private static final int WIDENINGS = 4;

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

  /** The sum at a point, by its terms. */
  private TermSum sum(GradientCheckPoint point) {
    Matrix slopes = new Matrix(weights.rows(), weights.columns());
    point.field().evaluator().evaluate(weights.rows(), point.t0(), point.y0(), slopes);
    double[] terms = new double[weights.rows() * weights.columns()];
    double sum = 0;
    for (int r = 0; r < weights.rows(); r++) {
      for (int j = 0; j < weights.columns(); j++) {
        double term = (double) weights.get(r, j) * slopes.get(r, j);
        terms[r * weights.columns() + j] = term;
        sum += term;
      }
    }
    return new TermSum(sum, terms);
  }

  /**
   * Compares the product with differences of the field along a direction as drawn, and along the
   * same with the gradient's signs, where an error of all components cannot cancel; the worse of
   * the two.
   */
  Finding compared(GradientCheckPoint at, Direction d) {
    return Comparison.worse(along(at, d), along(at, d.alignedWith(gradient(d.quantity()))));
  }

  private Finding along(GradientCheckPoint at, Direction d) {
    double[] gradient = gradient(d.quantity());
    Comparison own =
        new Comparison(GradientCheck.FIELD, gradient, GradientCheck.FIELD_TOLERANCE, 0);
    Finding first = own.with(d, difference(at, d, d.step()));
    return first.outcome() == Outcome.AGREES
        ? first
        : Comparison.better(
            first, own.with(d, difference(at, d, GradientCheck.SECOND_LOOK * d.step())));
  }

  private Difference difference(GradientCheckPoint at, Direction d, double step) {
    return Difference.of(h -> sum(at.moved(d, h)), step, WIDENINGS);
  }

  private double[] gradient(Quantity quantity) {
    return quantity == Quantity.PARAMETERS ? parameters : states;
  }
}
