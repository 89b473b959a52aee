package io.anode4j.gradient;

import io.anode4j.ode.FieldEvaluator;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToDoubleFunction;

/**
 * How large the derivatives of a loss of a solve are before they cancel: a sum that comes out as 0,
 * such as the derivative of a norm that the solve keeps, is 0 to a share of its terms, not of
 * itself. To times, the terms are those of cotangent times slope; to states and parameters, which
 * pass many steps, the loss's terms cotangent times output over the size of what is moved stand for
 * them.
 */
final class GradientScale {
  /** By this share the states of two solves differ through rounding: 16 times that of a float. */
  private static final double ROUNDED = 0x1p-20;

  private final GradientCheckPoint at;
  private final Gradients gradients;
  private final Matrix cotangents;

  GradientScale(GradientCheckPoint at, Gradients gradients, OutputLoss loss) {
    this.at = at;
    this.gradients = gradients;
    cotangents = new Matrix(at.times().total(), at.field().dimension());
    loss.evaluate(gradients.solution(), cotangents);
  }

  /** The loss's terms: cotangent times output. */
  static TermSum terms(double loss, Matrix cotangents, Matrix outputs) {
    return new TermSum(loss, products(cotangents, outputs));
  }

  /** Root mean square of the cotangents that are not 0. */
  double cotangentSize() {
    double[] all = Quantity.doubles(cotangents.toArray());
    long seen = Arrays.stream(all).filter(c -> c != 0).count();
    return seen == 0 ? 0 : TermSum.size(all) / Math.sqrt(seen);
  }

  /** Scale of the derivative along a direction. */
  double of(Direction d) {
    return switch (d.quantity()) {
      case INITIAL_STATES, PARAMETERS ->
          terms(0, cotangents, gradients.solution().values()).size() / d.movedSize();
      case START_TIMES -> slopes(at.t0(), at.y0(), gradients.initialStates(), d.components());
      case OUTPUT_TIMES ->
          slopes(at.times().times(), gradients.solution().values(), cotangents, d.components());
    };
  }

  /** Scale of a whole gradient, whose components the directions move as far as they may. */
  double of(Quantity quantity, List<Direction> directions) {
    double[] all = new double[quantity.of(gradients).length];
    Arrays.fill(all, 1);
    return switch (quantity) {
      case INITIAL_STATES, PARAMETERS -> TermSum.size(each(quantity, directions, this::of));
      case START_TIMES, OUTPUT_TIMES -> of(new Direction(quantity, quantity.label(), all, 1));
    };
  }

  /** What rounding can hide of a whole gradient; start times move as far as outputs may. */
  double rounding(Quantity quantity, List<Direction> directions) {
    TermSum terms = terms(0, cotangents, gradients.solution().values());
    Quantity moved = quantity == Quantity.START_TIMES ? Quantity.OUTPUT_TIMES : quantity;
    return TermSum.size(each(moved, directions, d -> Difference.rounding(terms, d.step())));
  }

  private static double[] each(
      Quantity quantity, List<Direction> directions, ToDoubleFunction<Direction> size) {
    return directions.stream().filter(d -> d.quantity() == quantity).mapToDouble(size).toArray();
  }

  /** Cotangent times slope, or what the rounding of states makes of it where they are at rest. */
  private double slopes(double[] times, Matrix states, Matrix along, double[] moved) {
    Matrix near = new Matrix(states.rows(), states.columns());
    SplittableRandom random = new SplittableRandom(1);
    for (int r = 0; r < states.rows(); r++) {
      for (int j = 0; j < states.columns(); j++) {
        double factor = 1 + (random.nextBoolean() ? ROUNDED : -ROUNDED);
        near.set(r, j, (float) (states.get(r, j) * factor));
      }
    }
    double[] terms = products(along, slopes(times, states));
    double[] others = products(along, slopes(times, near));
    for (int i = 0; i < terms.length; i++) {
      boolean moves = moved[i / states.columns()] != 0;
      others[i] = moves ? others[i] - terms[i] : 0;
      terms[i] = moves ? terms[i] : 0;
    }
    return Math.max(TermSum.size(terms), TermSum.size(others) / GradientCheck.FIELD_TOLERANCE);
  }

  private Matrix slopes(double[] times, Matrix states) {
    FieldEvaluator field = at.field().evaluator();
    Matrix slopes = new Matrix(states.rows(), states.columns());
    if (states.rows() > 0) {
      field.evaluate(states.rows(), times, states, slopes);
    }
    return slopes;
  }

  /** Products element by element; 0 for outputs that were not reached. */
  private static double[] products(Matrix a, Matrix b) {
    double[] products = new double[a.rows() * a.columns()];
    for (int r = 0; r < a.rows(); r++) {
      for (int j = 0; j < a.columns(); j++) {
        double product = (double) a.get(r, j) * b.get(r, j);
        products[r * a.columns() + j] = Double.isNaN(product) ? 0 : product;
      }
    }
    return products;
  }
}
