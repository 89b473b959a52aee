package io.anode4j.data;

import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;

/**
 * Times as a pattern of letters shows them, such as {@code dd/MM/yyyy HH:mm}. Where cells are
 * intervals, the pattern ends in what separates their halves and {@code …}: the start is the time.
 */
final class CalendarTimes implements TimeFormat {
  /** What stands for the second half of an interval in a pattern. */
  static final String REST = "…";

  /** The only word that stands between the halves of an interval. */
  static final String TO = " to ";

  /** A minute, a day, a month, a quarter, a week, a year: one that a pattern shows as a whole. */
  private static final List<LocalDateTime> EXAMPLES =
      List.of(
          LocalDateTime.of(2020, 12, 31, 23, 59),
          LocalDateTime.of(2020, 12, 31, 0, 0),
          LocalDateTime.of(2020, 12, 1, 0, 0),
          LocalDateTime.of(2020, 10, 1, 0, 0),
          LocalDateTime.of(2020, 12, 28, 0, 0),
          LocalDateTime.of(2020, 1, 1, 0, 0));

  private final String name;
  private final CalendarPattern pattern;

  /** What separates the halves of an interval, empty without one. */
  private final String until;

  /**
   * Takes a pattern.
   *
   * @throws IllegalArgumentException if it is none
   */
  CalendarTimes(String name) {
    this.name = name;
    String start = name;
    String separator = "";
    if (name.endsWith(REST)) {
      int end = name.length() - REST.length();
      int from = end;
      boolean word = name.startsWith(TO, end - TO.length());
      from -= word ? TO.length() : 0;
      while (!word && from > 0 && !isOfStart(name.charAt(from - 1))) {
        from--;
      }
      start = name.substring(0, from);
      separator = name.substring(from, end);
    }
    this.until = separator;
    this.pattern = CalendarPattern.of(start);
  }

  private static boolean isOfStart(char c) {
    return Character.isLetter(c) || c == CalendarElement.LITERAL;
  }

  @Override
  public double parse(String text) {
    double seconds = seconds(text);
    if (Double.isNaN(seconds)) {
      throw IsoTimes.notATime(text, this);
    }
    return seconds;
  }

  /** The time; {@code NaN} if the text is none. */
  double seconds(String text) {
    String start = text;
    if (!until.isEmpty()) {
      int end = text.replace('\u00A0', ' ').indexOf(until, text.length() / 3);
      start = end < 0 ? text : text.substring(0, end);
    }
    double seconds = pattern.parse(start);
    if (Double.isNaN(seconds)) {
      IsoText iso = IsoText.parse(start);
      return iso == null || iso.hasOffset() != pattern.hasZone() ? seconds : iso.epochSeconds();
    }
    return seconds;
  }

  boolean hasZone() {
    return pattern.hasZone();
  }

  @Override
  public String format(double time) {
    double whole = Math.floor(time);
    long micros = Math.round((time - whole) * 1_000_000);
    LocalDateTime moment =
        LocalDateTime.ofEpochSecond((long) whole, 0, ZoneOffset.UTC).plusNanos(1000 * micros);
    if (pattern.shows(moment)) {
      return pattern.format(moment);
    }
    TimeFormat iso =
        pattern.hasZone() ? TimeFormat.isoDateTime(ZoneOffset.UTC) : TimeFormat.isoDate();
    return iso.format(time);
  }

  @Override
  public boolean isDated() {
    return true;
  }

  @Override
  public String name() {
    return name;
  }

  @Override
  public String description() {
    return name + (until.isEmpty() ? "" : ", the start of each interval");
  }

  /** An example, because a pattern says little to most people. */
  @Override
  public String expectation() {
    LocalDateTime example =
        EXAMPLES.stream().filter(pattern::shows).findFirst().orElse(EXAMPLES.get(0));
    return "a time as %s shows it, such as %s".formatted(name, pattern.format(example));
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof CalendarTimes that && that.name.equals(name);
  }

  @Override
  public int hashCode() {
    return name.hashCode();
  }

  @Override
  public String toString() {
    return name;
  }
}
