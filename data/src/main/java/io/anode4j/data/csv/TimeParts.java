package io.anode4j.data.csv;

import io.anode4j.data.csv.JoinedView.Kind;
import io.anode4j.data.csv.JoinedView.Part;
import io.anode4j.data.internal.DecimalText;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Columns that have a year, a month, a day, an hour each, found by their names and numbers. */
final class TimeParts {
  private static final Set<String> YEAR =
      Set.of(
          "year",
          "yr",
          "yyyy",
          "yy",
          "jahr",
          "annee",
          "année",
          "ano",
          "año",
          "anno",
          "iyear",
          "mmwr_year",
          "mmwr year",
          "mmwryear",
          "epiyear",
          "epi_year");
  private static final Set<String> MONTH =
      Set.of("month", "mon", "mo", "mm", "monat", "mois", "mes", "mese", "imonth");
  private static final Set<String> DAY =
      Set.of("day", "dy", "dd", "da", "dom", "tag", "jour", "dia");
  private static final Set<String> DAY_OF_YEAR =
      Set.of("doy", "dayofyear", "day_of_year", "yday", "jday", "ddd");
  private static final Set<String> HOUR =
      Set.of(
          "hour",
          "hr",
          "hh",
          "h",
          "stunde",
          "heure",
          "hora",
          "ora",
          "uur",
          "hour_utc",
          "he",
          "hour_ending",
          "hour ending",
          "hourending",
          "hourend");
  private static final Set<String> HALF_HOUR =
      Set.of("settlementperiod", "settlement_period", "settlement period");
  private static final Set<String> MINUTE = Set.of("minute", "min", "mn", "mi", "mm");
  private static final Set<String> SECOND = Set.of("second", "sec", "ss", "s");

  /** The midnight after the last day of a leap year. */
  private static final int LATEST_DAY = 367;

  /** The day on which clocks are set back has 25 hours: a row of the last is refused by name. */
  private static final int LATEST_HOUR = 25;

  private static final double MOST = 0.9;

  private final List<ColumnSample> samples;

  TimeParts(List<ColumnSample> samples) {
    this.samples = samples;
  }

  static boolean isYear(String name) {
    return YEAR.contains(name.toLowerCase(Locale.ROOT));
  }

  /** The parts of a date, from the year down; empty unless there are a year and one more. */
  List<Part> ofDate() {
    NumberedParts numbered = new NumberedParts(samples);
    if (numbered.apply()) {
      return numbered.ofDate();
    }
    List<Part> parts = new ArrayList<>();
    int year = find(YEAR, 0, 2300, -1);
    if (year < 0) {
      return List.of();
    }
    parts.add(new Part(year, "", Kind.YEAR));
    int dayOfYear = find(DAY_OF_YEAR, 1, LATEST_DAY, -1);
    int month = find(MONTH, 1, 12, -1);
    if (dayOfYear < 0 && month < 0 && find(DAY, 1, 31, -1) < 0) {
      dayOfYear = find(DAY, 1, LATEST_DAY, -1); // beyond 31 it is that of a year
    }
    if (dayOfYear >= 0) {
      parts.add(new Part(dayOfYear, "-", Kind.THREE));
    } else if (month >= 0) {
      parts.add(new Part(month, "-", Kind.TWO));
      int day = day(year, month);
      if (day < 0) {
        return parts;
      }
      parts.add(new Part(day, "-", Kind.TWO));
    } else {
      Part named = new NamedParts(samples).afterYear();
      return named == null ? List.of() : List.of(parts.get(0), named);
    }
    parts.addAll(ofClock(month));
    return parts;
  }

  /**
   * A column of days, in which a few may be none: they must not make a month of the others where
   * each month has several rows.
   */
  private int day(int year, int month) {
    int whole = find(DAY, 1, 31, -1);
    if (whole >= 0 || !repeat(year, month)) {
      return whole;
    }
    for (int i = 0; i < samples.size(); i++) {
      ColumnSample sample = samples.get(i);
      long days = sample.cells().stream().filter(c -> c.matches("0?[1-9]|[12]\\d|3[01]")).count();
      if (DAY.contains(sample.lowerName()) && days > MOST * sample.cells().size()) {
        return i;
      }
    }
    return ColumnPlan.NONE;
  }

