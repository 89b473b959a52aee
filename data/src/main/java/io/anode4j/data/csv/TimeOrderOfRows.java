package io.anode4j.data.csv;

import io.anode4j.data.AmbiguousDatesException;
import io.anode4j.data.TimeFormat;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * In which order the first rows stand, and how often they go against it.
 *
 * @param rows those that have a time
 * @param times of these
 * @param forwards whether most go on in time
 * @param jumps how many go against the others
 */
record TimeOrderOfRows(List<CsvRow> rows, List<Double> times, boolean forwards, int jumps) {
  /** Looks at rows; none of them where their times are not known. */
  static TimeOrderOfRows of(List<CsvRow> all, ColumnSample column, int time) {
    List<CsvRow> rows = new ArrayList<>();
    List<Double> times = new ArrayList<>();
    try {
      TimeFormat format = TimeFormat.detect(column.cells(), column.name());
      for (CsvRow row : all) {
        if (!row.isBroken() && ColumnResolver.accepts(format, row.cell(time))) {
          rows.add(row);
          times.add(format.parse(row.cell(time)));
        }
      }
    } catch (AmbiguousDatesException e) {
      rows.clear(); // asked for later
    }
    int up = 0;
    int down = 0;
    for (int i = 1; i < rows.size(); i++) {
      up += times.get(i) > times.get(i - 1) ? 1 : 0;
      down += times.get(i) < times.get(i - 1) ? 1 : 0;
    }
    return new TimeOrderOfRows(rows, times, up >= down, Math.min(up, down));
  }

  /**
   * Whether no row goes against the order of those with its own cell. One jump may be by mistake:
   * then the cells must stand in blocks.
   */
  boolean isKeptWithin(int column) {
    Within within = within(column);
    return jumps > 0
        && within.jumps == 0
        && within.cells > 1
        && (jumps > 1 || within.changes == within.cells);
  }

  /** Whether half of those that go against it are the first of another cell, and several. */
  boolean isMostlyKeptWithin(int column) {
    Within within = within(column);
    return jumps > 2 && within.cells > 1 && 2 * within.jumps <= jumps;
  }

  /** How rows stand to those of their own cell. */
  private record Within(int jumps, int changes, int cells) {}

  private Within within(int column) {
    Map<String, Double> last = new HashMap<>();
    String cell = "";
    int changes = 0;
    int against = 0;
    for (int i = 0; i < rows.size(); i++) {
      String own = rows.get(i).cell(column);
      changes += own.equals(cell) ? 0 : 1;
      cell = own;
      double now = times.get(i);
      Double before = last.put(own, now);
      against += before != null && (forwards ? now < before : now > before) ? 1 : 0;
    }
    return new Within(against, changes, last.size());
  }
}
