package io.anode4j.data.csv;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Headers with a name less than the rows have cells: row numbers before, or a delimiter after. */
final class ShortHeader {
  /** Fewer rows could be mistakes. */
  private static final int LEAST = 2;

  private ShortHeader() {}

  /**
   * The header with a nameless column where the rows have it.
   *
   * @param header the names
   * @param rows the cells of the first rows
   * @return null unless every row has one cell more, all empty at the end or counting from 1
   */
  static @Nullable List<String> completed(List<String> header, List<List<String>> rows) {
    boolean longer =
        rows.size() >= LEAST && rows.stream().allMatch(row -> row.size() == header.size() + 1);
    if (!longer) {
      return null;
    }
    List<String> names = new ArrayList<>(header);
    if (rows.stream().allMatch(row -> row.get(header.size()).isEmpty())) {
      names.add("");
      return names;
    }
    for (int i = 0; i < rows.size(); i++) {
      if (!rows.get(i).get(0).equals(Integer.toString(i + 1))) {
        return null;
      }
    }
    names.add(0, "");
    return names;
  }
}
