package io.anode4j.data;

import java.util.Arrays;

/**
 * Collects the rows or single observations of a series in any order.
 *
 * <p>Memory is about the values alone: nothing is boxed, and rows that come in the order of time
 * are not copied again when the series is built. A builder is used up by {@link #build}; it is not
 * safe for use by several threads.
 *
 * <p>Rows come either whole ({@link #addRow}) or as one value each ({@link #addValue}); a builder
 * takes one kind.
 */
public final class TimeSeriesBuilder {
  private final String id;
  private final DuplicateTimes duplicates;
  private final boolean cells;
  private final RowBlocks entries;
  private double latest = Double.NEGATIVE_INFINITY;
  private boolean repeated;
  private int outOfOrder;
  private int merged;
  private int fractions;

  private TimeSeriesBuilder(String id, int width, boolean cells, DuplicateTimes duplicates) {
    this.id = id;
    this.duplicates = duplicates;
    this.cells = cells;
    this.entries = new RowBlocks(width);
  }

  /**
   * A builder for whole rows.
   *
   * @param id the name of the series
   * @param channels values per row
   * @param duplicates what to do with rows of equal time
   * @return an empty builder
   */
  public static TimeSeriesBuilder ofRows(String id, int channels, DuplicateTimes duplicates) {
    return new TimeSeriesBuilder(id, channels, false, duplicates);
  }

  /**
   * A builder for single observations whose channels are perhaps not all known yet.
   *
   * @param id the name of the series
   * @param duplicates what to do with values of equal time and channel
   * @return an empty builder
   */
  public static TimeSeriesBuilder ofValues(String id, DuplicateTimes duplicates) {
    return new TimeSeriesBuilder(id, 2, true, duplicates);
  }

  /**
   * Adds a row.
   *
   * @param time a finite time
   * @param values one per channel, {@code NaN} for a hole; copied
   * @throws IllegalArgumentException if the time is not finite or the number of values differs
   */
  public void addRow(double time, double[] values) {
    requireKind(false);
    if (values.length != entries.channels()) {
      throw new IllegalArgumentException(
          "a row of %d values for series '%s'; expected %d; write NaN where a value is missing"
              .formatted(values.length, id, entries.channels()));
    }
    note(time);
    entries.add(time + 0.0, values);
  }

  /**
   * Adds one observation.
   *
   * @param time a finite time
   * @param channel its channel, from 0
   * @param value the value, not {@code NaN}
   * @throws IllegalArgumentException if the time is not finite
   */
  public void addValue(double time, int channel, double value) {
    requireKind(true);
    note(time);
    entries.add(time + 0.0, new double[] {channel, value});
  }

  private void requireKind(boolean cell) {
    if (cell != cells) {
      throw new IllegalStateException(
          "rows and single values in one builder of series '%s'; expected one kind; use two builders"
              .formatted(id));
    }
  }

  private void note(double time) {
    if (!Double.isFinite(time)) {
      throw new IllegalArgumentException(
          "time %s for series '%s'; expected a finite number; leave the entry out"
              .formatted(time, id));
    }
    if (time < latest) {
      outOfOrder++;
    }
    repeated |= time == latest;
    latest = Math.max(latest, time);
  }

  /**
   * The number of calls of {@link #addRow} or {@link #addValue}.
   *
   * @return zero or more
   */
  public int entries() {
    return entries.rows();
  }

  /**
   * The entries that came after a later time.
   *
   * @return how many had to be sorted in
   */
  public int outOfOrder() {
    return outOfOrder;
  }

  /**
   * The values that were merged into another of the same time and channel; known after {@link
   * #build}.
   *
   * @return how many values there are fewer than were added
   */
  public int merged() {
    return merged;
  }

  /**
   * Whole numbers whose mean is none: what counted does not any more. Known after {@link #build}.
   *
   * @return how many were merged into such a mean
   */
  public int fractions() {
    return fractions;
  }

  /**
   * Makes the series: sorts the times, merges equal ones.
   *
   * @param channels the number of channels
   * @return the series
   * @throws DuplicateTimeException under {@link DuplicateTimes#REFUSE}, at the first second value
   * @throws IllegalArgumentException if a value is infinite
   */
  public TimeSeries build(int channels) {
    if (!cells && !repeated && outOfOrder == 0) {
      return TimeSeries.of(id, entries);
    }
    int[] order = TimeOrder.of(entries);
    RowBlocks rows = new RowBlocks(channels);
    double[] row = new double[channels];
    int[] counts = new int[channels];
    for (int from = 0; from < order.length; ) {
      double time = entries.time(order[from]);
      Arrays.fill(row, Double.NaN);
      Arrays.fill(counts, 0);
      int to = from;
      while (to < order.length && entries.time(order[to]) == time) {
        mergeEntry(order[to++], row, counts);
      }
      rows.add(time, row);
      from = to;
    }
    return TimeSeries.of(id, rows);
  }

  private double mean(double before, double value, int count) {
    double mean = before + (value / count - before / count);
    fractions += isWhole(before) && isWhole(value) && !isWhole(mean) ? 1 : 0;
    return mean;
  }

  private static boolean isWhole(double value) {
    return value == Math.rint(value);
  }

  private void mergeEntry(int entry, double[] row, int[] counts) {
    if (cells) {
      mergeValue(entry, (int) entries.value(entry, 0), entries.value(entry, 1), row, counts);
      return;
    }
    for (int c = 0; c < row.length; c++) {
      mergeValue(entry, c, entries.value(entry, c), row, counts);
    }
  }

  private void mergeValue(int entry, int channel, double value, double[] row, int[] counts) {
    if (Double.isNaN(value)) {
      return;
    }
    int count = ++counts[channel];
    if (count == 1) {
      row[channel] = value;
      return;
    }
    merged++;
    row[channel] =
        switch (duplicates) {
          case FIRST -> row[channel];
          case LAST -> value;
          // Equal values give that value to the bit, and large ones do not overflow.
          case MEAN -> mean(row[channel], value, count);
          case REFUSE -> throw new DuplicateTimeException(id, entries.time(entry), channel, entry);
        };
  }
}
