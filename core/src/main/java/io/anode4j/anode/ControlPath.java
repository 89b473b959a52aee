package io.anode4j.anode;

import java.util.Arrays;

/**
 * Control inputs of each row as functions of time, given at knots: a valve's position, a dose, the
 * weather. Outside its knots a path keeps its first or last value.
 *
 * @param times knots of each row, strictly increasing, at least one
 * @param values {@code values[row][knot][channel]}
 * @param interpolation between knots
 */
public record ControlPath(double[][] times, float[][][] values, Interpolation interpolation) {
  /** How a path runs between its knots. */
  public enum Interpolation {
    /** Straight lines: continuous, with kinks at the knots. */
    LINEAR,
    /**
     * Cubic Hermite pieces with backward differences as slopes: once differentiable, and no piece
     * depends on knots after its end (Morrill et al., "Neural controlled differential equations for
     * online prediction tasks", 2021, section 3.2).
     */
    HERMITE
  }

  /** Checks the knots. */
  public ControlPath {
    if (times.length == 0 || times.length != values.length) {
      throw new IllegalArgumentException(
          "Control paths of "
              + times.length
              + " rows of times and "
              + values.length
              + " of values; expected as many, at least one");
    }
    int channels = values[0].length == 0 ? 0 : values[0][0].length;
    for (int r = 0; r < times.length; r++) {
      boolean fits = times[r].length > 0 && times[r].length == values[r].length;
      for (int k = 0; fits && k < times[r].length; k++) {
        fits =
            values[r][k].length == channels
                && channels > 0
                && Double.isFinite(times[r][k])
                && (k == 0 || times[r][k] > times[r][k - 1]);
      }
      if (!fits) {
        throw new IllegalArgumentException(
            "The control path of row "
                + r
                + " has knots at "
                + Arrays.toString(times[r])
                + "; expected at least one, finite and strictly increasing, each with "
                + channels
                + " values");
      }
    }
  }

  /** Number of rows. */
  public int rows() {
    return times.length;
  }

  /** Values a knot. */
  public int channels() {
    return values[0][0].length;
  }

  /** Number of knots of all rows together. */
  public int knots() {
    return Arrays.stream(times).mapToInt(t -> t.length).sum();
  }

  /**
   * The knot before a time, and the weights of it, the one before it and the one after it.
   *
   * @param row row
   * @param t time
   * @param weights receives the weights of knots k − 1, k, k + 1
   * @return k
   */
  int weights(int row, double t, double[] weights) {
    double[] knots = times[row];
    int last = knots.length - 1;
    Arrays.fill(weights, 0);
    weights[1] = 1;
    if (t <= knots[0] || last == 0) {
      return 0;
    }
    if (t >= knots[last]) {
      return last;
    }
    int found = Arrays.binarySearch(knots, t);
    int k = found >= 0 ? found : -found - 2;
    double gap = knots[k + 1] - knots[k];
    double s = (t - knots[k]) / gap;
    if (interpolation == Interpolation.LINEAR) {
      weights[1] = 1 - s;
      weights[2] = s;
      return k;
    }
    double slope = s * (1 - s) * (1 - s);
    double endSlope = s * s * (s - 1);
    double rise = s * s * (3 - 2 * s) + endSlope;
    weights[1] = 1 - rise;
    weights[2] = rise;
    if (k == 0) {
      weights[1] -= slope;
      weights[2] += slope;
    } else {
      double before = gap / (knots[k] - knots[k - 1]);
      weights[1] += slope * before;
      weights[0] = -slope * before;
    }
    return k;
  }
}
