package io.anode4j.data;

import java.time.DateTimeException;
import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Time that has passed, as a clock shows it: {@code 07:30}, {@code 36:00:00.5}, {@code 1 days
 * 02:30:00} or the ISO-8601 duration {@code PT1H30M}. Seconds since its 00:00.
 */
record ClockTimes() implements TimeFormat {
  static final ClockTimes INSTANCE = new ClockTimes();
  private static final Pattern CLOCK =
      Pattern.compile(
          "([+-])?(?:(\\d{1,6}) days?,? )?(\\d{1,5})[:](\\d{2})(?:[:](\\d{2}(?:[.,]\\d+)?))?");
  private static final int HOUR = 3600;
  private static final int DAY = 86_400;

  /** The seconds; {@code NaN} if the text is no time of this kind. */
  static double seconds(String text) {
    if (text.indexOf(':') < 0) {
      return text.startsWith("P") || text.startsWith("-P") ? duration(text) : Double.NaN;
    }
    Matcher clock = CLOCK.matcher(text);
    if (!clock.matches()) {
      return Double.NaN;
    }
    double days = clock.group(2) == null ? 0 : Double.parseDouble(clock.group(2));
    double minutes = Double.parseDouble(clock.group(4));
    String last = clock.group(5);
    double seconds = last == null ? 0 : Double.parseDouble(last.replace(',', '.'));
    if (minutes >= 60 || seconds >= 60) {
      return Double.NaN;
    }
    double all = days * DAY + Double.parseDouble(clock.group(3)) * HOUR + minutes * 60 + seconds;
    return "-".equals(clock.group(1)) ? -all : all;
  }

  private static double duration(String text) {
    try {
      Duration duration = Duration.parse(text);
      return duration.getSeconds() + duration.getNano() / 1e9;
    } catch (DateTimeException e) {
      return Double.NaN;
    }
  }

  @Override
  public double parse(String text) {
    double seconds = seconds(text);
    if (Double.isNaN(seconds)) {
      throw IsoTimes.notATime(text, this);
    }
    return seconds;
  }

  @Override
  public String format(double time) {
    long micros = Math.round(Math.abs(time) * 1e6);
    long seconds = micros / 1_000_000;
    StringBuilder text = new StringBuilder(time < 0 ? "-" : "");
    text.append("%02d:%02d".formatted(seconds / HOUR, seconds / 60 % 60));
    if (micros % 60_000_000 > 0) {
      text.append(":%02d".formatted(seconds % 60));
    }
    if (micros % 1_000_000 > 0) {
      text.append('.').append("%06d".formatted(micros % 1_000_000).replaceAll("0+$", ""));
    }
    return text.toString();
  }

  /** Durations such as {@code 36h} make sense of them. */
  @Override
  public boolean isDated() {
    return true;
  }

  @Override
  public String name() {
    return "elapsed";
  }

  @Override
  public String description() {
    return "time elapsed, as HH:mm:ss";
  }

  @Override
  public String expectation() {
    return "elapsed time such as 07:30, 36:00:00 or PT1H30M";
  }

  @Override
  public String toString() {
    return name();
  }
}
