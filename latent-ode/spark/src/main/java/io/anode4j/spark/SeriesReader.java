package io.anode4j.spark;

import io.anode4j.data.DuplicateTimes;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.TimeSeriesBuilder;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Row;
import org.jspecify.annotations.Nullable;

/**
 * The series of a partition, one after the other, from rows that are sorted by id and time. As in
 * the reader of files, a row without any value is no row, and here a series without rows is none.
 */
final class SeriesReader implements Iterator<TimeSeries> {
  private static final int FIRST_CHANNEL = 2;

  private final Iterator<Row> rows;
  private final int channels;
  private final TimeColumn times;
  private @Nullable Row next;
  private @Nullable TimeSeries ready;

  SeriesReader(Iterator<Row> rows, int channels, TimeColumn times) {
    this.rows = rows;
    this.channels = channels;
    this.times = times;
    advance();
  }

  private void advance() {
    next = rows.hasNext() ? rows.next() : null;
  }

  @Override
  public boolean hasNext() {
    while (ready == null && next != null) {
      TimeSeries series = read(id(next));
      ready = series.length() > 0 ? series : null;
    }
    return ready != null;
  }

  @Override
  public TimeSeries next() {
    TimeSeries series = hasNext() ? ready : null;
    if (series == null) {
      throw new NoSuchElementException("the partition has no more series");
    }
    ready = null;
    return series;
  }

  private TimeSeries read(String id) {
    TimeSeriesBuilder series = TimeSeriesBuilder.ofRows(id, channels, DuplicateTimes.MEAN);
    while (next != null && id.equals(id(next))) {
      double time = time(next, id);
      double[] values = values(next);
      if (!Arrays.stream(values).allMatch(Double::isNaN)) {
        series.addRow(time, values);
      }
      advance();
    }
    return series.build(channels);
  }

  private static String id(Row row) {
    if (row.isNullAt(0)) {
      throw new IllegalArgumentException(
          "A row has no id (null); expected one in each row; filter such rows or fill the column");
    }
    return row.getString(0);
  }

  private double time(Row row, String id) {
    if (row.isNullAt(1)) {
      throw new IllegalArgumentException(
          "A row of the series '%s' has no time (null); expected one in each row; filter such rows"
              .formatted(id));
    }
    return times.toModel(row.get(1));
  }

  private double[] values(Row row) {
    double[] values = new double[channels];
    for (int c = 0; c < channels; c++) {
      values[c] = row.isNullAt(c + FIRST_CHANNEL) ? Double.NaN : row.getDouble(c + FIRST_CHANNEL);
    }
    return values;
  }
}
