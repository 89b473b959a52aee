package io.anode4j.data;

import io.anode4j.data.internal.DecimalText;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * How finely numbers must be written for a distance between them to be seen: a pressure of
 * 101325.02 beside a deviation of 0.01 takes more digits than the same pressure beside one of 100.
 *
 * @param distance the distance that matters, in the unit of the numbers, not negative; 0, infinity
 *     or {@code NaN} if there is none
 * @param digits significant digits of the distance that stay visible, at least 1
 */
public record Resolution(double distance, int digits) {
  /** So many significant digits tell every double from its neighbours. */
  public static final int MOST = 17;

  /** With more digits than this, rounding in decimals is no longer exact in doubles. */
  private static final int EXACT = 15;

  /** Powers of ten, all of them doubles exactly. */
  private static final double[] POWERS = new double[23];

  static {
    for (int k = 0; k < POWERS.length; k++) {
      POWERS[k] = Double.parseDouble("1e" + k);
    }
  }

  /**
   * Checks the numbers.
   *
   * @throws IllegalArgumentException if the distance is negative or there is no digit
   */
  public Resolution {
    if (distance < 0 || digits < 1) {
      throw new IllegalArgumentException(
          ("a resolution of %d digits of the distance %s; expected at least one digit and a distance"
                  + " that is not negative; pass a spread such as a standard deviation")
              .formatted(digits, distance));
    }
  }

  /**
   * The significant digits in which a number shows the digits wanted of the distance, and as many
   * of its own.
   *
   * @param value any finite number
   * @return {@link #digits} to 17
   */
  public int of(double value) {
    if (value == 0 || !(distance > 0) || Double.isInfinite(distance)) {
      return Math.min(MOST, digits);
    }
    double excess = Math.floor(Math.log10(Math.abs(value))) - Math.floor(Math.log10(distance));
    return (int) Math.min(MOST, digits + Math.max(0, excess));
  }

  /**
   * A number with the digits it needs.
   *
   * @param value a finite number
   * @return decimal text without trailing zeros
   */
  public String text(double value) {
    return rounded(value, of(value));
  }

  /**
   * A number rounded to significant digits.
   *
   * @param value a finite number
   * @param digits how many, at least 1; from 16 on the shortest text that reads back the same
   * @return decimal text without trailing zeros, with an exponent only outside of the usual range
   */
  public static String rounded(double value, int digits) {
    if (value == 0 || digits > EXACT) {
      return DecimalText.format(value + 0.0);
    }
    String text = fast(value, digits);
    if (!text.isEmpty()) {
      return text;
    }
    double rounded = new BigDecimal(value).round(new MathContext(digits)).doubleValue() + 0.0;
    return DecimalText.format(Double.isInfinite(rounded) ? value : rounded);
  }

  /**
   * The text without decimals of any length, or nothing where that is not certain. The scaled
   * number has one rounding, half a unit of its last place: unless it lies that close to a tie, its
   * whole number is the exact one. So few digits read back to one double each, so no shorter text
   * would.
   */
  private static String fast(double value, int digits) {
    int exponent = digits - 1 - (int) Math.floor(Math.log10(Math.abs(value)));
    if (exponent < 0 || exponent > digits + 4) {
      return "";
    }
    double scaled = Math.abs(value) * POWERS[exponent];
    double size = Math.rint(scaled);
    boolean inRange = size < POWERS[digits] && size >= POWERS[digits - 1];
    if (!inRange || Math.abs(Math.abs(scaled - size) - 0.5) <= 2 * Math.ulp(scaled)) {
      return "";
    }
    long whole = (long) size;
    while (exponent > 0 && whole % 10 == 0) {
      whole /= 10;
      exponent--;
    }
    return plain(value < 0, Long.toString(whole), exponent);
  }

  private static String plain(boolean negative, String whole, int decimals) {
    StringBuilder text = new StringBuilder(whole.length() + decimals + 3);
    if (negative) {
      text.append('-');
    }
    int point = whole.length() - decimals;
    if (decimals == 0) {
      return text.append(whole).toString();
    }
    if (point <= 0) {
      return text.append("0.").append("0".repeat(-point)).append(whole).toString();
    }
    return text.append(whole, 0, point).append('.').append(whole, point, whole.length()).toString();
  }
}
