package io.anode4j.data;

import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A step of months, which have no fixed length: from the 31st of January on it ends on the 29th of
 * February, then on the 31st of March. Or of days by a clock that may be changed: from noon to
 * noon, 23 or 25 hours once a year.
 *
 * @param months how many, at least 1; a year is 12; 0 of days
 * @param days how many, at least 1; 0 of months
 */
public record CalendarStep(int months, int days) {
  private static final Pattern WORDS =
      Pattern.compile("(?:([0-9]{1,4})y)?(?:([0-9]{1,5})mo)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern ISO =
      Pattern.compile("P(?:([0-9]{1,4})Y)?(?:([0-9]{1,5})M)?", Pattern.CASE_INSENSITIVE);

  private static final Pattern DAYS =
      Pattern.compile("(?:([0-9]{1,4})w)?(?:([0-9]{1,5})d)?", Pattern.CASE_INSENSITIVE);
  private static final int WEEK = 7;

  /** Months of a cycle of leap years. */
  private static final int CYCLE = 48;

  private static final double DAY = 86_400;

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is not positive, or both are stated
   */
  public CalendarStep {
    if (months < 0 || days < 0 || (months == 0) == (days == 0)) {
      throw new IllegalArgumentException(
          "a step of %d months and %d days; expected one of them, at least 1; state more"
              .formatted(months, days));
    }
  }

  /**
   * A step of months.
   *
   * @param months how many, at least 1
   */
  public CalendarStep(int months) {
    this(months, 0);
  }

  /**
   * Reads a step of series whose times are written so: months and years, and, where a clock may be
   * changed, days and weeks.
   *
   * @param text such as {@code 1mo}, or {@code 1d} of local times in a zone
   * @param format how the times are written
   * @return nothing if the text is another span, such as {@code 24h}, or the times are no dates
   */
  public static Optional<CalendarStep> of(String text, TimeFormat format) {
    if (!format.isDated()) {
      return Optional.empty();
    }
    Optional<CalendarStep> months = of(text);
    Matcher matcher = DAYS.matcher(text.trim());
    if (months.isPresent() || !hasClock(format) || !matcher.matches()) {
      return months;
    }
    int days = WEEK * number(matcher.group(1)) + number(matcher.group(2));
    return days > 0 ? Optional.of(new CalendarStep(0, days)) : Optional.empty();
  }

  private static boolean hasClock(TimeFormat format) {
    return format instanceof ZonedTimes && format.isLocal();
  }

  /**
   * Reads a step.
   *
   * @param text such as {@code 1mo}, {@code 2y}, {@code 1y6mo}, {@code P1M} or {@code P1Y}
   * @return nothing if the text is another span, such as {@code 36h}
   */
  public static Optional<CalendarStep> of(String text) {
    for (Pattern pattern : new Pattern[] {WORDS, ISO}) {
      Matcher matcher = pattern.matcher(text.trim());
      if (matcher.matches()) {
        int months = 12 * number(matcher.group(1)) + number(matcher.group(2));
        return months > 0 ? Optional.of(new CalendarStep(months)) : Optional.empty();
      }
    }
    return Optional.empty();
  }

  private static int number(@Nullable String digits) {
    return digits == null ? 0 : Integer.parseInt(digits);
  }

  /**
   * The step of series whose times are all on one day of the month, at one time of day, or all on
   * the last day of their month; or, in a zone, of local times that are all at one time of day.
   *
   * @param set dated series
   * @return the fewest months, else days, between neighbouring times; nothing if the times are
   *     others
   */
  public static Optional<CalendarStep> of(SeriesSet set) {
    if (!isOfCalendar(set.timeFormat())) {
      return Optional.empty();
    }
    int months = least(set, CalendarStep::months);
    if (months > 0) {
      return Optional.of(new CalendarStep(months));
    }
    int days = hasClock(set.timeFormat()) ? least(set, CalendarStep::days) : 0;
    return days > 0 ? Optional.of(new CalendarStep(0, days)) : Optional.empty();
  }

  /** Between local times. */
  private interface Distance {
    long between(LocalDateTime before, LocalDateTime after);
  }

  /** The least distance of neighbouring times; 0 where one is not whole, or there are none. */
  private static int least(SeriesSet set, Distance distance) {
    long least = Long.MAX_VALUE;
    for (TimeSeries series : set) {
      for (int i = 1; i < series.length(); i++) {
        long whole =
            distance.between(
                local(series.time(i - 1), set.timeFormat()),
                local(series.time(i), set.timeFormat()));
        if (whole < 1) {
          return 0;
        }
        least = Math.min(least, whole);
      }
    }
    return least > Integer.MAX_VALUE ? 0 : (int) least;
  }

  /** Whole months; 0 if they are not whole. */
  private static long months(LocalDateTime before, LocalDateTime after) {
    boolean sameDay =
        before.getDayOfMonth() == after.getDayOfMonth()
            || (isMonthEnd(before.toLocalDate()) && isMonthEnd(after.toLocalDate()));
    boolean whole = sameDay && before.toLocalTime().equals(after.toLocalTime());
    return whole
        ? 12L * (after.getYear() - before.getYear())
            + after.getMonthValue()
            - before.getMonthValue()
        : 0;
  }

  /** Whole days, likewise. */
  private static long days(LocalDateTime before, LocalDateTime after) {
    return before.toLocalTime().equals(after.toLocalTime())
        ? after.toLocalDate().toEpochDay() - before.toLocalDate().toEpochDay()
        : 0;
  }

  private static boolean isOfCalendar(TimeFormat format) {
    return format.isDated() && !format.equals(TimeFormat.elapsed());
  }

  /**
   * The time so many steps after the last one of a series, at the same local time of day. After a
   * series of last days of months it is the last day of its month.
   *
   * @param history a series with rows
   * @param steps how many, from 0
   * @param format how its times are written; its zone or offset counts
   * @return seconds since 1970
   */
  public double after(TimeSeries history, int steps, TimeFormat format) {
    double last = history.lastTime();
    double whole = Math.floor(last);
    LocalDateTime start = local(whole, format);
    LocalDateTime next = start.plusMonths((long) steps * months).plusDays((long) steps * days);
    if (months > 0 && isMonthEnds(history, format)) {
      next = next.withDayOfMonth(YearMonth.from(next).lengthOfMonth());
    }
    return ZonedDateTime.of(next, zone(format)).toEpochSecond() + (last - whole);
  }

  private static boolean isMonthEnds(TimeSeries history, TimeFormat format) {
    for (int i = 0; i < history.length(); i++) {
      if (!isMonthEnd(local(history.time(i), format).toLocalDate())) {
        return false;
      }
    }
    return history.length() > 1;
  }

  private static boolean isMonthEnd(LocalDate date) {
    return date.getDayOfMonth() == date.lengthOfMonth();
  }

  private static LocalDateTime local(double time, TimeFormat format) {
    ZoneId zone = zone(format);
    long seconds = (long) Math.floor(time);
    return LocalDateTime.ofEpochSecond(
        seconds, 0, zone.getRules().getOffset(Instant.ofEpochSecond(seconds)));
  }

  private static ZoneId zone(TimeFormat format) {
    if (format instanceof ZonedTimes zoned) {
      return zoned.zone();
    }
    ZoneOffset offset = format instanceof IsoTimes iso ? iso.offset() : null;
    return offset == null ? ZoneOffset.UTC : offset;
  }

  /**
   * How long so many months are at most, or so many days of 24 hours.
   *
   * @return seconds
   */
  public double longest() {
    if (months == 0) {
      return days * DAY;
    }
    LocalDate start = LocalDate.of(2000, 1, 1);
    long most = 0;
    for (int i = 0; i < CYCLE; i++) {
      LocalDate from = start.plusMonths(i);
      most = Math.max(most, from.plusMonths(months).toEpochDay() - from.toEpochDay());
    }
    return most * DAY;
  }
}
