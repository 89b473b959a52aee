package io.anode4j.nn;

import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;

/**
 * A multilayer perceptron: affine layers with an activation after each but the last.
 *
 * @param layers the layers, first to last, sizes chained
 * @param activation non-linearity between them
 */
public record Mlp(List<Dense> layers, Activation activation) implements Layer {
  /** Checks that the sizes chain. */
  public Mlp {
    layers = List.copyOf(layers);
    for (int i = 1; i < layers.size(); i++) {
      if (layers.get(i).inputs() != layers.get(i - 1).outputs()) {
        throw new IllegalArgumentException(
            "Layer "
                + i
                + " takes "
                + layers.get(i).inputs()
                + " inputs but the layer before it gives "
                + layers.get(i - 1).outputs());
      }
    }
  }

  /**
   * Reserves the arrays of a perceptron.
   *
   * @param layout layout being built
   * @param name prefix; layer {@code i} is {@code name.i}
   * @param activation non-linearity between layers
   * @param sizes input, hidden and output sizes, at least two
   * @return the perceptron
   */
  public static Mlp in(
      ParameterLayout.Builder layout, String name, Activation activation, int... sizes) {
    if (sizes.length < 2) {
      throw new IllegalArgumentException("An MLP needs at least an input and an output size");
    }
    List<Dense> layers = new ArrayList<>();
    for (int i = 0; i + 1 < sizes.length; i++) {
      layers.add(Dense.in(layout, name + "." + i, sizes[i], sizes[i + 1]));
    }
    return new Mlp(layers, activation);
  }

  @Override
  public int inputs() {
    return layers.get(0).inputs();
  }

  @Override
  public int outputs() {
    return layers.get(layers.size() - 1).outputs();
  }

  @Override
  public MlpEvaluator evaluator() {
    return new MlpEvaluator(this);
  }

  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {
    layers.forEach(layer -> layer.initialize(parameters, random));
  }

  /** The same perceptron, one layer after the other: slower, with directional derivatives. */
  Sequential unfused() {
    List<Layer> parts = new ArrayList<>();
    for (int i = 0; i < layers.size(); i++) {
      parts.add(layers.get(i));
      if (i + 1 < layers.size()) {
        parts.add(activation.layer(layers.get(i).outputs()));
      }
    }
    return new Sequential(parts);
  }

  /**
   * Draws all weights.
   *
   * @param parameters vector written
   * @param hidden initialiser of all layers but the last
   * @param last initialiser of the last layer
   * @param random source of randomness
   */
  public void initialize(
      Parameters parameters, Initializer hidden, Initializer last, RandomGenerator random) {
    for (int i = 0; i < layers.size(); i++) {
      layers.get(i).initialize(parameters, i + 1 < layers.size() ? hidden : last, random);
    }
  }
}
