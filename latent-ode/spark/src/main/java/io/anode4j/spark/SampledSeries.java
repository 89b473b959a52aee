package io.anode4j.spark;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.TimestampType;

/**
 * Series of a table that are brought to the driver: whole ones, in the order of a hash of their
 * ids, as many as have so many rows together. The same ones whatever the partitioning.
 *
 * @param rows the most rows, though one series at least
 * @param seed chooses another sample
 */
record SampledSeries(long rows, long seed) {
  /** More ids than this need not be looked at: each has a row or more. */
  private static final int MOST_SERIES = 1_000_000;

  /** The sample of a table. */
  SeriesSet of(Dataset<Row> table, SeriesColumns columns, List<String> channels) {
    TimeFormat format = format(SeriesTable.type(table.schema(), columns.time(), "times"));
    Dataset<Row> chosen = chosen(table, columns);
    SeriesTable series = SeriesTable.of(chosen, columns, channels, format);
    SeriesReader reader =
        new SeriesReader(series.rows().toLocalIterator(), channels.size(), series.times());
    List<TimeSeries> read = new ArrayList<>();
    reader.forEachRemaining(read::add);
    read.sort(Comparator.comparing(TimeSeries::id));
    return new SeriesSet(channels, read, format, "a table of Spark");
  }

  /** Rows of series in the sample. */
  private Dataset<Row> chosen(Dataset<Row> table, SeriesColumns columns) {
    Column id = SeriesTable.named(columns.id()).cast(DataTypes.StringType);
    List<Row> counted =
        table
            .groupBy(id.as("id"))
            .count()
            .orderBy(
                functions.xxhash64(functions.lit(seed), functions.col("id")), functions.col("id"))
            .limit((int) Math.min(MOST_SERIES, rows))
            .collectAsList();
    List<Object> ids = new ArrayList<>();
    long all = 0;
    for (Row one : counted) {
      all += one.getLong(1);
      if (!ids.isEmpty() && all > rows) {
        break;
      }
      if (!one.isNullAt(0)) {
        ids.add(one.getString(0));
      }
    }
    return table.filter(id.isInCollection(ids));
  }

  /** What a model says of times of such a type. */
  static TimeFormat format(DataType type) {
    if (type instanceof NumericType) {
      return TimeFormat.number();
    }
    String zone = type instanceof TimestampType ? "Z" : "";
    return TimeFormat.of("2020-12-31T23:59:59.999999" + zone);
  }
}
