package io.anode4j.data.csv;

import io.anode4j.data.TimeFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The names of a header: whether they are names at all, and each of them once.
 *
 * @param file for messages
 * @param line of the header
 * @param names as they are in the file
 * @param samples of their columns
 */
record HeaderNames(String file, long line, List<String> names, List<ColumnSample> samples) {
  /**
   * A first row in which every cell that is not empty is a number or a date is no header, nor is
   * one that has a date, or the same number twice.
   */
  void refuseData() {
    boolean anyText = names.stream().anyMatch(cell -> !cell.isEmpty() && !isNumberOrTime(cell));
    boolean anyTime = names.stream().anyMatch(HeaderNames::isTime);
    Set<String> numbers = new HashSet<>();
    boolean sameNumber = names.stream().anyMatch(cell -> isNumber(cell) && !numbers.add(cell));
    if (!anyText || anyTime || sameNumber || hasDateInOneNumber()) {
      throw problem(
          "data in the first line ("
              + CsvProblem.cell(String.join(String.valueOf(','), names))
              + ")",
          "a header line with the names of the columns",
          "add one, such as series,time,value, or state --no-header");
    }
  }

  /** A date such as 20240131 above dates. */
  private boolean hasDateInOneNumber() {
    for (int i = 0; i < names.size(); i++) {
      boolean date = names.get(i).matches("(19|20)\\d\\d(0[1-9]|1[0-2])\\d{2,8}");
      if (date && samples.get(i).isDated()) {
        return true;
      }
    }
    return false;
  }

  /**
   * Names of which each occurs once: {@code x}, {@code x.1}, {@code x.2}.
   *
   * @param notes what was renamed is added
   */
  List<String> distinct(List<String> notes) {
    Map<String, Integer> first = new HashMap<>();
    Set<String> taken = new HashSet<>(names);
    List<String> distinct = new ArrayList<>();
    for (int i = 0; i < names.size(); i++) {
      String name = names.get(i);
      Integer before = name.isEmpty() ? null : first.putIfAbsent(name, i);
      if (before == null) {
        distinct.add(name);
        continue;
      }
      refuseOtherTimes(before, i);
      int count = 1;
      while (!taken.add(name + "." + count)) {
        count++;
      }
      distinct.add(name + "." + count);
      notes.add(
          "%s once more in column %d: it is called %s.%d".formatted(name, i + 1, name, count));
    }
    return distinct;
  }

  /** Two columns of times with one name belong to two tables side by side. */
  private void refuseOtherTimes(int before, int column) {
    List<String> cells = samples.get(column).cells();
    if (samples.get(column).isDated() && !cells.equals(samples.get(before).cells())) {
      throw problem(
          "the column '%s' twice with other times, as column %d and %d"
              .formatted(names.get(column), before + 1, column + 1),
          "one table rather than two side by side",
          "put them one under the other, or into a file each");
    }
  }

  private static boolean isNumber(String cell) {
    return ColumnResolver.accepts(TimeFormat.number(), cell);
  }

  private static boolean isNumberOrTime(String cell) {
    return isTime(cell) || isNumber(cell);
  }

  /** Whether a text that is no number is a time. */
  private static boolean isTime(String cell) {
    return !isNumber(cell) && ColumnResolver.isDated(cell);
  }

  private CsvException problem(String found, String expectation, String remedy) {
    return new CsvException(new CsvProblem(file, line, "", found, expectation, remedy));
  }
}
