package io.anode4j.data;

import java.util.NoSuchElementException;
import java.util.Objects;

/**
 * An immutable irregular series: strictly increasing times, each with a value or a hole per
 * channel.
 *
 * <p>Any spacing of times and any pattern of holes is ordinary; a series may also be empty. {@link
 * #slice}, {@link #until} and {@link #after} are views that share this series' memory, so cutting
 * windows costs nothing.
 */
public final class TimeSeries {
  private final String id;
  private final RowBlocks rows;
  private final int from;
  private final int length;
  private final Covariates covariates;

  private TimeSeries(String id, RowBlocks rows, int from, int length, Covariates covariates) {
    this.id = Objects.requireNonNull(id, "id");
    this.rows = rows;
    this.from = from;
    this.length = length;
    this.covariates = covariates;
  }

  /**
   * Makes a series from arrays, which are copied.
   *
   * @param id the name of the series
   * @param times strictly increasing finite times; see {@link TimeFormat} for their unit
   * @param values shape {@code [times × channels]}; {@code NaN} marks a hole, infinities are
   *     refused
   * @return the series; without any channel if there are no rows (see {@link #empty})
   * @throws IllegalArgumentException if the shapes disagree, times do not increase or a number is
   *     not finite
   */
  public static TimeSeries of(String id, double[] times, double[][] values) {
    if (times.length != values.length) {
      throw new IllegalArgumentException(
          ("series '%s' has %d times but %d rows of values;"
                  + " expected one row of values per time; pass arrays of equal length")
              .formatted(id, times.length, values.length));
    }
    int channels = values.length == 0 ? 0 : values[0].length;
    RowBlocks rows = RowBlocks.of(channels, times.length);
    for (int i = 0; i < times.length; i++) {
      if (values[i].length != channels) {
        throw new IllegalArgumentException(
            ("series '%s' has %d values in row %d; expected %d as in row 0;"
                    + " write NaN where a value is missing")
                .formatted(id, values[i].length, i, channels));
      }
      rows.add(times[i] + 0.0, values[i]);
    }
    return of(id, rows);
  }

  /**
   * Makes a series without rows.
   *
   * @param id the name of the series
   * @param channels how many channels it would have
   * @return the empty series
   */
  public static TimeSeries empty(String id, int channels) {
    return new TimeSeries(id, new RowBlocks(channels).trimmed(), 0, 0, Covariates.NONE);
  }

  /** Takes over rows that nobody else will write to any more, after checking them. */
  static TimeSeries of(String id, RowBlocks rows) {
    rows.requireSeries(id);
    return new TimeSeries(id, rows.trimmed(), 0, rows.rows(), Covariates.NONE);
  }

  /** The same with each value less its channel's center and over its scale. */
  TimeSeries scaled(double[] center, double[] scale) {
    return of(id, rows.scaled(from, from + length, center, scale)).with(covariates);
  }

  /**
   * The name of the series.
   *
   * @return the id, as in the source
   */
  public String id() {
    return id;
  }

  /**
   * The number of times.
   *
   * @return zero or more
   */
  public int length() {
    return length;
  }

  /**
   * The number of channels.
   *
   * @return values and holes per time
   */
  public int channels() {
    return rows.channels();
  }

  /**
   * One time.
   *
   * @param i row, from 0 to {@code length() - 1}
   * @return the time of that row
   */
  public double time(int i) {
    return rows.time(from + Objects.checkIndex(i, length));
  }

  /**
   * All times.
   *
   * @return a copy, strictly increasing
   */
  public double[] times() {
    return rows.times(from, from + length);
  }

  /**
   * Whether there is a value rather than a hole.
   *
   * @param i row, from 0 to {@code length() - 1}
   * @param channel channel, from 0 to {@code channels() - 1}
   * @return true if the channel was observed at that time
   */
  public boolean isObserved(int i, int channel) {
    return !Double.isNaN(value(i, channel));
  }

  /**
   * One value.
   *
   * @param i row, from 0 to {@code length() - 1}
   * @param channel channel, from 0 to {@code channels() - 1}
   * @return the value, {@code NaN} for a hole
   */
  public double value(int i, int channel) {
    Objects.checkIndex(channel, rows.channels());
    return rows.value(from + Objects.checkIndex(i, length), channel);
  }

  /**
   * The values of one time.
   *
   * @param i row, from 0 to {@code length() - 1}
   * @return a copy, one entry per channel, {@code NaN} for holes
   */
  public double[] row(int i) {
    double[] row = new double[rows.channels()];
    rows.copyValues(from + Objects.checkIndex(i, length), row, 0);
    return row;
  }

