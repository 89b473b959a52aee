package io.anode4j.report;

import io.anode4j.chart.Ticks;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Ticks at the calendar's own places, in UTC: round seconds, minutes and hours, days, Mondays,
 * first days of months and years.
 *
 * <p>Each mark is labelled with the unit that changes; the unit above stands once as context and
 * again where it changes.
 */
final class CalendarTicks {
  /** Seconds since the epoch beyond which the calendar says nothing to anybody. */
  private static final double CALENDAR_END = 3e11;

  private enum Unit {
    MILLIS("HH:mm:ss.SSS", "d MMM yyyy", 0.001),
    SECONDS("HH:mm:ss", "d MMM yyyy", 1),
    MINUTES("HH:mm", "d MMM yyyy", 60),
    HOURS("HH:mm", "d MMM yyyy", 3600),
    DAYS("d MMM", "yyyy", 86_400),
    WEEKS("d MMM", "yyyy", 7 * 86_400.0),
    MONTHS("MMM", "yyyy", 30.436_875 * 86_400),
    YEARS("yyyy", "", 365.2425 * 86_400);

    private final String label;
    private final String context;
    private final double seconds;

    Unit(String label, String context, double seconds) {
      this.label = label;
      this.context = context;
      this.seconds = seconds;
    }
  }

  private record Step(Unit unit, int count) {
    double seconds() {
      return unit.seconds * count;
    }
  }

  private static final List<Step> STEPS = steps();

  private CalendarTicks() {}

  /** Whether the calendar can label these times (seconds since the epoch). */
  static boolean covers(double low, double high) {
    return low >= -CALENDAR_END && high <= CALENDAR_END && high - low >= 0.002;
  }

  /**
   * Ticks inside {@code [low, high]}.
   *
   * @param low seconds since the epoch
   * @param high seconds since the epoch, above {@code low}, both {@linkplain #covers covered}
   * @param most the number of ticks to stay at or below, at least 2
   */
  static Ticks of(double low, double high, int most) {
    double room = (high - low) / most;
    Step step =
        STEPS.stream()
            .filter(s -> s.seconds() >= room)
            .findFirst()
            .orElse(new Step(Unit.YEARS, 10_000));
    List<Ticks.Tick> ticks = new ArrayList<>();
    String context = "";
    for (LocalDateTime t = first(low, step); toSeconds(t) <= high; t = next(t, step)) {
      String now = format(t, step.unit.context);
      ticks.add(
          new Ticks.Tick(toSeconds(t), format(t, step.unit.label), now.equals(context) ? "" : now));
      context = now;
    }
    return new Ticks(ticks, "");
  }

  /**
   * A single time, as exactly as it matters within a stretch of time.
   *
   * @param seconds seconds since the epoch
   * @param span length of the stretch in seconds: days suffice in half a year, minutes in hours
   */
  static String moment(double seconds, double span) {
    String pattern =
        span > 180 * Unit.DAYS.seconds
            ? "d MMM yyyy"
            : span > 2 * Unit.HOURS.seconds
                ? "d MMM yyyy HH:mm"
                : span > 10 ? "d MMM yyyy HH:mm:ss" : "d MMM yyyy HH:mm:ss.SSS";
    String text = format(toTime(seconds), pattern);
    return pattern.endsWith("HH:mm") && text.endsWith(" 00:00")
        ? text.substring(0, text.length() - 6)
        : text;
  }

  private static LocalDateTime first(double low, Step step) {
    LocalDateTime start = toTime(low);
    LocalDate day = start.toLocalDate();
    LocalDateTime t =
        switch (step.unit) {
          case YEARS ->
              LocalDate.of(Math.floorDiv(day.getYear(), step.count) * step.count, 1, 1)
                  .atStartOfDay();
          case MONTHS -> {
            int month = (day.getMonthValue() - 1) / step.count * step.count + 1;
            yield LocalDate.of(day.getYear(), month, 1).atStartOfDay();
          }
          case WEEKS -> {
            // Day 4 of the epoch was a Monday.
            long week = Math.floorDiv(day.toEpochDay() - 4, 7L * step.count);
            yield LocalDate.ofEpochDay(week * 7 * step.count + 4).atStartOfDay();
          }
          case DAYS ->
              LocalDate.ofEpochDay(Math.floorDiv(day.toEpochDay(), step.count) * step.count)
                  .atStartOfDay();
          default -> {
            long millis = Math.round(step.seconds() * 1000);
            long floor = Math.floorDiv((long) Math.floor(low * 1000), millis) * millis;
            yield toTime(floor / 1000.0);
          }
        };
    while (toSeconds(t) < low) {
      t = next(t, step);
    }
    return t;
  }

  private static LocalDateTime next(LocalDateTime t, Step step) {
    return switch (step.unit) {
      case YEARS -> t.plusYears(step.count);
      case MONTHS -> t.plusMonths(step.count);
      case WEEKS -> t.plusWeeks(step.count);
      case DAYS -> t.plusDays(step.count);
      case HOURS -> t.plusHours(step.count);
      case MINUTES -> t.plusMinutes(step.count);
      case SECONDS -> t.plusSeconds(step.count);
      case MILLIS -> t.plus(step.count, ChronoUnit.MILLIS);
    };
  }

  private static List<Step> steps() {
    List<Step> steps = new ArrayList<>();
    add(steps, Unit.MILLIS, 1, 2, 5, 10, 20, 50, 100, 200, 500);
    add(steps, Unit.SECONDS, 1, 2, 5, 10, 15, 30);
    add(steps, Unit.MINUTES, 1, 2, 5, 10, 15, 30);
    add(steps, Unit.HOURS, 1, 2, 3, 6, 12);
    add(steps, Unit.DAYS, 1, 2);
    add(steps, Unit.WEEKS, 1, 2);
    add(steps, Unit.MONTHS, 1, 2, 3, 6);
    add(steps, Unit.YEARS, 1, 2, 5, 10, 20, 50, 100, 200, 500, 1000, 2000, 5000);
    return List.copyOf(steps);
  }

  private static void add(List<Step> steps, Unit unit, int... counts) {
    for (int count : counts) {
      steps.add(new Step(unit, count));
    }
  }

  private static String format(LocalDateTime t, String pattern) {
    return pattern.isEmpty()
        ? ""
        : DateTimeFormatter.ofPattern(pattern.replace('y', 'u'), Locale.ENGLISH).format(t);
  }

  /** To the millisecond, which is finer than any label. */
  private static LocalDateTime toTime(double seconds) {
    return LocalDateTime.ofInstant(
        Instant.ofEpochMilli(Math.round(seconds * 1000)), ZoneOffset.UTC);
  }

  private static double toSeconds(LocalDateTime t) {
    return t.toInstant(ZoneOffset.UTC).toEpochMilli() / 1000.0;
  }
}
