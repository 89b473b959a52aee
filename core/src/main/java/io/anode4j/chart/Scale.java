package io.anode4j.chart;

import java.util.List;
import java.util.function.ToDoubleFunction;
import java.util.stream.Stream;

/**
 * A linear map from data to pixels.
 *
 * @param low data at {@code from}
 * @param high data at {@code to}, above {@code low}
 * @param from pixel of the low end
 * @param to pixel of the high end
 */
public record Scale(double low, double high, double from, double to) {

  /** Pixel of a value. */
  public double at(double value) {
    return from + (value - low) / (high - low) * (to - from);
  }

  /**
   * The smallest and largest of some values.
   *
   * @param low the smallest
   * @param high the largest
   */
  public record Range(double low, double high) {
    /** Values that differ by a few steps between neighbouring doubles agree but for rounding. */
    private static final double ROUNDING = 8;

    /** The range of a coordinate over the finite points; {@code [0, 1]} if there is none. */
    public static Range of(Stream<Point> points, ToDoubleFunction<Point> coordinate) {
      List<Double> sorted =
          points.mapToDouble(coordinate).filter(Double::isFinite).sorted().boxed().toList();
      return sorted.isEmpty()
          ? new Range(0, 1)
          : new Range(sorted.get(0), sorted.get(sorted.size() - 1));
    }

    /**
     * A range one can draw: with a margin, and with some width where all values agree.
     *
     * @param margin share of the width to add at both ends
     */
    public Range padded(double margin) {
      double size = Math.max(Math.abs(low), Math.abs(high));
      if (high - low <= ROUNDING * Math.ulp(size)) {
        double room = size == 0 ? 1 : size * 0.1;
        return new Range(low - room, high + room);
      }
      double room = high * margin - low * margin;
      return new Range(low - room, high + room);
    }

    /** The smallest range that holds this one and a value. */
    public Range including(double value) {
      return new Range(Math.min(low, value), Math.max(high, value));
    }

    /** The map of this range to pixels, {@code from} at the low end. */
    public Scale onto(double from, double to) {
      return new Scale(low, high, from, to);
    }
  }
}
