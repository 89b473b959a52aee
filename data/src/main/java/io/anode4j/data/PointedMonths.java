package io.anode4j.data;

import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;

/**
 * Months written as numbers behind a point: {@code 1871.01} to {@code 1871.12}, of which a
 * spreadsheet has made {@code 1871.1} for October.
 */
record PointedMonths() implements TimeFormat {
  static final PointedMonths INSTANCE = new PointedMonths();

  private static final CalendarTimes MONTHS = new CalendarTimes("yyyy.MM");
  private static final Pattern CELL = Pattern.compile("(1[5-9]|20)\\d\\d\\.(0[1-9]|1[0-2]?)");

  /** Fewer different months could be fractions of a year by chance. */
  private static final int LEAST = 3;

  /** Whether all numbers of a column are such months. */
  static boolean are(List<String> numbers) {
    return numbers.stream().allMatch(cell -> CELL.matcher(cell).matches())
        && new HashSet<>(numbers).size() >= LEAST;
  }

  @Override
  public double parse(String text) {
    double seconds = MONTHS.seconds(text.matches("\\d{4}\\.1") ? text + "0" : text);
    if (Double.isNaN(seconds)) {
      throw IsoTimes.notATime(text, this);
    }
    return seconds;
  }

  @Override
  public String format(double time) {
    return MONTHS.format(time);
  }

  @Override
  public boolean isDated() {
    return true;
  }

  @Override
  public String name() {
    return "year.month";
  }

  @Override
  public String description() {
    return "years and months behind a point, of which .1 is October";
  }

  @Override
  public String expectation() {
    return "a year and a month such as 2020.01";
  }

  @Override
  public String toString() {
    return name();
  }
}
