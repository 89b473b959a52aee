package io.anode4j.data;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Year;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.IsoFields;
import org.jspecify.annotations.Nullable;

/** What the cells of a time have said so far: year, month, hour, zone; not yet a point in time. */
final class CalendarFields {
  private static final int DAY = 86_400;
  private static final int UNKNOWN = Integer.MIN_VALUE;

  int year = UNKNOWN;
  int month = 1;
  int day = 1;
  int dayOfYear = UNKNOWN;
  int weekYear = UNKNOWN;
  int week = 1;
  int dayOfWeek = 1;
  int quarter = UNKNOWN;
  int hour;

  /** Whether an hour was told: {@code 366 00:00} of 365 days is the end of the year. */
  boolean timed;

  int minute;
  int second;
  double fraction;

  /** 0 in the morning, 12 in the afternoon, unknown where hours count to 24. */
  int half = UNKNOWN;

  @Nullable ZoneId zone;

  /**
   * The seconds since 1970, UTC where no zone was given.
   *
   * @throws DateTimeException if there is no such day or hour
   */
  double seconds() {
    int hours = hours();
    if (minute > 59 || second > 59 || hours > 24 || (hours == 24 && minute + second > 0)) {
      throw new DateTimeException("no such time of day");
    }
    long local = date().toEpochDay() * DAY + hours * 3600L + minute * 60L + second;
    return local - offset(local) + fraction;
  }

  private int hours() {
    if (half == UNKNOWN) {
      return hour;
    }
    if (hour < 1 || hour > 12) {
      throw new DateTimeException("no such hour before or after noon");
    }
    return hour % 12 + half;
  }

  private LocalDate date() {
    if (weekYear != UNKNOWN) {
      LocalDate inFirstWeek = LocalDate.of(weekYear, 1, 4);
      LocalDate monday = inFirstWeek.minusDays(inFirstWeek.getDayOfWeek().getValue() - 1L);
      LocalDate date = monday.plusDays(7L * (week - 1) + dayOfWeek - 1);
      if (week < 1 || dayOfWeek > 7 || date.get(IsoFields.WEEK_BASED_YEAR) != weekYear) {
        throw new DateTimeException("no such week");
      }
      return date;
    }
    if (dayOfYear != UNKNOWN) {
      boolean end = timed && dayOfYear == Year.of(year).length() + 1 && isMidnight();
      return end ? LocalDate.of(year + 1, 1, 1) : LocalDate.ofYearDay(year, dayOfYear);
    }
    return LocalDate.of(year, quarter == UNKNOWN ? month : 3 * quarter - 2, day);
  }

  private boolean isMidnight() {
    return hours() + minute + second == 0 && fraction == 0;
  }

  private int offset(long local) {
    ZoneId in = zone;
    if (in == null) {
      return 0;
    }
    if (in instanceof ZoneOffset fixed) {
      return fixed.getTotalSeconds();
    }
    LocalDateTime clock = LocalDateTime.ofEpochSecond(local, 0, ZoneOffset.UTC);
    return in.getRules().getOffset(clock).getTotalSeconds();
  }
}
