package io.anode4j.chart;

import java.util.ArrayList;
import java.util.List;

/**
 * A pair of coordinates: time and value in a chart's input, pixels in a {@link Scene}.
 *
 * @param x time, lead time, epoch, or pixels from the left edge
 * @param y value, or pixels from the top edge
 */
public record Point(double x, double y) {

  /** Whether both coordinates are numbers one can draw. */
  public boolean isFinite() {
    return Double.isFinite(x) && Double.isFinite(y);
  }

  /**
   * Pairs two arrays.
   *
   * @param xs first coordinates
   * @param ys second coordinates, as many; {@code NaN} for a missing one
   * @throws IllegalArgumentException if the lengths differ
   */
  public static List<Point> list(double[] xs, double[] ys) {
    if (xs.length != ys.length) {
      throw new IllegalArgumentException(
          "Found "
              + xs.length
              + " x coordinates and "
              + ys.length
              + " y coordinates; expected as many of each; pass NaN for a missing y.");
    }
    List<Point> points = new ArrayList<>(xs.length);
    for (int i = 0; i < xs.length; i++) {
      points.add(new Point(xs[i], ys[i]));
    }
    return List.copyOf(points);
  }
}
