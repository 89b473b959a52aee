package io.anode4j.nn;

import java.util.random.RandomGenerator;

/**
 * A dense layer {@code y = x·W̃ᵀ + b} whose Lipschitz constant is bounded: {@code W̃ = W·min(1,
 * c/σ)} with the largest singular value σ of W (Behrmann, Grathwohl, Chen, Duvenaud and Jacobsen,
 * "Invertible residual networks", ICML 2019, eq. 3; Miyato et al., ICLR 2018). σ is found by power
 * iteration each time that weights are loaded, and differentiated.
 *
 * @param weight place of W, {@code [outputs × inputs]}
 * @param bias place of b, {@code [1 × outputs]}
 * @param bound largest Lipschitz constant c, above 0
 */
public record SpectralDense(ParameterSlot weight, ParameterSlot bias, double bound)
    implements Layer {
  /** Checks the bound. */
  public SpectralDense {
    if (!(bound > 0 && Double.isFinite(bound))) {
      throw new IllegalArgumentException(
          "A layer with a Lipschitz bound of " + bound + "; expected above 0, such as 0.9");
    }
  }

  /**
   * Reserves the layer's arrays.
   *
   * @param layout layout being built
   * @param name prefix; {@code .weight} and {@code .bias} are appended
   * @param inputs input size
   * @param outputs output size
   * @param bound largest Lipschitz constant
   * @return the layer
   */
  public static SpectralDense in(
      ParameterLayout.Builder layout, String name, int inputs, int outputs, double bound) {
    Dense dense = Dense.in(layout, name, inputs, outputs);
    return new SpectralDense(dense.weight(), dense.bias(), bound);
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
  public LayerEvaluator evaluator() {
    return new SpectralDenseEvaluator(this);
  }

  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {
    new Dense(weight, bias).initialize(parameters, random);
  }
}
