package io.anode4j.data.csv;

import io.anode4j.data.internal.DecimalText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A table whose header has the dates, turned: a row for each of its cells. Columns before the dates
 * name the series; months in the header go with a column of years.
 */
final class TurnedView implements RowView {
  private static final int LEAST = 3;
  private static final List<String> MONTHS =
      List.of("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec");

  private final List<Integer> names;

  /** The column with the first half of the times, none where the header has all of them. */
  private final int year;

  private final List<Integer> columns;
  private final List<String> times;

  private TurnedView(List<Integer> names, int year, List<Integer> columns, List<String> times) {
    this.names = names;
    this.year = year;
    this.columns = columns;
    this.times = times;
  }

  /** The turned view of a table whose header has dates; null if it has not. */
  static @Nullable TurnedView of(List<String> header, List<ColumnSample> samples) {
    TurnedView months = months(header);
    if (months != null) {
      return months;
    }
    TurnedView hours = hours(header, samples);
    if (hours != null) {
      return hours;
    }
    List<Integer> dated = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < header.size(); i++) {
      (isDate(header.get(i)) ? dated : others).add(i);
    }
    boolean named = header.stream().anyMatch(TurnedView::isUsualTime);
    boolean numbers = others.stream().anyMatch(i -> isNumber(header.get(i)));
    if (dated.size() < LEAST || named || numbers) {
      return null; // among other numbers a year is one of them
    }
    boolean clocks = dated.stream().allMatch(i -> header.get(i).matches("\\d{1,2}:\\d{2}.*"));
    List<Integer> dates = others.stream().filter(i -> samples.get(i).isDated()).toList();
    if (clocks ? dates.size() != 1 : !dates.isEmpty()) {
      return null;
    }
    others.removeAll(dates);
    List<String> times =
        dated.stream().map(i -> (clocks ? " " : "") + time(header.get(i))).toList();
    int date = clocks ? dates.get(0) : ColumnPlan.NONE;
    return new TurnedView(names(others, samples, clocks), date, dated, times);
  }

  /** Texts name a series; without any, all columns that are left. */
  private static List<Integer> names(
      List<Integer> others, List<ColumnSample> samples, boolean clocks) {
    List<Integer> texts = others.stream().filter(i -> samples.get(i).isText()).toList();
    List<Integer> all = others.stream().filter(i -> !samples.get(i).name().isEmpty()).toList();
    return texts.isEmpty() || clocks ? all : texts;
  }

  private static boolean isUsualTime(String name) {
    String lower = name.toLowerCase(Locale.ROOT);
    return ColumnRole.TIME.usualNames().contains(lower) && !lower.equals("date");
  }

  private static boolean isNumber(String name) {
    return !Double.isNaN(DecimalText.parse(name));
  }

  private static boolean isDate(String name) {
    boolean year = name.matches("(1[89]|20)\\d\\d");
    boolean digit = name.chars().anyMatch(Character::isDigit);
    boolean number = isNumber(name);
    return year || (digit && (!number || name.length() == 8) && ColumnResolver.isDated(name));
  }

  /** A year alone would be a number. */
  private static String time(String name) {
    return name.matches("\\d{4}") ? name + "-01" : name;
  }

  /** Whether a header has a year and all months. */
  static boolean isOfMonths(List<String> header) {
    return months(header) != null;
  }

  private static @Nullable TurnedView months(List<String> header) {
    List<Integer> columns = new ArrayList<>();
    List<String> times = new ArrayList<>();
    int year = ColumnPlan.NONE;
    for (int i = 0; i < header.size(); i++) {
      String name = header.get(i).toLowerCase(Locale.ROOT);
      int month = name.length() < 3 ? -1 : MONTHS.indexOf(name.substring(0, 3));
      if (month >= 0 && name.chars().allMatch(Character::isLetter)) {
        columns.add(i);
        times.add("-%02d".formatted(month + 1));
      } else if (TimeParts.isYear(name)) {
        year = i;
      }
    }
    int found = year;
    boolean all = columns.size() == MONTHS.size() && found >= 0;
    List<Integer> names = new ArrayList<>();
    for (int i = 0; i < header.size() && all; i++) {
      if (i != found && !columns.contains(i) && i < columns.get(0)) {
        names.add(i);
      }
    }
    return all ? new TurnedView(names, found, columns, times) : null;
  }

  /** Hours of a day in the header beside one column of dates; null without. */
  private static @Nullable TurnedView hours(List<String> header, List<ColumnSample> samples) {
    List<Integer> hours = HourColumns.of(header);
    List<Integer> dates = new ArrayList<>();
    List<Integer> others = new ArrayList<>();
    for (int i = 0; i < header.size() && !hours.isEmpty(); i++) {
      boolean day = !samples.get(i).isNumeric() || samples.get(i).cells().get(0).length() == 8;
      if (!hours.contains(i)) {
        (day && samples.get(i).isDated() ? dates : others).add(i);
      }
    }
    others.removeIf(i -> samples.get(i).isEmpty() && header.get(i).isEmpty());
    boolean sums = others.stream().anyMatch(i -> !RoleGuess.mayName(samples.get(i)));
    if (dates.size() != 1 || sums) {
      return null; // what is neither hour nor name would be lost
    }
    List<String> times = new ArrayList<>();
    for (int hour = 0; hour < hours.size(); hour++) {
      times.add(" %02d:00".formatted(hour));
    }
    return new TurnedView(names(others, samples, false), dates.get(0), hours, times);
  }

  /** What was understood, for people. */
  String note() {
    return columns.size()
        + (year < 0 ? " dates" : " times of a year or day")
        + " in the header"
        + (year >= 0 && times.get(0).startsWith(" ") ? ", the first" + times.get(0) : "")
        + ": each row is "
        + (year < 0 ? "a series" : "one of them");
  }

  @Override
  public List<String> header() {
    return names.isEmpty() ? List.of("time", "value") : List.of("series", "time", "value");
  }

  @Override
  public List<CsvRow> rows(CsvRow row) {
    List<CsvRow> rows = new ArrayList<>(columns.size());
    String name =
        names.stream().map(row::cell).filter(c -> !c.isEmpty()).collect(Collectors.joining("/"));
    for (int i = 0; i < columns.size(); i++) {
      String time = year < 0 ? times.get(i) : row.cell(year) + times.get(i);
      String value = row.cell(columns.get(i));
      List<String> cells = names.isEmpty() ? List.of(time, value) : List.of(name, time, value);
      rows.add(CsvRow.of(row.line(), cells, row.bytes()));
    }
    return rows;
  }
}
