package io.anode4j.data.internal;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * Numbers as text, strictly decimal and the same on every Java version.
 *
 * <p>Reading is stricter than {@link Double#parseDouble}: no hexadecimal, no {@code 1d} or {@code
 * 1f}, no {@code NaN} or {@code Infinity}, so that a stray letter in a file is never taken for a
 * number. Writing gives the shortest text that reads back to the same bits, without the trailing
 * {@code .0} and without an exponent in the usual range.
 */
public final class DecimalText {
  /** Whole numbers below this are written as such; every one of them is exact in a double. */
  private static final double EXACT_WHOLE = 1e15;

  /** Numbers of so many digits are doubles. */
  private static final int MOST_DIGITS = 15;

  private static final double[] POWERS = {
    1, 1e1, 1e2, 1e3, 1e4, 1e5, 1e6, 1e7, 1e8, 1e9, 1e10, 1e11, 1e12, 1e13, 1e14, 1e15
  };

  private DecimalText() {}

  /**
   * Reads a decimal number such as {@code 12}, {@code -0.5} or {@code 6.02e23}.
   *
   * @param text the text, without surrounding space
   * @return the number; {@code NaN} if the text is not one; infinite if it exceeds the double range
   */
  public static double parse(String text) {
    int length = text.length();
    if (length == 0) {
      return Double.NaN;
    }
    double exact = exact(text, length);
    if (!Double.isNaN(exact)) {
      return exact;
    }
    for (int i = 0; i < length; i++) {
      if (!isNumberCharacter(text.charAt(i))) {
        return Double.NaN;
      }
    }
    try {
      return Double.parseDouble(text);
    } catch (NumberFormatException e) {
      return Double.NaN;
    }
  }

  /**
   * The number where few digits make it certain without long arithmetic: digits and power of ten
   * are doubles, so their quotient is rounded once, to the nearest (Clinger 1990); else {@code
   * NaN}.
   */
  private static double exact(String text, int length) {
    int start = text.charAt(0) == '-' ? 1 : 0;
    if (length - start > MOST_DIGITS + 1 || length == start) {
      return Double.NaN;
    }
    long digits = 0;
    int point = -1;
    for (int i = start; i < length; i++) {
      char c = text.charAt(i);
      if (c >= '0' && c <= '9') {
        digits = 10 * digits + c - '0';
      } else if (c == '.' && point < 0 && length - start > 1) {
        point = i;
      } else {
        return Double.NaN;
      }
    }
    if (point < 0 && length - start > MOST_DIGITS) {
      return Double.NaN;
    }
    double size = point < 0 ? digits : digits / POWERS[length - point - 1];
    return start == 1 ? -size : size;
  }

  private static boolean isNumberCharacter(char c) {
    return (c >= '0' && c <= '9') || c == '.' || c == '-' || c == '+' || c == 'e' || c == 'E';
  }

  /**
   * Writes a number so that {@link #parse} gives back the same bits.
   *
   * @param value any finite number
   * @return the shortest such text
   */
  public static String format(double value) {
    if (value == Math.rint(value) && Math.abs(value) < EXACT_WHOLE) {
      boolean negativeZero = value == 0 && 1 / value < 0;
      return negativeZero ? "-0.0" : Long.toString((long) value);
    }
    BigDecimal decimal = shortest(value).stripTrailingZeros();
    int exponent = decimal.precision() - decimal.scale();
    return exponent < -5 || exponent > 21 ? decimal.toString() : decimal.toPlainString();
  }

  /** Before Java 19 {@link Double#toString} sometimes gave a digit or two more than needed. */
  private static BigDecimal shortest(double value) {
    BigDecimal decimal = new BigDecimal(Double.toString(value));
    for (int digits = 15; digits < decimal.precision(); digits++) {
      BigDecimal rounded = decimal.round(new MathContext(digits));
      if (rounded.doubleValue() == value) {
        return rounded;
      }
    }
    return decimal;
  }
}