  /** Whether most rows share year and month with others. */
  private boolean repeat(int year, int month) {
    List<String> years = samples.get(year).cells();
    List<String> months = samples.get(month).cells();
    Set<String> seen = new HashSet<>();
    int rows = Math.min(years.size(), months.size());
    for (int i = 0; i < rows; i++) {
      seen.add(years.get(i) + "-" + months.get(i));
    }
    return 2 * seen.size() < rows;
  }

  /** Hour, minute and second in columns of their own; empty without an hour. */
  private List<Part> ofClock(int month) {
    int hour = find(HOUR, 0, LATEST_HOUR, -1);
    int minute = find(MINUTE, 0, 59, month);
    if (hour < 0) {
      int decimal = decimalHour();
      if (decimal >= 0) {
        return List.of(new Part(decimal, " ", Kind.DECIMAL_HOUR));
      }
      Part number = new ClockNumbers(samples).find(month);
      int clock = number == null ? clock() : ColumnPlan.NONE;
      if (clock >= 0) {
        return List.of(new Part(clock, " ", Kind.TEXT));
      }
      return number == null ? List.of() : List.of(number);
    }
    if (minute < 0) {
      return List.of(new Part(hour, " ", Kind.HOUR));
    }
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(hour, " ", Kind.TWO));
    parts.add(new Part(minute, ":", Kind.TWO));
    int second = find(SECOND, 0, 59, month);
    if (second >= 0) {
      parts.add(new Part(second, ":", Kind.TWO));
    }
    return parts;
  }

  /** An hour column beside a date, or hours and minutes in one number; empty without. */
  List<Part> hourBeside(int date) {
    int hour = find(HOUR, 0, LATEST_HOUR, date);
    if (hour >= 0) {
      return List.of(new Part(hour, " ", Kind.HOUR));
    }
    int half = find(HALF_HOUR, 1, 50, date);
    if (half >= 0) {
      return List.of(new Part(half, " ", Kind.HALF_HOUR));
    }
    NumberedParts numbered = new NumberedParts(samples);
    if (numbered.apply()) {
      int clock = numbered.clockAfter(date);
      return clock < 0 ? List.of() : List.of(new Part(clock, " ", Kind.HOUR_MINUTE));
    }
    Part number = new ClockNumbers(samples).find(date);
    if (number != null) {
      return List.of(number);
    }
    int military = find(HOUR, 0, 2400, date);
    return military >= 0 && ClockNumbers.isMilitary(samples.get(military))
        ? List.of(new Part(military, " ", Kind.HOUR_MINUTE))
        : List.of();
  }

  /** A column of hours of which some have fractions, all of whole minutes; none without. */
  private int decimalHour() {
    for (int i = 0; i < samples.size(); i++) {
      ColumnSample sample = samples.get(i);
      boolean hours = HOUR.contains(sample.lowerName()) && sample.isNumeric();
      if (hours
          && sample.cells().stream()
              .mapToDouble(DecimalText::parse)
              .allMatch(v -> v >= 0 && v <= 24 && Math.abs(60 * v - Math.rint(60 * v)) < 0.02)) {
        return i;
      }
    }
    return ColumnPlan.NONE;
  }

  /** A column of times of day; none without. */
  private int clock() {
    for (int i = 0; i < samples.size(); i++) {
      if (DateAndTime.isClock(samples.get(i))) {
        return i;
      }
    }
    return ColumnPlan.NONE;
  }

  /** The first column of such a name whose numbers are in the range, but not one of them. */
  private int find(Set<String> names, int least, int most, int but) {
    for (int i = 0; i < samples.size(); i++) {
      ColumnSample sample = samples.get(i);
      if (i != but && names.contains(sample.lowerName()) && sample.isWithin(least, most)) {
        return i;
      }
    }
    return ColumnPlan.NONE;
  }
}
