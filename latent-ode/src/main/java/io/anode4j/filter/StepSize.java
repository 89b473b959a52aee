package io.anode4j.filter;

import java.nio.ByteBuffer;

/**
 * What a channel's values change by when they change: a geometric mean of the last few dozen steps
 * above 0. A signal that stands still most of the time, such as one of a few levels, has no other
 * scale: robust ones are 0 there, and what is divided by them is always strange.
 */
final class StepSize {
  /** Steps that are remembered. */
  private static final double MEMORY = 32;

  /** A single step counts as so many powers of e more or less than usual at most. */
  private static final double MOST = 3;

  static final int BYTES = 8 + 4;

  private double last = Double.NaN;
  private float typical;

  /** The size; 0 before there was a step. */
  double typical() {
    return typical;
  }

  /** Takes in the next finite value. */
  void add(double value) {
    double step = Math.min(Math.abs(value - last), Float.MAX_VALUE);
    last = value;
    if (!(step > Float.MIN_NORMAL)) {
      return;
    }
    if (typical == 0) {
      typical = (float) step;
      return;
    }
    double more = Math.max(-MOST, Math.min(MOST, Math.log(step / typical)));
    double next = typical * Math.exp(more / MEMORY);
    typical = (float) Math.max(Float.MIN_NORMAL, Math.min(Float.MAX_VALUE, next));
  }

  void clear() {
    last = Double.NaN;
    typical = 0;
  }

  void write(ByteBuffer out) {
    out.putDouble(last).putFloat(typical);
  }

  void read(ByteBuffer in) {
    last = in.getDouble();
    typical = in.getFloat();
  }
}
