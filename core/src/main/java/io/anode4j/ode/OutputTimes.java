package io.anode4j.ode;

import java.util.Arrays;

/**
 * Ragged output times: each row has its own, in the order of integration. Rows may have different
 * numbers of them, or none.
 *
 * @param offsets {@code offsets[r]} is the position of row r's first time in {@code times}; one
 *     more entry than rows
 * @param times times of all rows, one row after the other
 */
public record OutputTimes(int[] offsets, double[] times) {
  /**
   * The same times for every row.
   *
   * @param rows number of rows
   * @param times times in the order of integration
   * @return ragged times that happen to agree
   */
  public static OutputTimes same(int rows, double... times) {
    double[] all = new double[rows * times.length];
    int[] offsets = new int[rows + 1];
    for (int r = 0; r < rows; r++) {
      System.arraycopy(times, 0, all, r * times.length, times.length);
      offsets[r + 1] = (r + 1) * times.length;
    }
    return new OutputTimes(offsets, all);
  }

  /**
   * Each row its own times.
   *
   * @param times {@code times[row]} in the order of integration
   * @return the times
   */
  public static OutputTimes of(double[]... times) {
    int[] offsets = new int[times.length + 1];
    for (int r = 0; r < times.length; r++) {
      offsets[r + 1] = offsets[r] + times[r].length;
    }
    double[] all = new double[offsets[times.length]];
    for (int r = 0; r < times.length; r++) {
      System.arraycopy(times[r], 0, all, offsets[r], times[r].length);
    }
    return new OutputTimes(offsets, all);
  }

  /** Number of rows. */
  public int rows() {
    return offsets.length - 1;
  }

  /** Number of times of all rows together. */
  public int total() {
    return offsets[rows()];
  }

  /** Number of times of one row. */
  public int count(int row) {
    return offsets[row + 1] - offsets[row];
  }

  /** One row's times, copied. */
  public double[] row(int row) {
    return Arrays.copyOfRange(times, offsets[row], offsets[row + 1]);
  }

  /**
   * Checks that each row's times are finite and run one way from its start time.
   *
   * @param start start time of each row
   * @throws IllegalArgumentException naming row and time otherwise
   */
  public void check(double[] start) {
    for (int r = 0; r < rows(); r++) {
      double before = start[r];
      double end = count(r) == 0 ? before : times[offsets[r + 1] - 1];
      double direction = Math.signum(end - start[r]);
      for (int i = offsets[r]; i < offsets[r + 1]; i++) {
        boolean forward =
            direction == 0 ? times[i] == before : direction * (times[i] - before) >= 0;
        if (!Double.isFinite(times[i]) || !Double.isFinite(start[r]) || !forward) {
          throw new IllegalArgumentException(
              "Row "
                  + r
                  + " asks for output at t = "
                  + times[i]
                  + " after t = "
                  + before
                  + "; output times must be finite and run one way from the start time");
        }
        before = times[i];
      }
    }
  }
}
