package io.anode4j.data.csv;

import io.anode4j.data.DuplicateTimeException;
import io.anode4j.data.DuplicateTimes;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.TimeSeriesBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Collects the rows of a file by series, in the order in which the series come first. */
final class SeriesCollector {
  private final DuplicateTimes duplicates;
  private final Map<String, Entry> entries = new LinkedHashMap<>();

  /** Rows of a series mostly stand together, which saves looking it up. */
  private @Nullable Entry last;

  private long outOfOrder;
  private long merged;
  private long fractions;

  /** Series handed over already, when they are handed over one by one. */
  private final Set<String> done = new HashSet<>();

  SeriesCollector(DuplicateTimes duplicates) {
    this.duplicates = duplicates;
  }

  /** Makes the series known, though it may have no value. */
  void touch(String id, Layout layout, int channels) {
    Entry entry = last;
    if (entry == null || !entry.id.equals(id)) {
      last =
          entries.computeIfAbsent(
              id,
              key ->
                  new Entry(
                      key,
                      layout == Layout.WIDE
                          ? TimeSeriesBuilder.ofRows(key, channels, duplicates)
                          : TimeSeriesBuilder.ofValues(key, duplicates)));
    }
  }

  /** Adds a row to the series last touched. */
  void addRow(long line, double time, double[] values) {
    Entry entry = note(line);
    entry.builder.addRow(time, values);
  }

  /** Adds an observation to the series last touched. */
  void addValue(long line, double time, int channel, double value) {
    Entry entry = note(line);
    entry.builder.addValue(time, channel, value);
  }

  private Entry note(long line) {
    Entry entry = last;
    if (entry == null) {
      throw new IllegalStateException("a row before its series was touched; touch it first");
    }
    if (duplicates == DuplicateTimes.REFUSE) {
      entry.noteLine(line);
    }
    return entry;
  }

  int size() {
    return entries.size() + done.size();
  }

  /** Whether a row of this series begins another one than the row before. */
  boolean leaves(String id) {
    return last != null && !last.id.equals(id);
  }

  /** Whether the series was handed over already. */
  boolean isDone(String id) {
    return done.contains(id);
  }

  /** Makes the series collected so far, all but the names of which is forgotten. */
  List<TimeSeries> handOver(int channels) throws RepeatedTimeException {
    done.addAll(entries.keySet());
    return build(channels);
  }

  long outOfOrder() {
    return outOfOrder;
  }

  long merged() {
    return merged;
  }

  /** Whole numbers that became fractions by it. */
  long fractions() {
    return fractions;
  }

  /** Makes the series, giving back the memory of each one's rows before the next is made. */
  List<TimeSeries> build(int channels) throws RepeatedTimeException {
    List<TimeSeries> series = new ArrayList<>(entries.size());
    last = null;
    Iterator<Entry> remaining = entries.values().iterator();
    while (remaining.hasNext()) {
      Entry entry = remaining.next();
      remaining.remove();
      try {
        series.add(entry.builder.build(channels));
      } catch (DuplicateTimeException e) {
        throw new RepeatedTimeException(entry.id, e.time(), entry.lines[e.entry()]);
      }
      outOfOrder += entry.builder.outOfOrder();
      merged += entry.builder.merged();
      fractions += entry.builder.fractions();
    }
    return series;
  }

  private static final class Entry {
    private final String id;
    private final TimeSeriesBuilder builder;

    /** Line of each row, kept only where a message may need it. */
    private long[] lines = {};

    private int lineCount;

    Entry(String id, TimeSeriesBuilder builder) {
      this.id = id;
      this.builder = builder;
    }

    void noteLine(long line) {
      if (lineCount == lines.length) {
        lines = Arrays.copyOf(lines, Math.max(8, 2 * lineCount));
      }
      lines[lineCount++] = line;
    }
  }

  /** A second value for a series, time and channel, and the line it is in. */
  static final class RepeatedTimeException extends Exception {
    private static final long serialVersionUID = 1L;

    private final String id;
    private final double time;
    private final long line;

    RepeatedTimeException(String id, double time, long line) {
      super("series " + id, null, false, false);
      this.id = id;
      this.time = time;
      this.line = line;
    }

    String id() {
      return id;
    }

    double time() {
      return time;
    }

    long line() {
      return line;
    }
  }
}
