package io.anode4j.streaming.record;

import java.util.regex.Pattern;

/**
 * Numbers as people write them. Java itself reads {@code 60d} and {@code 0x1p3} as numbers too, of
 * which the first looks like sixty days.
 */
public final class Decimal {
  private static final Pattern WRITTEN =
      Pattern.compile("[+-]?([0-9]+(\\.[0-9]*)?|\\.[0-9]+)([eE][+-]?[0-9]{1,9})?");

  private Decimal() {}

  /**
   * Reads a number.
   *
   * @param text digits, with a point and an exponent where there is one
   * @return the number, which may be infinite where a double cannot hold it; NaN when the text is
   *     none
   */
  public static double parse(String text) {
    return text.length() <= 400 && WRITTEN.matcher(text).matches()
        ? Double.parseDouble(text)
        : Double.NaN;
  }
}
