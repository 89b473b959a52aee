package io.anode4j.forecast;

import java.util.ArrayList;
import java.util.List;

/**
 * Between which values a channel can lie. A predictive distribution within bounds is censored, as
 * in Tobin's model (Tobin 1958): what it would put beyond a bound stands on the bound.
 *
 * @param lower smallest value; −∞ for none
 * @param upper largest value, above the lower; +∞ for none
 */
public record Bounds(double lower, double upper) {
  /** No bounds. */
  public static final Bounds NONE = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /** Checks the order. */
  public Bounds {
    if (!(lower < upper) || lower == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "Bounds are " + lower + " and " + upper + "; expected a lower one below an upper one");
    }
  }

  /** Whether there is none. */
  boolean isNone() {
    return equals(NONE);
  }

  /** The nearest value within. */
  public double clamp(double value) {
    return Math.max(lower, Math.min(upper, value));
  }

  /** Whether a value can be. */
  public boolean contains(double value) {
    return value >= lower && value <= upper;
  }

  /** Bounds of channels, each moved as far as its values. */
  static List<Bounds> moved(List<Bounds> bounds, double[] by) {
    List<Bounds> moved = new ArrayList<>();
    for (int c = 0; c < by.length; c++) {
      Bounds one = bounds.get(c);
      moved.add(new Bounds(one.lower + by[c], one.upper + by[c]));
    }
    return List.copyOf(moved);
  }
}