  /**
   * The number of values in all channels, holes not counted.
   *
   * @return zero to {@code length() * channels()}
   */
  public int observedCount() {
    return rows.observed(from, from + length);
  }

  /**
   * The number of values of one channel, holes not counted.
   *
   * @param channel channel, from 0 to {@code channels() - 1}
   * @return zero to {@code length()}
   */
  public int observedCount(int channel) {
    Objects.checkIndex(channel, rows.channels());
    return rows.observed(from, from + length, channel);
  }

  /** Adds to each channel its number of values. */
  void countObserved(long[] counts) {
    rows.count(from, from + length, counts);
  }

  /**
   * The first time.
   *
   * @return the smallest time
   * @throws NoSuchElementException if the series is empty
   */
  public double firstTime() {
    requireRows();
    return time(0);
  }

  /**
   * The last time.
   *
   * @return the largest time
   * @throws NoSuchElementException if the series is empty
   */
  public double lastTime() {
    requireRows();
    return time(length - 1);
  }

  /**
   * A part of this series, without copying.
   *
   * @param from first row of the part
   * @param to row behind the part
   * @return a view of {@code to - from} rows
   * @throws IndexOutOfBoundsException unless {@code 0 <= from <= to <= length()}
   */
  public TimeSeries slice(int from, int to) {
    Objects.checkFromToIndex(from, to, length);
    return new TimeSeries(id, rows, this.from + from, to - from, covariates);
  }

  /**
   * What is known at a time.
   *
   * @param time the present
   * @return a view of the rows with times up to and including it
   */
  public TimeSeries until(double time) {
    return slice(0, countUntil(time));
  }

  /**
   * What comes after a time.
   *
   * @param time the present
   * @return a view of the rows with later times
   */
  public TimeSeries after(double time) {
    return slice(countUntil(time), length);
  }

  /**
   * The number of times up to and including one, by binary search.
   *
   * @param time the time to compare with, not {@code NaN}
   * @return the row of the first later time
   */
  public int countUntil(double time) {
    if (Double.isNaN(time)) {
      throw new IllegalArgumentException(
          "cannot cut series '%s' at time NaN; expected a number; check where it was computed"
              .formatted(id));
    }
    int low = from;
    int high = from + length;
    while (low < high) {
      int middle = (low + high) >>> 1;
      if (rows.time(middle) <= time) {
        low = middle + 1;
      } else {
        high = middle;
      }
    }
    return low - from;
  }

  /**
   * The same rows under another name, without copying.
   *
   * @param newId the name
   * @return a view of all rows
   */
  public TimeSeries withId(String newId) {
    return new TimeSeries(newId, rows, from, length, covariates);
  }

  /**
   * What is told beside the values; parts of a series are told all of it.
   *
   * @return none, unless {@link #with} gave some
   */
  public Covariates covariates() {
    return covariates;
  }

  /**
   * The same rows, told of other covariates.
   *
   * @param told what is told beside the values
   * @return a view of all rows
   */
  public TimeSeries with(Covariates told) {
    return new TimeSeries(id, rows, from, length, told);
  }

  /**
   * Equal names, times, values, holes and covariates.
   *
   * @param other any object
   * @return true for a series with the same content, however its memory is shared
   */
  @Override
  public boolean equals(Object other) {
    return other instanceof TimeSeries that
        && id.equals(that.id)
        && channels() == that.channels()
        && length == that.length
        && covariates.equals(that.covariates)
        && sameRows(that);
  }

  private boolean sameRows(TimeSeries that) {
    for (int i = 0; i < length; i++) {
      if (time(i) != that.time(i)) {
        return false;
      }
      for (int c = 0; c < channels(); c++) {
        if (Double.compare(value(i, c), that.value(i, c)) != 0) {
          return false;
        }
      }
    }
    return true;
  }

  @Override
  public int hashCode() {
    int hash = Objects.hash(id, length, channels());
    for (int i = 0; i < length; i++) {
      hash = 31 * hash + Double.hashCode(time(i));
    }
    return hash;
  }

  /** Id, size and time span. */
  @Override
  public String toString() {
    String span = length == 0 ? "empty" : "times %s to %s".formatted(firstTime(), lastTime());
    return "TimeSeries[%s, %d × %d, %s]".formatted(id, length, channels(), span);
  }

  private void requireRows() {
    if (length == 0) {
      throw new NoSuchElementException(
          "series '%s' is empty and has no first or last time; check length() first".formatted(id));
    }
  }
}
