package io.anode4j.nn;

import java.util.random.RandomGenerator;

/**
 * An affine layer {@code y = x·Wᵀ + b} with W of shape {@code [outputs × inputs]}.
 *
 * @param weight place of W
 * @param bias place of b, {@code [1 × outputs]}
 */
public record Dense(ParameterSlot weight, ParameterSlot bias) implements Layer {
  /**
   * Reserves the layer's arrays.
   *
   * @param layout layout being built
   * @param name prefix; {@code .weight} and {@code .bias} are appended
   * @param inputs input size
   * @param outputs output size
   * @return the layer
   */
  public static Dense in(ParameterLayout.Builder layout, String name, int inputs, int outputs) {
    return new Dense(
        layout.add(name + ".weight", outputs, inputs), layout.add(name + ".bias", 1, outputs));
  }

  @Override
  public int inputs() {
    return weight.columns();
  }

  @Override
  public int outputs() {
    return weight.rows();
  }

  @Override
  public DenseEvaluator evaluator() {
    return new DenseEvaluator(this);
  }

  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {
    Initializer uniform = Initializer.fanInUniform(inputs());
    uniform.initialize(parameters, weight, random);
    uniform.initialize(parameters, bias, random);
  }

  /** Draws W by {@code initializer} and sets b to zero. */
  public void initialize(Parameters parameters, Initializer initializer, RandomGenerator random) {
    initializer.initialize(parameters, weight, random);
    Initializer.zeros().initialize(parameters, bias, random);
  }
}
