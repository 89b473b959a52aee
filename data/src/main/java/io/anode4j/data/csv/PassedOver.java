package io.anode4j.data.csv;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * What nobody asked for.
 *
 * @param rows rows that no condition or channel was asked for
 * @param columns columns that were not read, {@code (no name)} for one without
 */
public record PassedOver(long rows, List<String> columns) {
  /** One phrase for the rows, one for the columns, where there are any. */
  List<String> words() {
    List<String> words = new ArrayList<>();
    if (rows > 0) {
      words.add(String.format(Locale.ROOT, "%,d rows", rows));
    }
    if (!columns.isEmpty()) {
      words.add("columns " + String.join(", ", columns));
    }
    return words;
  }
}
