package io.anode4j.data;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * One ISO-8601 text taken apart. By hand, because files have millions of them and a formatter is
 * many times slower.
 *
 * @param epochSeconds the instant, UTC if the text has no offset
 * @param resolution as in {@link IsoTimes}
 * @param separator between date and time of day
 * @param offset the offset, if there is one
 */
record IsoText(double epochSeconds, int resolution, char separator, @Nullable ZoneOffset offset) {

  private static final int DATE_LENGTH = 10;
  private static final int MINUTES_LENGTH = 16;
  private static final int SECONDS_LENGTH = 19;

  boolean hasOffset() {
    return offset != null;
  }

  /**
   * Reads {@code yyyy-MM-dd}, or that followed by {@code T} or a space, {@code HH:mm}, optional
   * seconds and fraction, and an optional {@code Z} or offset; null if the text is something else.
   */
  static @Nullable IsoText parse(String text) {
    try {
      return parseChecked(text);
    } catch (DateTimeException | NumberFormatException e) {
      return null;
    }
  }

  private static @Nullable IsoText parseChecked(String text) {
    int length = text.length();
    if (length < DATE_LENGTH || text.charAt(4) != '-' || text.charAt(7) != '-') {
      return null;
    }
    LocalDate date = LocalDate.of(digits(text, 0, 4), digits(text, 5, 7), digits(text, 8, 10));
    double midnight = date.toEpochDay() * 86_400.0;
    if (length == DATE_LENGTH) {
      return new IsoText(midnight, IsoTimes.DATE, 'T', null);
    }
    char separator = text.charAt(DATE_LENGTH);
    if ((separator != 'T' && separator != 't' && separator != ' ')
        || length < MINUTES_LENGTH
        || text.charAt(13) != ':') {
      return null;
    }
    int minutes = bounded(digits(text, 11, 13), 25) * 60 + bounded(digits(text, 14, 16), 60);
    int end = MINUTES_LENGTH;
    double seconds = 0;
    int resolution = IsoTimes.MINUTES;
    if (length >= SECONDS_LENGTH && text.charAt(end) == ':') {
      seconds = bounded(digits(text, 17, 19), 60);
      end = SECONDS_LENGTH;
      resolution = IsoTimes.SECONDS;
      int fractionEnd = endOfFraction(text, end);
      if (fractionEnd > end + 1) {
        resolution = Math.min(6, fractionEnd - end - 1);
        seconds += Double.parseDouble("0." + text.substring(end + 1, fractionEnd));
        end = fractionEnd;
      }
    }
    if (minutes * 60 + seconds > 86_400) {
      return null; // 24:00 is the end of a day, and there is no later one
    }
    ZoneOffset offset = end == length ? null : ZoneOffset.of(text.substring(end));
    double utc = midnight + minutes * 60.0 - (offset == null ? 0 : offset.getTotalSeconds());
    return new IsoText(utc + seconds, resolution, separator == ' ' ? ' ' : 'T', offset);
  }

  private static int endOfFraction(String text, int from) {
    if (from >= text.length() || (text.charAt(from) != '.' && text.charAt(from) != ',')) {
      return from;
    }
    int end = from + 1;
    while (end < text.length() && text.charAt(end) >= '0' && text.charAt(end) <= '9') {
      end++;
    }
    return end;
  }

  private static int digits(String text, int from, int to) {
    int number = 0;
    for (int i = from; i < to; i++) {
      int digit = text.charAt(i) - '0';
      if (digit < 0 || digit > 9) {
        throw new NumberFormatException();
      }
      number = 10 * number + digit;
    }
    return number;
  }

  private static int bounded(int number, int limit) {
    if (number >= limit) {
      throw new NumberFormatException();
    }
    return number;
  }
}
