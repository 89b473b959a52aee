package io.anode4j.spark;

import io.anode4j.data.TimeFormat;
import io.anode4j.model.TrainedModel;
import java.io.Serializable;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.api.java.JavaSparkContext;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.broadcast.Broadcast;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.BooleanType;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.StructType;

/**
 * A table as tasks read it: id, time and the model's channels, all rows of a series in one
 * partition, in the order of time. Rows of one time come in the order of their values, so that even
 * what is merged does not depend on the partitioning.
 *
 * @param rows the rows
 * @param times kind of their times
 * @param context of the session
 */
record SeriesTable(Dataset<Row> rows, TimeColumn times, JavaSparkContext context) {
  private static final String SERIES = "series";
  private static final String TIME = "time";

  static SeriesTable of(Dataset<Row> table, SeriesColumns columns, TrainedModel model) {
    return of(table, columns, model.channels(), model.timeFormat());
  }

  /** A table of channels whose times are read by a format. */
  static SeriesTable of(
      Dataset<Row> table, SeriesColumns columns, List<String> channels, TimeFormat format) {
    TimeColumn times = times(table.schema(), columns, format);
    type(table.schema(), columns.id(), "ids");
    requireKnown(columns, channels);
    List<Column> read = new ArrayList<>();
    read.add(named(columns.id()).cast(DataTypes.StringType).as(SERIES));
    read.add(times.read(named(columns.time())).as(TIME));
    for (int c = 0; c < channels.size(); c++) {
      read.add(channel(table.schema(), columns, channels.get(c)).as("c" + c));
    }
    Dataset<Row> chosen = table.select(read.toArray(Column[]::new));
    Column[] order = Arrays.stream(chosen.columns()).map(functions::col).toArray(Column[]::new);
    return new SeriesTable(
        chosen.repartition(functions.col(SERIES)).sortWithinPartitions(order),
        times,
        JavaSparkContext.fromSparkContext(table.sparkSession().sparkContext()));
  }

  /** The kind of a table's times. */
  static TimeColumn times(StructType table, SeriesColumns columns, TimeFormat format) {
    return TimeColumn.of(columns.time(), type(table, columns.time(), "times"), format);
  }

  /** Hands a value to all executors, once each. */
  <T extends Serializable> Broadcast<T> broadcast(T value) {
    return context.broadcast(value);
  }

  /**
   * Runs a function over each partition.
   *
   * @param schema of what it returns: the first column the id, the second the time as a task writes
   *     it
   */
  Dataset<Row> map(MapPartitionsFunction<Row, Row> function, StructType schema) {
    return mapWhole(function, schema).withColumn(TIME, times.shown(functions.col(TIME)));
  }

  /** Runs a function over each partition, whose results have no times. */
  Dataset<Row> mapWhole(MapPartitionsFunction<Row, Row> function, StructType schema) {
    return rows.mapPartitions(function, Encoders.row(schema));
  }

  /** A schema that begins with the id and the time. */
  StructType schema() {
    return new StructType().add(SERIES, DataTypes.StringType, false).add(TIME, times.rowType());
  }

  private static void requireKnown(SeriesColumns columns, List<String> channels) {
    for (String channel : columns.channels().keySet()) {
      if (!channels.contains(channel)) {
        throw new IllegalArgumentException(
            "A column was named for the channel '%s'; expected a channel of the model, one of %s; mend the name"
                .formatted(channel, channels));
      }
    }
  }

  private static Column channel(StructType schema, SeriesColumns columns, String channel) {
    String column = columns.columnOf(channel);
    DataType type = type(schema, column, "the channel '" + channel + "'");
    if (!(type instanceof NumericType || type instanceof BooleanType)) {
      throw new IllegalArgumentException(
          "The column '%s' of the channel '%s' is of type %s; expected numbers; cast it, or name another column"
              .formatted(column, channel, type.simpleString()));
    }
    return named(column).cast(DataTypes.DoubleType);
  }

  /** The type of a column, which must be there. */
  static DataType type(StructType schema, String column, String what) {
    if (!Arrays.asList(schema.fieldNames()).contains(column)) {
      throw new IllegalArgumentException(
          "The table has no column '%s' for %s; its columns are %s; name one by SeriesColumns"
              .formatted(column, what, Arrays.toString(schema.fieldNames())));
    }
    return schema.apply(column).dataType();
  }

  /** The column of exactly this name, dots and all. */
  static Column named(String name) {
    return functions.col("`" + name.replace("`", "``") + "`");
  }
}
