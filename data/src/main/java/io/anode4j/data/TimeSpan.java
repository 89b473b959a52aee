package io.anode4j.data;

import io.anode4j.data.internal.DecimalText;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A positive span of time as a person writes it: a duration such as {@code 36h} for dated series, a
 * plain number in the series' own unit for others.
 *
 * <p>Durations are numbers with a unit, {@code ms}, {@code s}, {@code m} or {@code min}, {@code h},
 * {@code d}, {@code w}, also several in a row ({@code 1h30m}), or ISO-8601: {@code PT15M}, {@code
 * P1D}, {@code P2W}. A day is 24 hours. Months and years are refused because they have no fixed
 * length.
 *
 * @param amount seconds for a duration, else the number itself; positive and finite
 * @param isDuration whether the text had units
 */
public record TimeSpan(double amount, boolean isDuration) {
  private static final Pattern PART =
      Pattern.compile("([0-9]+(?:\\.[0-9]+)?)(ms|min|s|m|h|d|w)", Pattern.CASE_INSENSITIVE);
  private static final Pattern ISO_WEEKS = Pattern.compile("P([0-9]+)W", Pattern.CASE_INSENSITIVE);
  private static final double DAY = 86_400;

  /**
   * Checks the amount.
   *
   * @param amount seconds for a duration, else the number itself
   * @param isDuration whether the amount is in seconds
   * @throws IllegalArgumentException if the amount is not positive and finite
   */
  public TimeSpan {
    if (!(amount > 0) || Double.isInfinite(amount)) {
      throw new IllegalArgumentException(
          "a time span of %s; expected a positive span; state a longer one".formatted(amount));
    }
  }

  /**
   * Reads a span before the series are known.
   *
   * @param text such as {@code 36h}, {@code P1D} or {@code 12.5}
   * @return the span
   * @throws IllegalArgumentException if the text is none
   */
  public static TimeSpan of(String text) {
    String trimmed = text.trim();
    double number = DecimalText.parse(trimmed);
    if (!Double.isNaN(number)) {
      return new TimeSpan(number, false);
    }
    double seconds =
        trimmed.toUpperCase(Locale.ROOT).startsWith("P") ? iso(trimmed) : units(trimmed);
    if (Double.isNaN(seconds)) {
      throw new IllegalArgumentException(
          ("'%s' is not a time span; expected a duration such as 36h, 5m, 90s, 2d, 1w, P1D or"
                  + " PT15M, or a plain number; state one of these")
              .formatted(text));
    }
    return new TimeSpan(seconds, true);
  }

  /**
   * Reads a span for series of a known time format.
   *
   * @param text such as {@code 36h}, {@code P1D} or {@code 12.5}
   * @param format how the series' times are written
   * @return the span in the unit of the series' times: seconds if dated
   * @throws IllegalArgumentException if the text is no span or does not fit the format
   */
  public static double parse(String text, TimeFormat format) {
    return of(text).in(format);
  }

  /**
   * This span in the unit of some series' times.
   *
   * @param format how the series' times are written
   * @return seconds for dated series, the plain number for others
   * @throws IllegalArgumentException for a duration on undated series or a number on dated ones
   */
  public double in(TimeFormat format) {
    if (isDuration && !format.isDated()) {
      throw new IllegalArgumentException(
          ("the time span %s is a duration, but the series' times are plain numbers;"
                  + " expected a number in the unit of those times, such as 12.5;"
                  + " drop the unit, or state the time format if the times are dates")
              .formatted(this));
    }
    if (!isDuration && format.isDated()) {
      throw new IllegalArgumentException(
          ("the time span %s has no unit, but the series' times are dates (%s);"
                  + " expected a duration such as 36h, 5m or P1D; add the unit")
              .formatted(this, format.name()));
    }
    return amount;
  }

  private static double iso(String text) {
    Matcher weeks = ISO_WEEKS.matcher(text);
    if (weeks.matches()) {
      return 7 * DAY * Double.parseDouble(weeks.group(1));
    }
    try {
      Duration duration = Duration.parse(text);
      return duration.getSeconds() + duration.getNano() / 1e9;
    } catch (DateTimeParseException e) {
      return Double.NaN;
    }
  }

  private static double units(String text) {
    Matcher part = PART.matcher(text);
    double seconds = text.isEmpty() ? Double.NaN : 0;
    int end = 0;
    while (end < text.length() && part.find(end) && part.start() == end) {
      seconds += Double.parseDouble(part.group(1)) * secondsOf(part.group(2));
      end = part.end();
    }
    return end == text.length() ? seconds : Double.NaN;
  }

  private static double secondsOf(String unit) {
    return switch (unit.toLowerCase(Locale.ROOT)) {
      case "ms" -> 1e-3;
      case "s" -> 1;
      case "m", "min" -> 60;
      case "h" -> 3600;
      case "d" -> DAY;
      default -> 7 * DAY;
    };
  }

  /**
   * The span in its largest unit that divides it.
   *
   * @return such as {@code 36h}, {@code 90s} or, without unit, {@code 12.5}
   */
  @Override
  public String toString() {
    if (!isDuration) {
      return DecimalText.format(amount);
    }
    for (String unit : new String[] {"d", "h", "m"}) {
      if (amount % secondsOf(unit) == 0) {
        return DecimalText.format(amount / secondsOf(unit)) + unit;
      }
    }
    return DecimalText.format(amount) + "s";
  }
}
