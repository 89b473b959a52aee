package io.anode4j.chart;

import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/** Numbers written for people: few digits, thousands apart, powers of ten where they are due. */
public final class Figures {
  private static final String SUPERSCRIPTS = "⁰¹²³⁴⁵⁶⁷⁸⁹";

  private Figures() {}

  /** Three significant digits: {@code 0.213}, {@code 12,300}, {@code 4.1×10⁹}, {@code –}. */
  public static String rounded(double value) {
    return rounded(value, 3);
  }

  /** So many significant digits; an en dash for what is not a number. */
  public static String rounded(double value, int digits) {
    if (!Double.isFinite(value)) {
      return Double.isNaN(value) ? "–" : value > 0 ? "∞" : "−∞";
    }
    if (value == 0) {
      return "0";
    }
    BigDecimal rounded = new BigDecimal(value).round(new MathContext(digits));
    int exponent = rounded.precision() - rounded.scale() - 1;
    if (exponent >= -4 && exponent < 6) {
      return plain(rounded.stripTrailingZeros(), rounded.abs().doubleValue() >= 10_000);
    }
    BigDecimal mantissa = rounded.scaleByPowerOfTen(-exponent).stripTrailingZeros();
    return plain(mantissa, false) + powerOfTen(exponent);
  }

  /** So many decimals, zeros included, for columns. */
  public static String fixed(double value, int decimals) {
    BigDecimal rounded = new BigDecimal(value).setScale(decimals, RoundingMode.HALF_EVEN);
    return plain(rounded, Math.abs(value) >= 10_000);
  }

  /** A count, thousands apart. */
  public static String count(long n) {
    return plain(BigDecimal.valueOf(n), Math.abs(n) >= 10_000);
  }

  /** A count and what is counted: {@code 1 point}, {@code 12 points}. */
  public static String count(long n, String noun) {
    return count(n) + " " + noun + (n == 1 ? "" : "s");
  }

  /** A share as a percentage with a thin space, {@code 90 %}. */
  public static String percent(double share) {
    return plain(BigDecimal.valueOf(Math.round(share * 1000), 1).stripTrailingZeros(), false)
        + " %";
  }

  /** {@code ×10⁹}. */
  public static String powerOfTen(int exponent) {
    StringBuilder out = new StringBuilder("×10");
    for (char c : Integer.toString(exponent).toCharArray()) {
      out.append(c == '-' ? '⁻' : SUPERSCRIPTS.charAt(c - '0'));
    }
    return out.toString();
  }

  /** Plain notation with a true minus sign, optionally with commas between thousands. */
  public static String plain(BigDecimal value, boolean grouped) {
    String digits = value.abs().toPlainString();
    if (grouped) {
      int point = digits.indexOf('.') < 0 ? digits.length() : digits.indexOf('.');
      StringBuilder out = new StringBuilder(digits);
      for (int i = point - 3; i > 0; i -= 3) {
        out.insert(i, ',');
      }
      digits = out.toString();
    }
    return value.signum() < 0 ? "−" + digits : digits;
  }
}
