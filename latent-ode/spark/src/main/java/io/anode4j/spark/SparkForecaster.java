package io.anode4j.spark;

import io.anode4j.data.TimeFormat;
import io.anode4j.model.TimesAhead;
import io.anode4j.model.TrainedModel;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Forecasts every series of a table where the table is.
 *
 * <pre>{@code
 * Dataset<Row> ahead =
 *     SparkForecaster.of(Path.of("sensors.anode"))
 *         .horizon("24h")
 *         .every("1h")
 *         .forecast(spark.read().parquet("readings"), SeriesColumns.of("sensor", "time"));
 * }</pre>
 *
 * <p>The result has a row for each series, time and channel: {@code series}, {@code time}, {@code
 * channel}, {@code mean}, {@code std} and a column for each quantile, as the CSV of the command
 * {@code anode4j forecast} has; times of the table's type ({@code timestamp_ntz} for dates).
 * Figures are those of a single process to the bit, whatever the partitioning. A task keeps 64
 * series in memory at a time. Rows of one series and time are merged by their mean.
 *
 * <p>Instances are immutable.
 */
public final class SparkForecaster {
  private final SharedModel shared;
  private final @Nullable String horizon;
  private final @Nullable String step;
  private final List<Double> quantiles;

  private SparkForecaster(
      SharedModel shared, @Nullable String horizon, @Nullable String step, List<Double> quantiles) {
    this.shared = shared;
    this.horizon = horizon;
    this.step = step;
    this.quantiles = List.copyOf(quantiles);
  }

  /**
   * A forecaster with a model file on the driver's machine.
   *
   * @param modelFile a file that {@code train} or {@code save} wrote
   * @return a forecaster; state its horizon
   * @throws io.anode4j.model.ModelFileException when the file is missing, damaged or of another
   *     version
   */
  public static SparkForecaster of(Path modelFile) {
    return of(SharedModel.of(modelFile));
  }

  /**
   * A forecaster with a model file that lies elsewhere, such as in an object store.
   *
   * @param model the bytes of the file
   * @param name what messages call it
   * @return a forecaster; state its horizon
   * @throws io.anode4j.model.ModelFileException when it is damaged or of another version
   */
  public static SparkForecaster of(byte[] model, String name) {
    return of(SharedModel.of(model, name));
  }

  /** A forecaster with a model. */
  static SparkForecaster of(SharedModel shared) {
    shared.open();
    return new SparkForecaster(shared, null, null, List.of(0.05, 0.5, 0.95));
  }

  /**
   * How far ahead of each series' last time.
   *
   * @param span such as {@code 24h} or {@code 1mo}; a plain number where times are numbers
   * @return the same with this horizon
   * @throws IllegalArgumentException if it is no span that fits the model's times
   */
  public SparkForecaster horizon(String span) {
    TimesAhead.span(span, model().timeFormat());
    return new SparkForecaster(shared, span, step, quantiles);
  }

  /**
   * Distance of the times; without it one time is forecast, at the horizon.
   *
   * @param span such as {@code 15m} or {@code 1mo}; a plain number where times are numbers
   * @return the same with this distance
   * @throws IllegalArgumentException if it is no span that fits the model's times
   */
  public SparkForecaster every(String span) {
    TimesAhead.span(span, model().timeFormat());
    return new SparkForecaster(shared, horizon, span, quantiles);
  }

  /**
   * Quantiles to compute; 0.05, 0.5 and 0.95 unless stated.
   *
   * @param probabilities each between 0 and 1
   * @return the same with these
   * @throws IllegalArgumentException if one is not between 0 and 1
   */
  public SparkForecaster quantiles(double... probabilities) {
    List<Double> wanted = Arrays.stream(probabilities).boxed().toList();
    for (double p : wanted) {
      if (!(p > 0 && p < 1)) {
        throw new IllegalArgumentException(
            "A quantile of probability " + p + "; expected one between 0 and 1, such as 0.95");
      }
    }
    return new SparkForecaster(shared, horizon, step, wanted);
  }

  /**
   * Forecasts all series of a table. Nothing is computed before the result is used.
   *
   * @param table the readings, a row for each series and time
   * @param columns which columns hold what
   * @return the forecasts
   * @throws IllegalStateException if no horizon was stated
   * @throws IllegalArgumentException if a column is missing or of a type that does not fit
   */
  public Dataset<Row> forecast(Dataset<Row> table, SeriesColumns columns) {
    if (horizon == null) {
      throw new IllegalStateException(
          "A forecast without a horizon; expected how far to look ahead; state it by horizon(\"24h\")");
    }
    String every = step == null ? horizon : step;
    TimesAhead.of(horizon, every, model().timeFormat());
    SeriesTable series = SeriesTable.of(table, columns, model());
    return series.map(
        new ForecastTask(
            series.broadcast(shared),
            new ForecastTask.Question(horizon, every, quantiles),
            series.times()),
        withFigures(series.schema(), quantiles));
  }

  /** The schema of the result for a table with such columns. */
  StructType schema(StructType table, SeriesColumns columns) {
    return schema(table, columns, model().timeFormat(), quantiles);
  }

  static StructType schema(
      StructType table, SeriesColumns columns, TimeFormat format, List<Double> quantiles) {
    TimeColumn times = SeriesTable.times(table, columns, format);
    DataType shown = times == TimeColumn.MOMENT ? DataTypes.TimestampType : times.rowType();
    return withFigures(
        new StructType().add("series", DataTypes.StringType, false).add("time", shown), quantiles);
  }

  private static StructType withFigures(StructType begun, List<Double> quantiles) {
    StructType schema =
        begun
            .add("channel", DataTypes.StringType, false)
            .add("mean", DataTypes.DoubleType, false)
            .add("std", DataTypes.DoubleType, false);
    for (double quantile : quantiles) {
      schema = schema.add("q" + quantile, DataTypes.DoubleType, false);
    }
    return schema;
  }

  /** The model. */
  TrainedModel model() {
    return shared.open();
  }
}
