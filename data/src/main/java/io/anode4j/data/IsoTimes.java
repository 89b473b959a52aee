package io.anode4j.data;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times as ISO-8601 dates or date-times.
 *
 * @param resolution the coarsest to write: {@link #DATE}, {@link #MINUTES}, or 0 to 6 digits of a
 *     second
 * @param separator between date and time of day, {@code T} or a space
 * @param offset the offset to write with; without one, times have none and are UTC
 */
record IsoTimes(int resolution, char separator, @Nullable ZoneOffset offset) implements TimeFormat {
  static final int DATE = -2;
  static final int MINUTES = -1;
  static final int SECONDS = 0;
  private static final int MICROS = 6;

  private static final Pattern HOUR_OF_ONE_DIGIT = Pattern.compile("\\d{4}-\\d\\d-\\d\\d \\d:");

  private static final long MICROS_PER_SECOND = 1_000_000;
  private static final long SECONDS_PER_DAY = 86_400;

  @Override
  public double parse(String text) {
    IsoText parsed = IsoText.parse(text);
    if (parsed == null && HOUR_OF_ONE_DIGIT.matcher(text).lookingAt()) {
      parsed = IsoText.parse(text.replaceFirst(" ", " 0")); // as people write it
    }
    if (parsed == null || parsed.hasOffset() != (offset != null)) {
      throw notATime(text, this);
    }
    return parsed.epochSeconds();
  }

  static IllegalArgumentException notATime(String text, TimeFormat format) {
    return new IllegalArgumentException(
        "'%s' is not a time in this format; expected %s; mend it or state another time format"
            .formatted(text, format.expectation()));
  }

  @Override
  public String format(double time) {
    long shift = offset == null ? 0 : offset.getTotalSeconds();
    // Whole seconds and the rest apart: their product by a million would not be exact.
    double whole = Math.floor(time);
    long micros = Math.round((time - whole) * MICROS_PER_SECOND);
    long seconds = (long) whole + shift + Math.floorDiv(micros, MICROS_PER_SECOND);
    micros = Math.floorMod(micros, MICROS_PER_SECOND);
    LocalDate date = LocalDate.ofEpochDay(Math.floorDiv(seconds, SECONDS_PER_DAY));
    int ofDay = (int) Math.floorMod(seconds, SECONDS_PER_DAY);
    int needed = Math.max(resolution, resolutionOf(ofDay, micros));
    StringBuilder text = new StringBuilder(32).append(date);
    if (needed > DATE || offset != null) {
      appendTimeOfDay(text.append(separator), ofDay, micros, needed);
    }
    return offset == null ? text.toString() : text.append(offset).toString();
  }

  private static int resolutionOf(int secondOfDay, long micros) {
    if (micros != 0) {
      int digits = MICROS;
      for (long rest = micros; rest % 10 == 0; rest /= 10) {
        digits--;
      }
      return digits;
    }
    return secondOfDay == 0 ? DATE : secondOfDay % 60 == 0 ? MINUTES : SECONDS;
  }

  private static void appendTimeOfDay(StringBuilder text, int ofDay, long micros, int resolution) {
    appendTwoDigits(text, ofDay / 3600);
    appendTwoDigits(text.append(':'), ofDay / 60 % 60);
    if (resolution >= SECONDS) {
      appendTwoDigits(text.append(':'), ofDay % 60);
    }
    if (resolution > SECONDS) {
      String digits = Long.toString(MICROS_PER_SECOND + micros);
      text.append('.').append(digits, 1, 1 + resolution);
    }
  }

  private static void appendTwoDigits(StringBuilder text, int number) {
    text.append((char) ('0' + number / 10)).append((char) ('0' + number % 10));
  }

  @Override
  public boolean isDated() {
    return true;
  }

  /** The last moment of 2020 in this style: an example that detects as the same format. */
  @Override
  public String name() {
    if (resolution == DATE && offset == null) {
      return "2020-12-31";
    }
    StringBuilder text = new StringBuilder("2020-12-31").append(separator).append("23:59");
    if (resolution >= SECONDS) {
      text.append(":59");
    }
    if (resolution > SECONDS) {
      text.append('.').append("9".repeat(resolution));
    }
    return offset == null ? text.toString() : text.append(offset).toString();
  }

  @Override
  public String description() {
    return "ISO-8601 like " + name();
  }

  @Override
  public String expectation() {
    if (resolution == DATE) {
      return "an ISO-8601 date such as " + name();
    }
    String which = offset == null ? "without offset" : "with offset";
    return "an ISO-8601 date-time %s such as %s".formatted(which, name());
  }

  @Override
  public String toString() {
    return name();
  }
}
