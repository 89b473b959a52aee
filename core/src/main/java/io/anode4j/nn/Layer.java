package io.anode4j.nn;

import java.util.random.RandomGenerator;

/**
 * A differentiable map of rows, {@code [rows × inputs]} to {@code [rows × outputs]}.
 *
 * <p>A layer is an immutable description that knows where its weights lie in a {@link Parameters}
 * vector. A thread that wants to compute asks it for an evaluator of its own. Layers are composed
 * by {@link Sequential}, {@link Residual} and {@link TiedResidualStack}, and made into a vector
 * field by {@code io.anode4j.anode.LayerField}.
 */
public interface Layer {
  /** Input size. */
  int inputs();

  /** Output size. */
  int outputs();

  /** A workspace for one thread; call {@link LayerEvaluator#load} before computing. */
  LayerEvaluator evaluator();

  /**
   * Draws the layer's first weights: uniform on ±1/√inputs, biases included, where a layer does not
   * say otherwise.
   *
   * @param parameters vector written, only in the layer's own slots
   * @param random source of randomness
   */
  void initialize(Parameters parameters, RandomGenerator random);
}
