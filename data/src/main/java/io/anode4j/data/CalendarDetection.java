package io.anode4j.data;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Finds the pattern that most cells of a column follow. */
final class CalendarDetection {
  private static final double MOST = 0.5;
  private static final Pattern THREE_NUMBERS =
      Pattern.compile("(\\d\\d?)[-/. ]\\d\\d?[-/. ](\\d\\d?)(?!\\d)");

  private CalendarDetection() {}

  /** Whether a text is a date of any kind. */
  static boolean isDate(String cell) {
    for (DateOrder order : DateOrder.values()) {
      CalendarGuess.Guess guess = CalendarGuess.of(cell, order);
      if (guess != null && !Double.isNaN(new CalendarTimes(guess.pattern()).seconds(cell))) {
        return true;
      }
    }
    return false;
  }

  /**
   * The pattern of a column.
   *
   * @param stated the order of day and month, null to find it
   * @return null if few cells follow any
   * @throws AmbiguousDatesException if no cell decides on day and month
   */
  static @Nullable CalendarTimes of(List<String> cells, @Nullable DateOrder stated) {
    Map<DateOrder, CalendarTimes> found = new EnumMap<>(DateOrder.class);
    long most = 0;
    boolean ordered = false;
    for (DateOrder order : stated == null ? List.of(DateOrder.values()) : List.of(stated)) {
      CalendarGuess.Guess guess = guess(cells, order);
      if (guess == null) {
        continue;
      }
      CalendarTimes times = new CalendarTimes(guess.pattern());
      long fitting = cells.stream().filter(cell -> !Double.isNaN(times.seconds(cell))).count();
      if (fitting > most) {
        found.clear();
        most = fitting;
      }
      if (fitting == most && fitting > 0) {
        found.put(order, times);
        ordered |= guess.ordered();
      }
    }
    if (found.isEmpty() || most < MOST * cells.size()) {
      return null;
    }
    if (found.size() > 1 && found.containsKey(DateOrder.DMY) && !mayBeginWithYears(cells)) {
      found.remove(DateOrder.YMD); // two digits for the first number are seldom a year
    }
    if (ordered && found.size() > 1) {
      throw ambiguous(cells, found);
    }
    return found.values().iterator().next();
  }

  /** Whether the first number stays while the third one changes, as days do and years seldom. */
  private static boolean mayBeginWithYears(List<String> cells) {
    Set<String> first = new HashSet<>();
    Set<String> third = new HashSet<>();
    for (String cell : cells) {
      Matcher numbers = THREE_NUMBERS.matcher(cell);
      if (numbers.lookingAt()) {
        first.add(numbers.group(1));
        third.add(numbers.group(2));
      }
    }
    return first.size() == 1 && third.size() > 1;
  }

  /** The pattern of the longest cell, which has the finest time of day. */
  private static CalendarGuess.@Nullable Guess guess(List<String> cells, DateOrder order) {
    return cells.stream()
        .distinct()
        .sorted(Comparator.comparingInt(String::length).reversed())
        .map(cell -> checked(cell, order))
        .filter(guess -> guess != null)
        .findFirst()
        .orElse(null);
  }

  private static CalendarGuess.@Nullable Guess checked(String cell, DateOrder order) {
    CalendarGuess.Guess guess = CalendarGuess.of(cell, order);
    return guess == null || Double.isNaN(new CalendarTimes(guess.pattern()).seconds(cell))
        ? null
        : guess;
  }

  private static AmbiguousDatesException ambiguous(
      List<String> cells, Map<DateOrder, CalendarTimes> found) {
    String example =
        cells.stream()
            .filter(
                cell ->
                    found.values().stream().mapToDouble(t -> t.seconds(cell)).distinct().count()
                        > 1)
            .findFirst()
            .orElse(cells.get(0));
    List<String> readings = new ArrayList<>();
    found.forEach(
        (order, times) ->
            readings.add(
                "%s (%s)".formatted(TimeFormat.isoDate().format(times.seconds(example)), order)));
    return new AmbiguousDatesException(example, List.copyOf(found.keySet()), readings);
  }
}
