package io.anode4j.data.csv;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Headers that have the 24 hours of a day: {@code H1 … H24}, {@code 0 … 23}, {@code HE01 …}. */
final class HourColumns {
  private static final Pattern HOUR =
      Pattern.compile(
          "(?:h|he|hr|hour|hora|stunde|heure)?[ _]?(\\d{1,2})", Pattern.CASE_INSENSITIVE);
  private static final int HOURS = 24;

  private HourColumns() {}

  /** The columns of the hours from midnight on; empty unless there are all 24, each once. */
  static List<Integer> of(List<String> header) {
    List<Integer> columns = new ArrayList<>(Collections.nCopies(HOURS + 1, -1));
    int found = 0;
    for (int i = 0; i < header.size(); i++) {
      Matcher hour = HOUR.matcher(header.get(i));
      int number = hour.matches() ? Integer.parseInt(hour.group(1)) : HOURS + 1;
      if (number <= HOURS) {
        if (columns.get(number) >= 0) {
          return List.of();
        }
        columns.set(number, i);
        found++;
      }
    }
    boolean fromOne = columns.get(0) < 0;
    boolean all = found == HOURS && (fromOne || columns.get(HOURS) < 0);
    return all ? columns.subList(fromOne ? 1 : 0, fromOne ? HOURS + 1 : HOURS) : List.of();
  }
}
