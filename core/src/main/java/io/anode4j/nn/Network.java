package io.anode4j.nn;

import io.anode4j.tensor.Matrix;
import java.nio.file.Path;
import java.util.SplittableRandom;

/**
 * A layer with its weights: what training returns.
 *
 * @param layer the architecture
 * @param parameters its weights
 */
public record Network(Layer layer, Parameters parameters) {
  /**
   * Checks that the weights are the layer's.
   *
   * @throws IllegalArgumentException when the layer was made in another layout
   */
  public Network {
    layer.evaluator().load(parameters);
  }

  /**
   * A network with first weights.
   *
   * @param layer the architecture
   * @param layout its weights' names and shapes
   * @param seed of the first weights
   * @return the network
   * @throws IllegalArgumentException when the layer was made in another layout
   */
  public static Network create(Layer layer, ParameterLayout layout, long seed) {
    Network network = new Network(layer, new Parameters(layout));
    layer.initialize(network.parameters, new SplittableRandom(seed));
    return network;
  }

  /**
   * Writes the weights as a safetensors file; it appears whole or not at all. The architecture is
   * not in the file: it is the program that makes the layer.
   *
   * @param file where to
   * @throws java.io.UncheckedIOException when the file system refuses
   */
  public void save(Path file) {
    parameters.save(file);
  }

  /**
   * A network with the weights of a file.
   *
   * @param file a file that {@link #save} wrote, or any safetensors file of the same arrays
   * @param layer the architecture, made as it was when the weights were saved
   * @param layout its weights' names and shapes
   * @return the network
   * @throws WeightsFileException when the file is missing or damaged or does not fit the layout
   * @throws IllegalArgumentException when the layer was made in another layout
   */
  public static Network load(Path file, Layer layer, ParameterLayout layout) {
    return new Network(layer, Parameters.load(file, layout));
  }

  /** A workspace for one thread, with this network's weights. */
  public LayerEvaluator evaluator() {
    LayerEvaluator evaluator = layer.evaluator();
    evaluator.load(parameters);
    return evaluator;
  }

  /**
   * Applies the network at time 0, in blocks of rows: the memory needed beyond input and output
   * does not grow with the rows.
   *
   * @param x input {@code [rows × inputs]}
   * @return output {@code [rows × outputs]}
   * @throws IllegalArgumentException when the input has another number of columns
   * @throws java.util.concurrent.CancellationException when the thread is interrupted
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
    int rows = RowBlocks.rows(Math.max(x.columns(), y.columns()));
    RowBlocks.forward(rows, evaluator(), x, y, "The network's evaluation");
    return y;
  }
}
