package io.anode4j.data;

import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Months written as numbers behind a point: {@code 1871.01} to {@code 1871.12}, of which a
 * spreadsheet has made {@code 1871.1} for October.
 */
record PointedMonths() implements TimeFormat {
  private static final double DAY = 86_400;
  static final PointedMonths INSTANCE = new PointedMonths();

  private static final CalendarTimes MONTHS = new CalendarTimes("yyyy.MM");
  private static final Pattern CELL = Pattern.compile("(1[5-9]|20)\\d\\d\\.(0[1-9]|1[0-2]?)");

  private static final Pattern UNPADDED = Pattern.compile("(1[5-9]|20)\\d\\d\\.([1-9]|1[0-2])");

  /** Fewer different months could be fractions of a year by chance. */
  private static final int LEAST = 3;

  /** So many months in a row are no seconds. */
  private static final int MORE_THAN_A_YEAR = 13;

  /**
   * The months that all numbers of a column are: with two digits each, or, where {@code .10} stands
   * beside {@code .2}, with as many as it takes.
   *
   * @param numbers a sample of the column
   * @param called whether its name speaks for dates; else the months must follow each other
   * @return null if they are none
   */
  static @Nullable TimeFormat of(List<String> numbers, boolean called) {
    TimeFormat format =
        are(numbers) ? INSTANCE : areUnpadded(numbers) ? new CalendarTimes("yyyy.M") : null;
    return format == null || called || follow(numbers, format) ? format : null;
  }

  private static boolean areUnpadded(List<String> numbers) {
    return numbers.stream().allMatch(cell -> UNPADDED.matcher(cell).matches())
        && numbers.stream().anyMatch(cell -> cell.endsWith(".10"))
        && numbers.stream().anyMatch(cell -> cell.matches(".*\\.[2-9]"));
  }

  private static boolean follow(List<String> numbers, TimeFormat format) {
    boolean all = numbers.size() >= MORE_THAN_A_YEAR;
    for (int i = 1; i < numbers.size() && all; i++) {
      all = month(numbers.get(i), format) == month(numbers.get(i - 1), format) + 1;
    }
    return all;
  }

  private static long month(String text, TimeFormat format) {
    LocalDate day = LocalDate.ofEpochDay((long) Math.floor(format.parse(text) / DAY));
    return day.getYear() * 12L + day.getMonthValue();
  }

  /** Whether all numbers of a column are such months. */
  private static boolean are(List<String> numbers) {
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
