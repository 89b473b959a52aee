package io.anode4j.optim;

/** A count in two floats of 16 bits each: a single float counts exactly only to 2²⁴. */
final class FloatCount {
  /** Floats that a count takes. */
  static final int FLOATS = 2;

  private static final int BITS = 16;

  private FloatCount() {}

  static void write(float[] state, int at, long count) {
    state[at] = (float) (count >> BITS);
    state[at + 1] = (float) (count & ((1 << BITS) - 1));
  }

  static long read(float[] state, int at) {
    return ((long) state[at] << BITS) + (long) state[at + 1];
  }
}
