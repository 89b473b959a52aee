package io.anode4j.forecast;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/**
 * Which values a channel can have. A predictive distribution within bounds is censored, as in
 * Tobin's model (Tobin 1958): what it would put beyond a bound stands on the bound. One of counts
 * is rounded too: what it would put between two of them stands on the nearer one.
 *
 * @param lower smallest value; −∞ for none
 * @param upper largest value, above the lower; +∞ for none
 * @param whole whether values are counts: whole numbers above the lower bound, which is finite
 */
public record Bounds(
    double lower, double upper, @JsonInclude(JsonInclude.Include.NON_DEFAULT) boolean whole) {
  /** No bounds. */
  public static final Bounds NONE = new Bounds(Double.NEGATIVE_INFINITY, Double.POSITIVE_INFINITY);

  /**
   * Bounds of any numbers between them.
   *
   * @param lower smallest value; −∞ for none
   * @param upper largest value, above the lower; +∞ for none
   */
  public Bounds(double lower, double upper) {
    this(lower, upper, false);
  }

  /** Checks the order. */
  public Bounds {
    if (!(lower < upper) || lower == Double.POSITIVE_INFINITY) {
      throw new IllegalArgumentException(
          "Bounds are " + lower + " and " + upper + "; expected a lower one below an upper one");
    }
    if (whole && lower == Double.NEGATIVE_INFINITY) {
      throw new IllegalArgumentException("Counts without a lower bound; expected one, such as 0");
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
    return value >= lower && value <= upper && (!whole || isWhole(value - lower));
  }

  /** The same of any numbers, not counts alone. */
  public Bounds ofFractions() {
    return new Bounds(lower, upper);
  }

  /** For a person, such as {@code counts from 0 on} or {@code 0 to 100}. */
  public String words() {
    String what = whole ? "counts " : "";
    if (upper == Double.POSITIVE_INFINITY) {
      return what + "from " + number(lower) + " on";
    }
    return what
        + (lower == Double.NEGATIVE_INFINITY ? "up to " : number(lower) + " to ")
        + number(upper);
  }

  private static String number(double value) {
    return BigDecimal.valueOf(value).stripTrailingZeros().toPlainString();
  }

  static boolean isWhole(double value) {
    return value == Math.rint(value);
  }

  /** Bounds of channels, each moved as far as its values. */
  static List<Bounds> moved(List<Bounds> bounds, double[] by) {
    List<Bounds> moved = new ArrayList<>();
    for (int c = 0; c < by.length; c++) {
      Bounds one = bounds.get(c);
      moved.add(new Bounds(one.lower + by[c], one.upper + by[c], one.whole));
    }
    return List.copyOf(moved);
  }
}
