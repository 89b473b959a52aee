package io.anode4j.filter;

import java.util.Arrays;

/**
 * What a sensor says at one time.
 *
 * @param time time in the model's unit: seconds since 1970 for dated series
 * @param values one value a channel in the model's order, original units; NaN where the channel was
 *     not observed. Not copied: leave the array as it is
 */
public record Reading(double time, double[] values) {
  /** Checks that time and values are numbers. */
  public Reading {
    if (!Double.isFinite(time)) {
      throw new IllegalArgumentException(
          "A reading at time " + time + "; expected a finite time; leave such readings out");
    }
    for (int c = 0; c < values.length; c++) {
      if (Double.isInfinite(values[c])) {
        throw new IllegalArgumentException(
            "A reading at time "
                + time
                + " has an infinite value in channel "
                + c
                + "; expected a number, or NaN where nothing was observed");
      }
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Reading that
        && Double.compare(time, that.time) == 0
        && Arrays.equals(values, that.values);
  }

  @Override
  public int hashCode() {
    return 31 * Double.hashCode(time) + Arrays.hashCode(values);
  }

  @Override
  public String toString() {
    return "Reading[" + time + ", " + Arrays.toString(values) + "]";
  }
}
