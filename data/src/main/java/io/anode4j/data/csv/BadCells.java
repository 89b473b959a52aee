package io.anode4j.data.csv;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** Cells that should have been numbers: counted by channel, read as missing, unless rows go. */
final class BadCells {
  private final boolean refuse;
  private final Map<String, Count> counts = new LinkedHashMap<>();

  BadCells(boolean refuse) {
    this.refuse = refuse;
  }

  /** Whether a bad cell refuses its row. */
  boolean refuse() {
    return refuse;
  }

  void add(String channel, long line, String cell) {
    counts.computeIfAbsent(channel, key -> new Count(line, cell)).cells++;
  }

  /** A sentence for each channel that has some. */
  List<String> notes() {
    List<String> notes = new ArrayList<>();
    counts.forEach(
        (channel, count) ->
            notes.add(
                String.format(
                    Locale.ROOT,
                    "%s: %,d cells are no numbers and read as missing, first %s in line %d;"
                        + " --strict refuses them",
                    channel,
                    count.cells,
                    CsvProblem.cell(count.text),
                    count.line)));
    return notes;
  }

  private static final class Count {
    private final long line;
    private final String text;
    private long cells;

    Count(long line, String text) {
      this.line = line;
      this.text = text;
    }
  }
}
