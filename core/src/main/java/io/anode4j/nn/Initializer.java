package io.anode4j.nn;

import java.util.random.RandomGenerator;

/** Draws the first values of a parameter array. */
@FunctionalInterface
public interface Initializer {
  /**
   * Fills one slot.
   *
   * @param parameters vector to write into
   * @param slot its array {@code [outputs × inputs]}
   * @param random source of randomness
   */
  void initialize(Parameters parameters, ParameterSlot slot, RandomGenerator random);

  /** Leaves zeros: biases. */
  static Initializer zeros() {
    return constant(0f);
  }

  /**
   * One value everywhere.
   *
   * @param value the value
   * @return the initialiser
   */
  static Initializer constant(float value) {
    return (parameters, slot, random) -> {
      parameters.layout().require(slot);
      for (int i = 0; i < slot.size(); i++) {
        parameters.values()[slot.offset() + i] = value;
      }
    };
  }

  /**
   * Uniform on ±√(6/(inputs + outputs)) times a gain (Glorot and Bengio 2010, eq. 16).
   *
   * @param gain factor, 1 for tanh near the origin
   * @return the initialiser
   */
  static Initializer glorotUniform(double gain) {
    return (parameters, slot, random) ->
        uniform(parameters, slot, random, gain * Math.sqrt(6.0 / (slot.rows() + slot.columns())));
  }

  /**
   * Uniform on ±1/√inputs, PyTorch's default for linear and recurrent layers.
   *
   * @param inputs fan-in to scale by
   * @return the initialiser
   */
  static Initializer fanInUniform(int inputs) {
    return (parameters, slot, random) -> uniform(parameters, slot, random, 1.0 / Math.sqrt(inputs));
  }

  private static void uniform(
      Parameters parameters, ParameterSlot slot, RandomGenerator random, double bound) {
    parameters.layout().require(slot);
    for (int i = 0; i < slot.size(); i++) {
      parameters.values()[slot.offset() + i] = (float) ((2 * random.nextDouble() - 1) * bound);
    }
  }
}
