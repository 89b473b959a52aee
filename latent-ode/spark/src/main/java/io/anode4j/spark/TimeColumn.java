package io.anode4j.spark;

import io.anode4j.data.TimeFormat;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.DateType;
import org.apache.spark.sql.types.NumericType;
import org.apache.spark.sql.types.TimestampNTZType;
import org.apache.spark.sql.types.TimestampType;

/**
 * How a table's times become a model's, which are seconds since 1970 or plain numbers, and back.
 * Nothing here depends on the session's time zone.
 */
enum TimeColumn {
  /** {@code timestamp}: a moment. */
  MOMENT(DataTypes.LongType) {
    @Override
    Column read(Column time) {
      return functions.unix_micros(time);
    }

    @Override
    double toModel(Object cell) {
      return (long) cell / MICROS;
    }

    @Override
    Object toRow(double time) {
      return micros(time);
    }

    @Override
    Column shown(Column time) {
      return functions.timestamp_micros(time);
    }
  },

  /** {@code timestamp_ntz} and {@code date}: read as UTC, as the reader of files does. */
  LOCAL(DataTypes.TimestampNTZType) {
    @Override
    Column read(Column time) {
      return time.cast(DataTypes.TimestampNTZType);
    }

    @Override
    double toModel(Object cell) {
      LocalDateTime local = (LocalDateTime) cell;
      long micros = local.toEpochSecond(ZoneOffset.UTC) * 1_000_000 + local.getNano() / 1000;
      return micros / MICROS;
    }

    @Override
    Object toRow(double time) {
      long micros = micros(time);
      return LocalDateTime.ofEpochSecond(
          Math.floorDiv(micros, 1_000_000L),
          (int) Math.floorMod(micros, 1_000_000L) * 1000,
          ZoneOffset.UTC);
    }

    @Override
    Column shown(Column time) {
      return time;
    }
  },

  /** Plain numbers in the series' own unit, or seconds elapsed. */
  NUMBER(DataTypes.DoubleType) {
    @Override
    Column read(Column time) {
      return time.cast(DataTypes.DoubleType);
    }

    @Override
    double toModel(Object cell) {
      return (double) cell;
    }

    @Override
    Object toRow(double time) {
      return time;
    }

    @Override
    Column shown(Column time) {
      return time;
    }
  };

  private static final double MICROS = 1e6;

  private final DataType rowType;

  TimeColumn(DataType rowType) {
    this.rowType = rowType;
  }

  /** The kind of a column for a model. */
  static TimeColumn of(String name, DataType type, TimeFormat model) {
    boolean number = type instanceof NumericType;
    boolean plain = !model.isDated() || model.equals(TimeFormat.elapsed());
    if (number && plain) {
      return NUMBER;
    }
    if (type instanceof TimestampType && !plain) {
      return MOMENT;
    }
    if ((type instanceof TimestampNTZType || type instanceof DateType) && !plain) {
      return LOCAL;
    }
    throw new IllegalArgumentException(
        "The time column '%s' is of type %s, but the model's times are %s; expected %s"
            .formatted(
                name,
                type.simpleString(),
                model.description(),
                plain
                    ? "a number in their unit: cast the column"
                    : "timestamp, timestamp_ntz or date: see to_timestamp and timestamp_seconds"));
  }

  /** Microseconds since 1970: whole seconds and the rest apart, as their product is not exact. */
  private static long micros(double time) {
    double whole = Math.floor(time);
    return (long) whole * 1_000_000 + Math.round((time - whole) * MICROS);
  }

  /** Type of the column in rows that a task reads and writes. */
  DataType rowType() {
    return rowType;
  }

  /** The expression that a task reads. */
  abstract Column read(Column time);

  /** The model's time of a cell. */
  abstract double toModel(Object cell);

  /** The cell of a model's time. */
  abstract Object toRow(double time);

  /** What a task wrote, as the table's own type of time. */
  abstract Column shown(Column time);
}
