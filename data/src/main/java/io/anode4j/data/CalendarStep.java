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
 * February, then on the 31st of March.
 *
 * @param months how many, at least 1; a year is 12
 */
public record CalendarStep(int months) {
  private static final Pattern WORDS =
      Pattern.compile("(?:([0-9]{1,4})y)?(?:([0-9]{1,5})mo)?", Pattern.CASE_INSENSITIVE);
  private static final Pattern ISO =
      Pattern.compile("P(?:([0-9]{1,4})Y)?(?:([0-9]{1,5})M)?", Pattern.CASE_INSENSITIVE);

  /** Months of a cycle of leap years. */
  private static final int CYCLE = 48;

  private static final double DAY = 86_400;

  /**
   * Checks the number.
   *
   * @throws IllegalArgumentException if it is not positive
   */
  public CalendarStep {
    if (months < 1) {
      throw new IllegalArgumentException(
          "a step of %d months; expected at least 1; state more".formatted(months));
    }
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
   * the last day of their month.
   *
   * @param set dated series
   * @return the fewest months between neighbouring times; nothing if the times are others
   */
  public static Optional<CalendarStep> of(SeriesSet set) {
    if (!isOfCalendar(set.timeFormat())) {
      return Optional.empty();
    }
    long least = Long.MAX_VALUE;
    for (TimeSeries series : set) {
      for (int i = 1; i < series.length(); i++) {
        long months = months(series, i, set.timeFormat());
        if (months < 1) {
          return Optional.empty();
        }
        least = Math.min(least, months);
      }
    }
    return least > Integer.MAX_VALUE
        ? Optional.empty()
        : Optional.of(new CalendarStep((int) least));
  }

  /** Whole months since the time before; 0 if they are not whole. */
  private static long months(TimeSeries series, int i, TimeFormat format) {
    LocalDateTime before = local(series.time(i - 1), format);
    LocalDateTime after = local(series.time(i), format);
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
    LocalDateTime next = start.plusMonths((long) steps * months);
    if (isMonthEnds(history, format)) {
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
   * How long so many months are at most.
   *
   * @return seconds
   */
  public double longest() {
    LocalDate start = LocalDate.of(2000, 1, 1);
    long days = 0;
    for (int i = 0; i < CYCLE; i++) {
      LocalDate from = start.plusMonths(i);
      days = Math.max(days, from.plusMonths(months).toEpochDay() - from.toEpochDay());
    }
    return days * DAY;
  }
}
