package io.anode4j.optim;

import java.util.Arrays;

/**
 * What Adam and its kin remember: the number of steps and two running moments for each parameter.
 */
final class Moments {
  private static final int HEAD = FloatCount.FLOATS;

  private long steps;
  private float[] first = {};
  private float[] second = {};

  /** Counts a step and, on the first one, makes room. */
  void begin(int parameters, int gradients) {
    checkGradient(parameters, gradients);
    if (steps == 0) {
      first = new float[parameters];
      second = new float[parameters];
    }
    checkSame(first.length, parameters);
    steps++;
  }

  static void checkGradient(int parameters, int gradients) {
    if (parameters != gradients) {
      throw new IllegalArgumentException(
          "The gradient has "
              + gradients
              + " values for "
              + parameters
              + " parameters; expected equal numbers: use the same layout for both");
    }
  }

  static void checkSame(int remembered, int parameters) {
    if (remembered != parameters) {
      throw new IllegalArgumentException(
          "The optimiser remembers "
              + remembered
              + " parameters and was given "
              + parameters
              + "; expected the same vector at every step: use a new optimiser or reset this one");
    }
  }

  static IllegalArgumentException notAState(float[] state) {
    return new IllegalArgumentException(
        "An optimiser's state of "
            + state.length
            + " values that begins with "
            + Arrays.toString(Arrays.copyOf(state, Math.min(state.length, 4)))
            + "; expected what state() of the same kind of optimiser returned: check that the"
            + " checkpoint was written with the same one");
  }

  long steps() {
    return steps;
  }

  float[] first() {
    return first;
  }

  float[] second() {
    return second;
  }

  void reset() {
    steps = 0;
    first = new float[0];
    second = new float[0];
  }

  float[] save() {
    if (steps == 0) {
      return new float[0];
    }
    float[] state = new float[HEAD + 2 * first.length];
    FloatCount.write(state, 0, steps);
    System.arraycopy(first, 0, state, HEAD, first.length);
    System.arraycopy(second, 0, state, HEAD + first.length, second.length);
    return state;
  }

  void load(float[] state) {
    if (state.length == 0) {
      reset();
      return;
    }
    if (state.length <= HEAD || state.length % 2 != 0 || FloatCount.read(state, 0) < 1) {
      throw notAState(state);
    }
    int size = (state.length - HEAD) / 2;
    steps = FloatCount.read(state, 0);
    first = Arrays.copyOfRange(state, HEAD, HEAD + size);
    second = Arrays.copyOfRange(state, HEAD + size, state.length);
  }
}
