package io.anode4j.optim;

import java.util.Arrays;

/**
 * What Adam and its kin remember: the number of steps and two running moments for each parameter.
 */
final class Moments {
  /** Floats that hold the step count: a float counts exactly only to 2²⁴, two of them do to 2⁴⁰. */
  private static final int HEAD = 2;

  private static final int RADIX_BITS = 16;

  private long steps;
  private float[] first = {};
  private float[] second = {};

  /** Counts a step and, on the first one, makes room. */
  void begin(int parameters, int gradients) {
    if (parameters != gradients) {
      throw new IllegalArgumentException(
          "The gradient has "
              + gradients
              + " values for "
              + parameters
              + " parameters; expected equal numbers: use the same layout for both");
    }
    if (steps == 0) {
      first = new float[parameters];
      second = new float[parameters];
    } else if (first.length != parameters) {
      throw new IllegalArgumentException(
          "The optimiser remembers "
              + first.length
              + " parameters and was given "
              + parameters
              + "; expected the same vector at every step: use a new optimiser or reset this one");
    }
    steps++;
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
    state[0] = (float) (steps >> RADIX_BITS);
    state[1] = (float) (steps & ((1 << RADIX_BITS) - 1));
    System.arraycopy(first, 0, state, HEAD, first.length);
    System.arraycopy(second, 0, state, HEAD + first.length, second.length);
    return state;
  }

  void load(float[] state) {
    if (state.length == 0) {
      reset();
      return;
    }
    long count = state.length > HEAD ? ((long) state[0] << RADIX_BITS) + (long) state[1] : 0;
    if (count < 1 || state.length % 2 != 0) {
      throw new IllegalArgumentException(
          "An optimiser's state of "
              + state.length
              + " values after "
              + count
              + " steps; expected 2 + 2 × parameters values after at least one step: restore what"
              + " state() of the same kind of optimiser returned");
    }
    int size = (state.length - HEAD) / 2;
    steps = count;
    first = Arrays.copyOfRange(state, HEAD, HEAD + size);
    second = Arrays.copyOfRange(state, HEAD + size, state.length);
  }
}
