package io.anode4j.data;

import io.anode4j.data.internal.DecimalText;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Times as years with fractions, as R writes its series and tables of the climate have them: so
 * much of their year, to the millisecond. Where every fraction is of twelfths, the times are
 * months, which no fraction of 365 days hits.
 *
 * @param name for options and model files
 * @param months whether the fractions are months
 */
record YearFractions(String name, boolean months) implements TimeFormat {
  static final YearFractions MONTHS = new YearFractions("decimal-months", true);
  static final YearFractions YEARS = new YearFractions("decimal-years", false);

  /** Names of columns whose numbers are years: not those of seconds that have elapsed. */
  private static final Pattern CALLED =
      Pattern.compile(
          "(.*[^a-z])?(year|yr|jahr|ann[eé]e|a[nñ]o|anno|dec(imal)?[ _]?date|decyear|date|datum|month|period)([^a-z].*)?",
          Pattern.CASE_INSENSITIVE);

  private static final Pattern MAY_BE =
      Pattern.compile("time|t|x|column\\d+|", Pattern.CASE_INSENSITIVE);
  private static final Pattern WHOLE = Pattern.compile("\\d{4}(\\.0*)?");
  private static final double EARLIEST = 1500;
  private static final double LATEST = 2200;
  private static final int TWELVE = 12;

  /** What three digits after the point leave of a twelfth. */
  private static final double ROUNDING = 0.007;

  /** And two: a twelfth in eight is hit by chance. */
  private static final double TWO_DIGITS = 0.061;

  /** How many times a year series are taken that R numbers so. */
  private static final Set<Double> PER_YEAR =
      Set.of(2.0, 3.0, 6.0, 24.0, 26.0, 36.0, 52.0, 52.18, 53.0, 365.0, 365.25, 366.0);

  private static final double SLACK = 1e-3;
  private static final double DAY = 86_400;
  private static final double MILLIS = 1000;

  /** Fewer could be chance where no name speaks for years. */
  private static final int LEAST = 4;

  /**
   * The years that all numbers of a column are.
   *
   * @param numbers a sample of the column
   * @param column its name
   * @return null if they are plain numbers
   */
  static @Nullable TimeFormat of(List<String> numbers, String column) {
    String name = column.toLowerCase(Locale.ROOT);
    boolean called = CALLED.matcher(name).matches();
    double[] years = numbers.stream().mapToDouble(DecimalText::parse).toArray();
    boolean within = true;
    boolean whole = true;
    for (int i = 0; i < years.length; i++) {
      within &= EARLIEST <= years[i] && years[i] < LATEST;
      whole &= WHOLE.matcher(numbers.get(i)).matches();
    }
    if (!within || !(called || MAY_BE.matcher(name).matches())) {
      return null;
    }
    if (whole) {
      return follow(years, called) && numbers.get(0).length() == 4
          ? new CalendarTimes("yyyy")
          : null;
    }
    TimeFormat pointed = PointedMonths.of(numbers, called);
    if (pointed != null) {
      return pointed;
    }
    if (!called && !follow(years, false)) {
      return null;
    }
    return isEach(numbers, 0)
        ? MONTHS
        : called || isEach(numbers, 0.5) || areSteps(years) ? YEARS : null;
  }

  /**
   * Whether no number is further from the one before than a year: else they count what they like.
   */
  private static boolean follow(double[] years, boolean called) {
    boolean all = years.length >= LEAST && !called;
    for (int i = 1; i < years.length && all; i++) {
      double step = years[i] - years[i - 1];
      all = step > 0 && step <= 1 + 1e-9; // a clock of seconds would soon leave the years
    }
    return all;
  }

  /** Whether all are so much behind the beginning of a twelfth. */
  private static boolean isEach(List<String> numbers, double behind) {
    Set<String> rounded = new HashSet<>();
    boolean all = true;
    for (String number : numbers) {
      double months = DecimalText.parse(number) * TWELVE - behind;
      double off = Math.abs(months - Math.rint(months));
      all &= off <= rounding(number);
      if (off > ROUNDING) {
        rounded.add(number.substring(number.length() - 2));
      }
    }
    return all && (rounded.isEmpty() || rounded.size() >= LEAST);
  }

  /** What the digits of a number leave of a twelfth. */
  private static double rounding(String number) {
    int digits = number.length() - 1 - Math.max(number.indexOf('.'), number.indexOf(','));
    return digits == 2 ? TWO_DIGITS : ROUNDING;
  }

  /** Whether the numbers go on by weeks, days or the like: so many to a year. */
  private static boolean areSteps(double[] years) {
    double step = (years[years.length - 1] - years[0]) / (years.length - 1);
    boolean equal = PER_YEAR.stream().anyMatch(n -> Math.abs(step * n - 1) < SLACK);
    for (int i = 1; i < years.length && equal; i++) {
      equal = Math.abs(years[i] - years[i - 1] - step) < SLACK;
    }
    return equal;
  }

  @Override
  public double parse(String text) {
    double years = DecimalText.parse(text.replace(',', '.'));
    if (Double.isNaN(years) || Math.abs(years) > 9999) {
      throw IsoTimes.notATime(text, this);
    }
    double count = Math.rint(years * TWELVE);
    if (months && Math.abs(years * TWELVE - count) <= rounding(text)) {
      int month = (int) Math.floorMod((long) count, (long) TWELVE);
      return start(LocalDate.of((int) Math.floor(count / TWELVE), 1 + month, 1));
    }
    int year = (int) Math.floor(years);
    double start = start(LocalDate.of(year, 1, 1));
    double length = start(LocalDate.of(year + 1, 1, 1)) - start;
    return start + Math.rint((years - year) * length * MILLIS) / MILLIS;
  }

  private static double start(LocalDate day) {
    return day.toEpochDay() * DAY;
  }

  @Override
  public String format(double time) {
    try {
      LocalDate day = LocalDate.ofEpochDay((long) Math.floor(time / DAY));
      double start = start(day.withDayOfYear(1));
      double length = start(LocalDate.of(day.getYear() + 1, 1, 1)) - start;
      boolean first = months && time == start(day.withDayOfMonth(1));
      double part = first ? (day.getMonthValue() - 1.0) / TWELVE : (time - start) / length;
      return DecimalText.format(Math.rint((day.getYear() + part) * 1e9) / 1e9);
    } catch (DateTimeException e) {
      return DecimalText.format(time);
    }
  }

  @Override
  public boolean isDated() {
    return true;
  }

  @Override
  public String description() {
    return months ? "years and twelfths of them, which are months" : "years and fractions of them";
  }

  @Override
  public String expectation() {
    return months
        ? "a year and a twelfth such as 2020.0833"
        : "a year with a fraction such as 2020.5";
  }

  @Override
  public String toString() {
    return name;
  }
}
