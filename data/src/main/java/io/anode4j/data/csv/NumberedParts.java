package io.anode4j.data.csv;

import io.anode4j.data.csv.JoinedView.Kind;
import io.anode4j.data.csv.JoinedView.Part;
import io.anode4j.data.internal.DecimalText;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * Year, month, day and hour in columns side by side that have no names, as the tables of stations
 * have them: a year of four digits, perhaps the day of the year, then numbers that fit a date and
 * grow with it from row to row.
 *
 * @param samples all columns
 */
record NumberedParts(List<ColumnSample> samples) {
  private static final int[] LEAST = {1, 1, 0, 0};
  private static final int[] MOST = {12, 31, 24, 59};

  private static final int LEAST_MONTHS = 3;

  /** What each number of the one before it has at most. */
  private static final double[] WORTH = {13, 32, 25, 60};

  /** Whether the columns were counted rather than named. */
  boolean apply() {
    return samples.stream().allMatch(sample -> sample.name().matches("column\\d+"));
  }

  /** The parts from the year down; empty where no columns are such. */
  List<Part> ofDate() {
    for (int year = 0; year < samples.size(); year++) {
      boolean digits =
          samples.get(year).cells().stream().allMatch(c -> c.matches("(1[5-9]|20)\\d\\d"));
      Found beside = digits ? from(year, year + 1) : Found.NONE;
      Found behind = digits ? from(year, year + 2) : Found.NONE; // after the day of the year
      Found found = behind.told > beside.told ? behind : beside;
      if (!found.parts.isEmpty()) {
        return found.parts;
      }
    }
    return List.of();
  }

  /** Parts of a date, and how many different times they tell. */
  private record Found(List<Part> parts, long told) {
    static final Found NONE = new Found(List.of(), 0);
  }

  private Found from(int year, int month) {
    double[] times = numbers(year);
    if (times.length == 0) {
      return Found.NONE;
    }
    int depth = 0;
    long told = 0;
    for (int i = 0; i < MOST.length && month + i < samples.size(); i++) {
      if (!samples.get(month + i).isWithin(LEAST[i], MOST[i])) {
        break;
      }
      double[] numbers = numbers(month + i);
      boolean grow = numbers.length == times.length;
      for (int row = 0; row < times.length && grow; row++) {
        times[row] = times[row] * WORTH[i] + numbers[row];
        grow = row == 0 || times[row] >= times[row - 1];
      }
      if (!grow) {
        break;
      }
      depth = i + 1;
      told = Arrays.stream(times).distinct().count();
    }
    if (depth == 1 && told == times.length && isEachMonth(year, month)) {
      List<Part> months = List.of(new Part(year, "", Kind.YEAR), new Part(month, "-", Kind.TWO));
      return new Found(months, told);
    }
    boolean enough = depth >= 2 && (told > 1 || times.length == 1);
    return enough ? new Found(parts(year, month, depth), told) : Found.NONE;
  }

  /** Without a day, months must go on one by one. */
  private boolean isEachMonth(int year, int month) {
    double[] years = numbers(year);
    double[] months = numbers(month);
    boolean each = years.length >= LEAST_MONTHS;
    for (int i = 1; i < years.length && each; i++) {
      each = 12 * (years[i] - years[i - 1]) + months[i] - months[i - 1] == 1;
    }
    return each;
  }

  private List<Part> parts(int year, int month, int depth) {
    List<Part> parts = new ArrayList<>();
    parts.add(new Part(year, "", Kind.YEAR));
    parts.add(new Part(month, "-", Kind.TWO));
    parts.add(new Part(month + 1, "-", Kind.TWO));
    if (depth == 3) {
      parts.add(new Part(month + 2, " ", Kind.HOUR));
    } else if (depth > 3) {
      parts.add(new Part(month + 2, " ", Kind.TWO));
      parts.add(new Part(month + 3, ":", Kind.TWO));
    }
    return parts;
  }

  private double[] numbers(int column) {
    return samples.get(column).cells().stream().mapToDouble(DecimalText::parse).toArray();
  }

  /**
   * Hours and minutes in one number, in the column after dates that repeat.
   *
   * @param date the column of the dates
   * @return none where the next column is something else
   */
  int clockAfter(int date) {
    int next = date + 1;
    if (next >= samples.size() || !samples.get(next).isWithin(0, 2400)) {
      return ColumnPlan.NONE;
    }
    double[] clock = numbers(next);
    List<String> dates = samples.get(date).cells();
    boolean hours = clock.length == dates.size();
    boolean beyond = false;
    for (int i = 0; i < clock.length && hours; i++) {
      boolean same = i > 0 && dates.get(i).equals(dates.get(i - 1));
      hours = clock[i] % 100 < 60 && (!same || clock[i] > clock[i - 1]);
      beyond |= clock[i] >= 100;
    }
    return hours && beyond ? next : ColumnPlan.NONE;
  }
}
