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
    return DecimalText.format(
        new BigDecimal(value).round(new MathContext(digits)).doubleValue() + 0.0);
  }
}
