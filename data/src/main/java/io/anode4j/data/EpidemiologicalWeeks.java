package io.anode4j.data;

import java.time.LocalDate;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Weeks as the CDC numbers them in its Morbidity and Mortality Weekly Report: from Sunday to
 * Saturday, the first one with at least four days in January. They begin a day before those of ISO
 * 8601, or six days after them, and other years have a week 53.
 */
record EpidemiologicalWeeks() implements TimeFormat {
  static final EpidemiologicalWeeks INSTANCE = new EpidemiologicalWeeks();

  private static final Pattern WEEK = Pattern.compile("(\\d{4})[- ]?[Ww]?[- ]?(\\d{1,2})");
  private static final Pattern CALLED =
      Pattern.compile("(?i)mmwr|epi(demiological)?[ _.-]?(week|wk)");
  private static final int DAY = 86_400;
  private static final int DAYS = 7;

  /** Of the seven days the fourth, whose year is that of the week. */
  private static final int MIDDLE = 3;

  /** Whether a column is called so. */
  static boolean isCalled(String column) {
    return CALLED.matcher(column).find();
  }

  /**
   * Whether weeks that were taken for those of ISO 8601 are these: because their column says so, or
   * because some have a week 53 that only these years have, and none contradicts.
   */
  static boolean areMeant(List<String> cells, String column, CalendarTimes iso) {
    boolean weeks = iso.name().contains("ww") && !iso.name().contains("e");
    boolean other = isCalled(column);
    for (String cell : weeks ? cells : List.<String>of()) {
      boolean own = !Double.isNaN(seconds(cell));
      boolean ofIso = !Double.isNaN(iso.seconds(cell));
      weeks &= own || !ofIso;
      other |= own && !ofIso;
    }
    return weeks && other;
  }

  /** The beginning of a week in seconds since 1970; {@code NaN} if there is no such week. */
  static double seconds(String text) {
    Matcher week = WEEK.matcher(text);
    if (!week.matches()) {
      return Double.NaN;
    }
    int year = Integer.parseInt(week.group(1));
    int number = Integer.parseInt(week.group(2));
    LocalDate start = first(year).plusDays((long) DAYS * (number - 1));
    return number >= 1 && start.isBefore(first(year + 1))
        ? (double) start.toEpochDay() * DAY
        : Double.NaN;
  }

  /** The Sunday on which a year's first week begins, the one that has the fourth of January. */
  private static LocalDate first(int year) {
    LocalDate within = LocalDate.of(year, 1, 4);
    return within.minusDays(within.getDayOfWeek().getValue() % DAYS);
  }

  @Override
  public double parse(String text) {
    double seconds = seconds(text);
    if (Double.isNaN(seconds)) {
      IsoText iso = IsoText.parse(text);
      if (iso == null || iso.hasOffset()) {
        throw IsoTimes.notATime(text, this);
      }
      return iso.epochSeconds();
    }
    return seconds;
  }

  @Override
  public String format(double time) {
    double days = time / DAY;
    LocalDate middle = LocalDate.ofEpochDay((long) Math.floor(days) + MIDDLE);
    int week = (middle.getDayOfYear() - 1) / DAYS + 1;
    String text = "%04d-W%02d".formatted(middle.getYear(), week);
    return seconds(text) == time ? text : TimeFormat.isoDate().format(time);
  }

  @Override
  public boolean isDated() {
    return true;
  }

  @Override
  public String name() {
    return "mmwr-weeks";
  }

  @Override
  public String description() {
    return "weeks of the CDC (MMWR), from Sunday on";
  }

  @Override
  public String expectation() {
    return "a week of the CDC (MMWR) such as 2020-W53";
  }

  @Override
  public String toString() {
    return name();
  }
}
