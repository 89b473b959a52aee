package io.anode4j.ode;

import java.util.Objects;

/**
 * Times of a solve, and what is kept of the states there (the {@code SubSaveAt} of diffrax; Kidger,
 * "On Neural Differential Equations", 2022, section 5.6).
 *
 * @param times each row's own, in the order of integration
 * @param width numbers kept at a time, at least 1
 * @param function what is kept
 */
public record SubGrid(OutputTimes times, int width, StateFunction function) {
  /** Checks the width. */
  public SubGrid {
    Objects.requireNonNull(times, "times");
    Objects.requireNonNull(function, "function");
    if (width < 1) {
      throw new IllegalArgumentException(
          "A grid keeps " + width + " numbers at a time; expected at least 1");
    }
  }

  /**
   * A function at the same times for all rows.
   *
   * @param rows rows of the batch
   * @param width numbers kept at a time
   * @param function what is kept
   * @param times times in the order of integration
   */
  public static SubGrid of(int rows, int width, StateFunction function, double... times) {
    return new SubGrid(OutputTimes.same(rows, times), width, function);
  }

  /**
   * Whole states at the same times for all rows.
   *
   * @param rows rows of the batch
   * @param dimension state components of a row
   * @param times times in the order of integration
   */
  public static SubGrid states(int rows, int dimension, double... times) {
    return of(rows, dimension, (t, y, v) -> System.arraycopy(y, 0, v, 0, dimension), times);
  }
}
