package io.anode4j.rnn;

import java.util.Arrays;

/**
 * Observations of one series, each at its own time.
 *
 * @param times increasing, at least one
 * @param values {@code [times × channels]}, all finite
 */
public record TimedSequence(double[] times, float[][] values) {
  /** Checks times and shapes. */
  public TimedSequence {
    if (times.length == 0 || times.length != values.length || values[0].length == 0) {
      throw new IllegalArgumentException(
          "A sequence of %d times and %d rows; expected as many of each, at least one, and a channel"
              .formatted(times.length, values.length));
    }
    requireIncreasing(times, Double.NEGATIVE_INFINITY);
    for (int i = 0; i < values.length; i++) {
      requireRow(values[i], i, values[0].length);
    }
  }

  private static void requireRow(float[] row, int number, int channels) {
    if (row.length != channels) {
      throw new IllegalArgumentException(
          "Row %d of a sequence has %d values, the first one %d; expected as many in all"
              .formatted(number, row.length, channels));
    }
    for (float value : row) {
      if (!Float.isFinite(value)) {
        throw new IllegalArgumentException(
            "Row %d of a sequence is %s; expected finite values: leave out what was not observed"
                .formatted(number, Arrays.toString(row)));
      }
    }
  }

  /** Refuses times that do not increase, each beyond the one before and the first beyond a time. */
  static void requireIncreasing(double[] times, double after) {
    double before = after;
    for (int i = 0; i < times.length; i++) {
      if (!(times[i] > before && times[i] < Double.POSITIVE_INFINITY)) {
        throw new IllegalArgumentException(
            "Time %d is %s behind %s; expected finite and increasing times: sort them"
                .formatted(i, times[i], before));
      }
      before = times[i];
    }
  }

  /** Number of observations. */
  public int length() {
    return times.length;
  }

  /** Values an observation. */
  public int channels() {
    return values[0].length;
  }

  /** Time since the observation before; 0 for the first. */
  double gap(int row) {
    return row == 0 ? 0 : times[row] - times[row - 1];
  }
}
