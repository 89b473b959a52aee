package io.anode4j.filter;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Which channels of a sensor have shown two values at most: commands, switches, modes. They say
 * what the sensor was told to do, not how it does, and being rare they would outweigh what was
 * measured. Where no other channel was observed, they count like any.
 */
final class Switches {
  /** In place of the first value: there were more than two. */
  private static final float MANY = Float.POSITIVE_INFINITY;

  private final float[] first;
  private final float[] second;

  Switches(int channels) {
    this.first = new float[channels];
    this.second = new float[channels];
    clear();
  }

  static int bytes(int channels) {
    return 8 * channels;
  }

  /** Which of the observed values count in a judgement; all, when all are of switches. */
  boolean[] counted(double[] values) {
    boolean[] counted = new boolean[values.length];
    boolean any = false;
    for (int c = 0; c < values.length; c++) {
      any |= first[c] == MANY && !Double.isNaN(values[c]);
    }
    for (int c = 0; c < values.length; c++) {
      counted[c] = (first[c] == MANY || !any) && !Double.isNaN(values[c]);
    }
    return counted;
  }

  /** Whether a channel has shown more than two values. */
  boolean isMeasuring(int channel) {
    return first[channel] == MANY;
  }

  /** How many channels have shown more than two values; all, when none has. */
  int measuring() {
    int measuring = 0;
    for (float one : first) {
      measuring += one == MANY ? 1 : 0;
    }
    return measuring == 0 ? first.length : measuring;
  }

  void learn(double[] values) {
    for (int c = 0; c < values.length; c++) {
      float value = (float) values[c];
      if (!Float.isFinite(value) || value == first[c] || value == second[c]) {
        continue;
      }
      if (Float.isNaN(first[c])) {
        first[c] = value;
      } else {
        first[c] = Float.isNaN(second[c]) ? first[c] : MANY;
        second[c] = value;
      }
    }
  }

  void clear() {
    Arrays.fill(first, Float.NaN);
    Arrays.fill(second, Float.NaN);
  }

  void write(ByteBuffer out) {
    for (int c = 0; c < first.length; c++) {
      out.putFloat(first[c]).putFloat(second[c]);
    }
  }

  void read(ByteBuffer in) {
    for (int c = 0; c < first.length; c++) {
      first[c] = in.getFloat();
      second[c] = in.getFloat();
    }
  }
}
