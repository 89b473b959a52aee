package io.anode4j.data.csv;

import java.util.List;
import java.util.stream.IntStream;

/**
 * Columns that might name the series, watched to the end of a file: where the series stand one
 * after the other, the first rows show one of them only, and no time that occurs twice.
 */
final class LateIds {
  /** One value merged for so many that are left is more than mistakes. */
  private static final long MUCH = 4;

  private final List<Integer> columns;
  private final String[] first;
  private final boolean[] changed;

  /** Watches these columns, the likeliest first. */
  LateIds(List<Integer> columns) {
    this.columns = columns;
    this.first = new String[columns.size()];
    this.changed = new boolean[columns.size()];
  }

  void take(CsvRow row) {
    for (int i = 0; i < first.length; i++) {
      if (!changed[i] && !row.isBroken()) {
        String cell = row.cell(columns.get(i));
        first[i] = first[i] == null ? cell : first[i];
        changed[i] = !cell.isEmpty() && !cell.equals(first[i]);
      }
    }
  }

  /**
   * Names of the columns by which rows of one time may be told apart, the likeliest first; none
   * where few share one.
   */
  List<String> found(long merged, long observed, List<String> header) {
    return merged * MUCH < observed || merged == 0
        ? List.of()
        : IntStream.range(0, first.length)
            .filter(i -> changed[i])
            .mapToObj(i -> header.get(columns.get(i)))
            .toList();
  }

  /**
   * Refuses to hand over as one what may be several series: only who reads all rows at once can
   * read them again.
   *
   * @throws NotGroupedException if there are such columns
   */
  void refuse(String file, long merged, long observed, List<String> header) {
    List<String> names = found(merged, observed, header);
    if (!names.isEmpty()) {
      throw new NotGroupedException(file, names);
    }
  }
}
