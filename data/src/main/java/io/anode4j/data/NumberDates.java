package io.anode4j.data;

import io.anode4j.data.internal.DecimalText;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Numbers that are dates: {@code 20240131}, {@code 2024031}, {@code 202405} of weeks, seconds since
 * 1970, a year with a fraction or none.
 */
final class NumberDates {
  /** 1990-01-01 and 2100-01-01 in seconds since 1970. */
  private static final double EARLIEST = 631_152_000;

  private static final double LATEST = 4_102_444_800.0;

  private static final Map<Integer, String> COMPACT =
      Map.of(8, "yyyyMMdd", 10, "yyyyMMddHH", 12, "yyyyMMddHHmm", 14, "yyyyMMddHHmmss");

  private static final Set<String> YEARS =
      Set.of("year", "yr", "yy", "yyyy", "jahr", "année", "annee", "año", "anno");
  private static final Set<String> MONTHS =
      Set.of(
          "yyyymm",
          "yearmonth",
          "year_month",
          "year-month",
          "month",
          "period",
          "time_period",
          "time",
          "date",
          "ym",
          "monat",
          "mois");

  private static final Set<String> SHORT = Set.of("yymmdd", "date", "datum", "fecha", "day");

  /** Names of two digits of the year before the day of the year. */
  private static final Set<String> SHORT_DAYS = Set.of("yyddd", "yrdoy", "yydoy", "yyjjj");

  private static final Pattern WEEKS =
      Pattern.compile(
          "(iso|year|yyyy|calendar|epi|mmwr)?[_ -]?(week|ww|woche|kw|semaine|semana)[_ -]?(no|year)?");
  private static final Pattern QUARTERS =
      Pattern.compile("(year)?[_ -]?(quarter|qtr|quartal|trimestre)");
  private static final Pattern DAYS_OF_YEAR =
      Pattern.compile(
          "date|datum|fecha|day|yyyyddd|yyyyjjj|year_?doy|yeardoy|ordinal(_?date)?|jday|yday|julian(_?(date|day))?");

  private NumberDates() {}

  /**
   * The dates that all numbers of a column are.
   *
   * @param cells a sample of the column
   * @param column its name
   * @param order what comes first in {@code 04052024}, null to let the cells decide
   * @return null if they are plain numbers
   * @throws AmbiguousDatesException if no cell tells day from month
   */
  static @Nullable TimeFormat of(List<String> cells, String column, @Nullable DateOrder order) {
    List<String> numbers =
        cells.stream().filter(cell -> !Double.isNaN(DecimalText.parse(cell))).toList();
    String name = column.toLowerCase(Locale.ROOT);
    int length = numbers.get(0).length();
    String compact = COMPACT.get(length);
    if (length == 6 && MONTHS.contains(name)) {
      compact = "yyyyMM";
    } else if (length == 4 && YEARS.contains(name)) {
      compact = "yyyy";
    }
    if (length == 6 && SHORT.contains(name) && !allFollow(numbers, length, "yyyyMM")) {
      compact = "yyMMdd";
    }
    boolean padded = numbers.stream().anyMatch(n -> n.startsWith("0")); // as no count of days is
    if (length == 5 && (SHORT_DAYS.contains(name) || (name.equals("date") && padded))) {
      compact = "yyDDD";
    }
    if (compact != null && allFollow(numbers, length, compact)) {
      return new CalendarTimes(compact);
    }
    TimeFormat named = named(numbers, name);
    if (named != null) {
      return named;
    }
    for (EpochTimes epoch :
        List.of(EpochTimes.SECONDS, EpochTimes.MILLIS, EpochTimes.MICROS, EpochTimes.NANOS)) {
      if (allWithin(numbers, epoch.perSecond())) {
        return epoch;
      }
    }
    boolean called = DayCounts.EXCEL.columns().matcher(column).matches();
    TimeFormat reversed = called && length == 8 ? dayFirst(numbers, order) : null;
    TimeFormat days = reversed != null ? reversed : DayCounts.of(numbers, column);
    return days != null ? days : YearFractions.of(numbers, column);
  }

  /** Weeks, quarters and days of a year where the name of the column says so; null if none. */
  private static @Nullable TimeFormat named(List<String> numbers, String name) {
    if (WEEKS.matcher(name).matches() && numbers.stream().allMatch(n -> n.length() == 6)) {
      TimeFormat weeks = weeks(numbers, name);
      if (weeks != null) {
        return weeks;
      }
    }
    if (DAYS_OF_YEAR.matcher(name).matches() && allFollow(numbers, 7, "yyyyDDD")) {
      return new CalendarTimes("yyyyDDD");
    }
    for (int length = 5; length <= 6; length++) {
      String pattern = length == 5 ? "yyyyQ" : "yyyy.Q";
      if (QUARTERS.matcher(name).matches() && allFollow(numbers, length, pattern)) {
        return new CalendarTimes(pattern);
      }
    }
    return null;
  }

  private static @Nullable TimeFormat weeks(List<String> numbers, String name) {
    CalendarTimes iso = new CalendarTimes("YYYYww");
    boolean all = numbers.stream().noneMatch(n -> Double.isNaN(EpidemiologicalWeeks.seconds(n)));
    if (all && EpidemiologicalWeeks.areMeant(numbers, name, iso)) {
      return EpidemiologicalWeeks.INSTANCE;
    }
    return allFollow(numbers, 6, "YYYYww") ? iso : null;
  }

  /** Dates such as {@code 31012024}, null if they are none. */
  private static @Nullable TimeFormat dayFirst(List<String> numbers, @Nullable DateOrder order) {
    List<DateOrder> fitting =
        Stream.of(DateOrder.DMY, DateOrder.MDY)
            .filter(o -> order == null || o == order)
            .filter(o -> allFollow(numbers, 8, o.pattern("", 4)))
            .toList();
    if (fitting.size() > 1) {
      String one = numbers.get(0);
      throw new AmbiguousDatesException(
          one, fitting, fitting.stream().map(o -> reading(one, o)).toList());
    }
    return fitting.isEmpty() ? null : new CalendarTimes(fitting.get(0).pattern("", 4));
  }

  private static String reading(String text, DateOrder order) {
    double time = new CalendarTimes(order.pattern("", 4)).parse(text);
    return "%s (%s)".formatted(TimeFormat.isoDate().format(time), order);
  }

  private static boolean allFollow(List<String> numbers, int length, String pattern) {
    CalendarPattern dates = CalendarPattern.of(pattern);
    double from = new CalendarTimes("yyyy").seconds(length == 4 ? "1000" : "1700");
    double to = new CalendarTimes("yyyy").seconds("2300");
    return numbers.stream()
        .allMatch(
            number -> {
              double time = number.length() == length ? dates.parse(number) : Double.NaN;
              return from <= time && time < to;
            });
  }

  private static boolean allWithin(List<String> numbers, double perSecond) {
    return numbers.stream()
        .mapToDouble(DecimalText::parse)
        .allMatch(number -> EARLIEST * perSecond <= number && number < LATEST * perSecond);
  }
}
