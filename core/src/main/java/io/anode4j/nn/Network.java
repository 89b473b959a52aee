package io.anode4j.nn;

import io.anode4j.tensor.Matrix;
import java.util.SplittableRandom;

/**
 * A layer with its weights: what training returns.
 *
 * @param layer the architecture
 * @param parameters its weights
 */
public record Network(Layer layer, Parameters parameters) {
  /**
   * A network with first weights.
   *
   * @param layer the architecture
   * @param layout its weights' names and shapes
   * @param seed of the first weights
   * @return the network
   */
  public static Network create(Layer layer, ParameterLayout layout, long seed) {
    Parameters parameters = new Parameters(layout);
    layer.initialize(parameters, new SplittableRandom(seed));
    return new Network(layer, parameters);
  }

  /** A workspace for one thread, with this network's weights. */
  public LayerEvaluator evaluator() {
    LayerEvaluator evaluator = layer.evaluator();
    evaluator.load(parameters);
    return evaluator;
  }

  /**
   * Applies the network at time 0.
   *
   * @param x input {@code [rows × inputs]}
   * @return output {@code [rows × outputs]}
   * @throws IllegalArgumentException when the input has another number of columns
   */
  public Matrix apply(Matrix x) {
    if (x.columns() != layer.inputs()) {
      throw new IllegalArgumentException(
          "The input has "
              + x.columns()
              + " columns; the network takes "
              + layer.inputs()
              + ": give it as many");
    }
    Matrix y = new Matrix(x.rows(), layer.outputs());
    evaluator().forward(x.rows(), 0, new double[x.rows()], x, y);
    return y;
  }
}
