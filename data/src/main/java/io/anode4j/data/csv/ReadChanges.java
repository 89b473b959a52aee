package io.anode4j.data.csv;

import io.anode4j.data.DuplicateTimes;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What is otherwise in the series than it was in the file.
 *
 * @param emptyRows rows without any value; their series is kept, their time is not
 * @param outOfOrder rows that came after a later time of their series and were sorted in
 * @param merged values that were merged into another of the same series, time and channel
 * @param duplicates how they were merged
 */
public record ReadChanges(long emptyRows, long outOfOrder, long merged, DuplicateTimes duplicates) {
  /** One phrase for each kind of change that there was. */
  List<String> words() {
    List<String> changes = new ArrayList<>();
    if (outOfOrder > 0) {
      changes.add(text("%,d rows sorted into the order of time", outOfOrder));
    }
    if (merged > 0) {
      String policy = duplicates.name().toLowerCase(Locale.ROOT);
      changes.add(text("%,d values merged with others of the same time (%s)", merged, policy));
    }
    if (emptyRows > 0) {
      changes.add(text("%,d rows without any value left out", emptyRows));
    }
    return changes;
  }

  private static String text(String format, Object... arguments) {
    return String.format(Locale.ROOT, format, arguments);
  }
}
