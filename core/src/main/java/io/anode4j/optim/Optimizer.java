package io.anode4j.optim;

import io.anode4j.nn.Parameters;

/**
 * A descent rule with memory. It belongs to one training run, is not thread-safe, and keeps its
 * memory for vectors of the length that it saw first.
 */
public interface Optimizer {
  /**
   * Moves parameters against a gradient.
   *
   * @param parameters vector changed in place
   * @param gradient gradient of the loss, as many values as parameters; left as it is
   * @param learningRate size of the step, in the units of the rule
   * @throws IllegalArgumentException when the length differs from the parameters' or from that of
   *     the steps before
   */
  void step(Parameters parameters, float[] gradient, double learningRate);

  /**
   * Everything that {@link #restore} needs to go on exactly as this optimiser would.
   *
   * @return a copy, empty before the first step
   */
  float[] state();

  /**
   * Takes over the memory of another optimiser of the same rule.
   *
   * @param state what its {@link #state} returned; copied
   * @throws IllegalArgumentException when it cannot be the state of this rule
   */
  void restore(float[] state);

  /** Forgets everything: the next step is a first step. */
  void reset();

  /** Adam with the settings of its authors: β₁ = 0.9, β₂ = 0.999, ε = 10⁻⁸. */
  static Optimizer adam() {
    return new MomentDescent(new Adam(0.9, 0.999, 1e-8, 0));
  }

  /**
   * Adam with decoupled weight decay (AdamW).
   *
   * @param weightDecay share λ of every parameter that a step of learning rate η takes away, as
   *     η·λ; 0.01 is usual
   */
  static Optimizer adamW(double weightDecay) {
    return new MomentDescent(new Adam(0.9, 0.999, 1e-8, weightDecay));
  }

  /** AdaMax with the settings of its authors: β₁ = 0.9, β₂ = 0.999. */
  static Optimizer adaMax() {
    return new MomentDescent(new AdaMax(0.9, 0.999));
  }

  /** Plain gradient descent, {@code θ ← θ − η·g}. */
  static Optimizer sgd() {
    return new Momentum(0, 0, false);
  }

  /**
   * Gradient descent with momentum, {@code v ← μ·v + g + λ·θ} and {@code θ ← θ − η·v}: how image
   * networks are usually trained.
   *
   * @param momentum share μ of the last velocity that is kept, 0 to below 1; 0.9 is usual
   * @param weightDecay factor λ of the parameters that is added to the gradient; 0 for none
   * @param nesterov whether to step along {@code g + μ·v}, Nesterov's look ahead
   */
  static Optimizer momentum(double momentum, double weightDecay, boolean nesterov) {
    return new Momentum(momentum, weightDecay, nesterov);
  }
}
