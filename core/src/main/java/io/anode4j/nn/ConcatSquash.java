package io.anode4j.nn;

import java.util.random.RandomGenerator;

/**
 * A time-gated affine layer, {@code y = (x·Wᵀ + b) ∘ σ(t·g + c) + t·e}: the "concat-squash" layer
 * of FFJORD's published code (Grathwohl et al., "FFJORD: free-form continuous dynamics for scalable
 * reversible generative models", ICLR 2019).
 *
 * @param affine W and b
 * @param gate g, {@code [1 × outputs]}
 * @param gateBias c, {@code [1 × outputs]}
 * @param shift e, {@code [1 × outputs]}
 */
public record ConcatSquash(
    Dense affine, ParameterSlot gate, ParameterSlot gateBias, ParameterSlot shift)
    implements Layer {
  /**
   * Reserves the layer's arrays.
   *
   * @param layout layout being built
   * @param name prefix of the five arrays
   * @param inputs input size
   * @param outputs output size
   * @return the layer
   */
  public static ConcatSquash in(
      ParameterLayout.Builder layout, String name, int inputs, int outputs) {
    return new ConcatSquash(
        Dense.in(layout, name, inputs, outputs),
        layout.add(name + ".gate", 1, outputs),
        layout.add(name + ".gate_bias", 1, outputs),
        layout.add(name + ".shift", 1, outputs));
  }

  @Override
  public int inputs() {
    return affine.inputs();
  }

  @Override
  public int outputs() {
    return affine.outputs();
  }

  @Override
  public LayerEvaluator evaluator() {
    return new ConcatSquashEvaluator(this);
  }

  /** As the authors: W and b by their fan-in, the time's arrays, of fan-in 1, uniform on ±1. */
  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {
    affine.initialize(parameters, random);
    Initializer uniform = Initializer.fanInUniform(1);
    uniform.initialize(parameters, gate, random);
    uniform.initialize(parameters, gateBias, random);
    uniform.initialize(parameters, shift, random);
  }
}
