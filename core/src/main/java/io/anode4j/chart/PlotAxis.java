package io.anode4j.chart;

import java.util.List;
import java.util.function.ToDoubleFunction;
import org.jspecify.annotations.Nullable;

/**
 * One axis of a {@link Plot}: its words, whether it is logarithmic, and what it shows.
 *
 * @param name what is measured, with its unit
 * @param logarithmic whether equal ratios are equal lengths
 * @param fixed what it shows, or null for all that is drawn
 */
record PlotAxis(String name, boolean logarithmic, Scale.@Nullable Range fixed) {
  static final PlotAxis PLAIN = new PlotAxis("", false, null);

  /** Decades beyond which a logarithmic axis says no more. */
  private static final double DEEPEST = 1e-300;

  PlotAxis named(String other) {
    return new PlotAxis(other, logarithmic, fixed);
  }

  PlotAxis inDecades() {
    return new PlotAxis(name, true, fixed);
  }

  PlotAxis showing(double low, double high) {
    if (!(low < high && Double.isFinite(high - low))) {
      throw new IllegalArgumentException(
          "Found an axis from "
              + low
              + " to "
              + high
              + "; expected finite ends, the first below the second.");
    }
    return new PlotAxis(name, logarithmic, new Scale.Range(low, high));
  }

  /** A value as the scale sees it; NaN for what a logarithmic axis cannot show. */
  double transformed(double value) {
    if (!logarithmic) {
      return value;
    }
    return value > DEEPEST ? Math.log10(value) : Double.NaN;
  }

  /** The map to pixels. */
  Scale scale(List<Point> shown, ToDoubleFunction<Point> coordinate, double from, double to) {
    if (fixed != null) {
      return new Scale(transformed(fixed.low()), transformed(fixed.high()), from, to);
    }
    List<Point> seen =
        shown.stream().map(p -> new Point(transformed(coordinate.applyAsDouble(p)), 0)).toList();
    return Scale.Range.of(seen.stream(), Point::x).padded(0.05).onto(from, to);
  }

  /** Ticks at positions of the scale. */
  Ticks ticks(Scale scale, int most) {
    return logarithmic
        ? DecadeTicks.of(scale.low(), scale.high(), most)
        : NumberTicks.of(scale.low(), scale.high(), most);
  }
}
