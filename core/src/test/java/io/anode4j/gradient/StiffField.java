package io.anode4j.gradient;

import io.anode4j.ode.ParametricField;
import io.anode4j.ode.ParametricRow;
import io.anode4j.ode.VectorField;
import io.anode4j.tensor.DoubleMatrix;
import java.util.SplittableRandom;

/**
 * A field with parameters of which rows are stiff at times.
 *
 * @param dimension state components
 * @param function right-hand side
 * @param pullback its vector-Jacobian products
 * @param theta parameters
 */
record StiffField(
    int dimension, ParametricRow function, ParametricRow.Pullback pullback, double... theta) {

  /** Van der Pol's forced oscillator in its slow time; parameters μ and the force. */
  static StiffField vanDerPol(double mu) {
    return new StiffField(
        2,
        (t, y, p, dy) -> {
          dy[0] = y[1];
          dy[1] = p[0] * ((1 - y[0] * y[0]) * y[1] - y[0] + p[1] * Math.sin(t));
        },
        (t, y, p, ct, yCotangent, pCotangent) -> {
          yCotangent[0] = p[0] * ct[1] * (-2 * y[0] * y[1] - 1);
          yCotangent[1] = ct[0] + p[0] * ct[1] * (1 - y[0] * y[0]);
          pCotangent[0] = ct[1] * ((1 - y[0] * y[0]) * y[1] - y[0] + p[1] * Math.sin(t));
          pCotangent[1] = ct[1] * p[0] * Math.sin(t);
        },
        mu,
        0.25);
  }

  /**
   * The problem of Kaps, stiff around t = 1 only; parameters 1/ε at its most and the rate of y₂. At
   * a rate of 1 it has the solution (e⁻²ᵗ, e⁻ᵗ), whatever ε.
   */
  static StiffField kaps(double stiffness) {
    return new StiffField(
        2,
        (t, y, p, dy) -> {
          dy[0] = -2 * y[0] - p[0] * window(t) * (y[0] - y[1] * y[1]);
          dy[1] = y[0] - p[1] * y[1] - y[1] * y[1];
        },
        (t, y, p, ct, yCotangent, pCotangent) -> {
          double s = p[0] * window(t);
          yCotangent[0] = (-2 - s) * ct[0] + ct[1];
          yCotangent[1] = 2 * s * y[1] * ct[0] - (p[1] + 2 * y[1]) * ct[1];
          pCotangent[0] = -window(t) * (y[0] - y[1] * y[1]) * ct[0];
          pCotangent[1] = -y[1] * ct[1];
        },
        stiffness,
        1);
  }

  private static double window(double t) {
    return Math.exp(-16 * (t - 1) * (t - 1));
  }

  /** Robertson's reaction; parameters are factors of its three rates. */
  static StiffField robertson() {
    return new StiffField(
        3,
        (t, y, p, dy) -> {
          double slow = 0.04 * p[0] * y[0];
          double back = 1e4 * p[1] * y[1] * y[2];
          double quick = 3e7 * p[2] * y[1] * y[1];
          dy[0] = back - slow;
          dy[1] = slow - back - quick;
          dy[2] = quick;
        },
        (t, y, p, ct, yCotangent, pCotangent) -> {
          double slow = ct[1] - ct[0];
          double quick = ct[2] - ct[1];
          yCotangent[0] = 0.04 * p[0] * slow;
          yCotangent[1] = -1e4 * p[1] * y[2] * slow + 6e7 * p[2] * y[1] * quick;
          yCotangent[2] = -1e4 * p[1] * y[1] * slow;
          pCotangent[0] = 0.04 * y[0] * slow;
          pCotangent[1] = -1e4 * y[1] * y[2] * slow;
          pCotangent[2] = 3e7 * y[1] * y[1] * quick;
        },
        1,
        1,
        1);
  }

  /** The same, its second parameter of the other sign from a time on. */
  StiffField turning(double at) {
    return new StiffField(
        dimension,
        (t, y, p, dy) -> function.evaluate(t, y, turned(p, t < at), dy),
        (t, y, p, ct, yCotangent, pCotangent) -> {
          pullback.pullback(t, y, turned(p, t < at), ct, yCotangent, pCotangent);
          pCotangent[1] *= t < at ? 1 : -1;
        },
        theta);
  }

  private static double[] turned(double[] p, boolean before) {
    return before ? p : new double[] {p[0], -p[1]};
  }

  ParametricField field() {
    return at(theta);
  }

  /** The field with other parameters. */
  ParametricField at(double... parameters) {
    return ParametricField.of(dimension, parameters, function, pullback);
  }

  VectorField.RowFunction rowAt(double... parameters) {
    return (t, y, dy) -> function.evaluate(t, y, parameters, dy);
  }

  /** Weights of outputs, the same each time. */
  DoubleMatrix weights(int outputs) {
    SplittableRandom random = new SplittableRandom(7);
    DoubleMatrix weights = new DoubleMatrix(outputs, dimension);
    for (int o = 0; o < outputs; o++) {
      for (int j = 0; j < dimension; j++) {
        weights.set(o, j, random.nextDouble(-1, 1));
      }
    }
    return weights;
  }
}
