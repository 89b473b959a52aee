package io.anode4j.filter;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * The {@link Timescales} of those channels of a sensor that measure, as many as a state has room
 * for, and how strange they have been on average over the last readings.
 */
final class Courses {
  private static final double SMOOTHING = 32;
  private static final int NONE = -1;

  /** Bytes of each channel that is followed. */
  static final int EACH = 4 + Timescales.BYTES;

  private final Timescales[] courses;

  /** Which channel each follows, in the order in which they began to measure. */
  private final int[] channels;

  private double value = 1;

  /** Those of some channels, 0 or more. */
  Courses(int most) {
    this.channels = new int[most];
    this.courses = new Timescales[most];
    for (int s = 0; s < most; s++) {
      courses[s] = new Timescales();
    }
    clear();
  }

  static int bytes(int most) {
    return 8 + most * EACH;
  }

  /**
   * Takes in a reading, before anything is learnt from it.
   *
   * @param values one a channel
   * @param frame where the sensor has been
   * @return smoothed T², below 1 on average; NaN while there is none
   */
  double follow(double[] values, OwnFrame frame) {
    double sum = 0;
    int settled = 0;
    for (int s = 0; s < courses.length && channels[s] != NONE; s++) {
      double value = values[channels[s]];
      if (Double.isFinite(value)) {
        double squared = courses[s].distance(frame.deviations(channels[s], value));
        if (courses[s].isSettled()) {
          sum += squared;
          settled++;
        }
      }
    }
    if (settled == 0) {
      return Double.NaN;
    }
    value += (sum / settled - value) / SMOOTHING;
    return value;
  }

  /** Learns from the reading taken in last, less if it counts less. */
  void learn(double[] values, Switches switches, double weight) {
    for (int s = 0; s < courses.length && channels[s] != NONE; s++) {
      if (Double.isFinite(values[channels[s]])) {
        courses[s].learn(weight);
      }
    }
    for (int c = 0; c < values.length; c++) {
      if (switches.isMeasuring(c)) {
        take(c);
      }
    }
  }

  /** Follows a channel from now on, if it is not yet and there is room. */
  private void take(int channel) {
    for (int s = 0; s < channels.length; s++) {
      if (channels[s] == channel) {
        return;
      }
      if (channels[s] == NONE) {
        channels[s] = channel;
        return;
      }
    }
  }

  void clear() {
    value = 1;
    Arrays.fill(channels, NONE);
    for (Timescales one : courses) {
      one.clear();
    }
  }

  void write(ByteBuffer out) {
    out.putDouble(value);
    for (int s = 0; s < courses.length; s++) {
      out.putInt(channels[s]);
      courses[s].write(out);
    }
  }

  void read(ByteBuffer in) {
    value = in.getDouble();
    for (int s = 0; s < courses.length; s++) {
      channels[s] = in.getInt();
      courses[s].read(in);
    }
  }
}
