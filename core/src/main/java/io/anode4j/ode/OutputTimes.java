package io.anode4j.ode;

import java.util.Arrays;

/**
 * Ragged output times: each row has its own, in the order of integration. Rows may have different
 * numbers of them, or none.
 *
 * @param offsets {@code offsets[r]} is the position of row r's first time in {@code times}; one
 *     more entry than rows
 * @param times times of all rows, one row after the other
 * @param until where each row's solve would end, not before its last time; empty where it ends at
 *     its last time. A solver shortens its last step to end there, so that its steps do not depend
 *     on which times before are asked, and leaves a row once its last output is written. Reversible
 *     methods know no such end.
 */
public record OutputTimes(int[] offsets, double[] times, double[] until) {
  private static final double[] LAST_TIMES = {};

  /** Rows that end at their last times. */
  public OutputTimes(int[] offsets, double[] times) {
    this(offsets, times, LAST_TIMES);
  }

  /**
   * The same outputs of solves that would go on.
   *
   * @param ends where each row would end, not before its last time
   * @return the same times
   */
  public OutputTimes until(double... ends) {
    return new OutputTimes(offsets, times, ends);
  }

  /** Whether rows would go on after their last times. */
  boolean goingOn() {
    return until.length > 0;
  }

  /** Where a row's solve ends, or would end; it must have a time. */
  double end(int row) {
    return goingOn() ? until[row] : times[offsets[row + 1] - 1];
  }

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

  /** One end time for each row. */
  static OutputTimes ends(double... times) {
    return of(Arrays.stream(times).mapToObj(t -> new double[] {t}).toArray(double[][]::new));
  }

  /**
   * The start times of rows that all begin at the first of some times.
   *
   * @param rows number of rows
   * @param times times of a solve, the first its start
   * @throws IllegalArgumentException when there are none
   */
  public static double[] starts(int rows, double... times) {
    if (times.length == 0) {
      throw new IllegalArgumentException(
          "A solve was given no times; expected the start time, and after it those at which states"
              + " are wanted");
    }
    double[] t0 = new double[rows];
    Arrays.fill(t0, times[0]);
    return t0;
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
    check(start, false);
  }

  /**
   * The same where a row may have no end of its own.
   *
   * @param open whether a row's last time may be infinite
   */
  void check(double[] start, boolean open) {
    for (int r = 0; r < rows(); r++) {
      int last = offsets[r + 1] - 1;
      for (int i = offsets[r]; i <= last; i++) {
        boolean allowed = Double.isFinite(times[i]) || (open && i == last);
        if (!allowed || Double.isNaN(times[i])) {
          throw refused(r, times[i], "");
        }
      }
      double span = last < offsets[r] ? 0 : times[last] - start[r];
      if (Double.isInfinite(span) && Double.isFinite(times[last]) && Double.isFinite(start[r])) {
        throw new IllegalArgumentException(
            String.format(
                "Row %d runs from t = %s to %s, a span beyond double precision; measure time in"
                    + " larger units",
                r, start[r], times[last]));
      }
      double direction = Math.signum(span);
      double before = start[r];
      for (int i = offsets[r]; i <= last; i++) {
        boolean forward =
            direction == 0 ? times[i] == before : direction * (times[i] - before) >= 0;
        if (!forward || !Double.isFinite(start[r])) {
          throw refused(r, times[i], " after t = " + before);
        }
        before = times[i];
      }
      if (goingOn() && direction != 0 && !(direction * (until[r] - before) >= 0)) {
        throw new IllegalArgumentException(
            String.format(
                "Row %d is asked for t = %s and would end at %s; expected an end that does not lie"
                    + " before the last time asked",
                r, before, until[r]));
      }
    }
  }

  private static IllegalArgumentException refused(int row, double time, String after) {
    return new IllegalArgumentException(
        String.format(
            "Row %d asks for output at t = %s%s; output times must be finite and run one way from"
                + " the start time (the last may be infinite where the solver has an event)",
            row, time, after));
  }
}
