package io.anode4j.spark;

import io.anode4j.data.SeriesSet;
import io.anode4j.latent.LatentOdeTrainer;
import io.anode4j.model.TimesAhead;
import io.anode4j.model.TrainedModel;
import java.util.List;
import org.apache.spark.ml.Estimator;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;
import org.jspecify.annotations.Nullable;

/**
 * Trains on the driver, on a sample of a table's series, and gives the stage that forecasts all of
 * them. Training needs windows, not all rows: the sample is of whole series, chosen by a hash of
 * their ids, a million rows unless said otherwise. The same table gives the same model, whatever
 * its partitioning.
 *
 * <pre>{@code
 * ForecastModel stage =
 *     ForecastEstimator.of(
 *             LatentOdeTrainer.with(LatentOdeConfig.defaults()),
 *             List.of("flow", "heat"),
 *             SeriesColumns.of("pump", "time"))
 *         .horizon("24h")
 *         .every("1h")
 *         .fit(readings);
 * }</pre>
 *
 * <p>Instances are immutable.
 */
public final class ForecastEstimator extends Estimator<ForecastModel> {
  private static final long serialVersionUID = 1L;
  private static final SampledSeries MILLION = new SampledSeries(1_000_000, 0);

  private final String uid;
  private final transient LatentOdeTrainer trainer;
  private final List<String> channels;
  private final SeriesColumns columns;
  private final transient Asked asked;

  /** How far ahead, at what distance, and what to train on. */
  private record Asked(@Nullable String horizon, @Nullable String step, SampledSeries sample) {}

  private ForecastEstimator(
      String uid,
      LatentOdeTrainer trainer,
      List<String> channels,
      SeriesColumns columns,
      Asked asked) {
    this.uid = uid;
    this.trainer = trainer;
    this.channels = List.copyOf(channels);
    this.columns = columns;
    this.asked = asked;
  }

  /**
   * An estimator; state its horizon.
   *
   * @param trainer settings of the training; its horizon is set by {@link #horizon}
   * @param channels channels of the model to be
   * @param columns which columns of the table hold what
   * @return the estimator
   */
  public static ForecastEstimator of(
      LatentOdeTrainer trainer, List<String> channels, SeriesColumns columns) {
    String uid = "anode4j_" + Long.toHexString(System.nanoTime());
    return new ForecastEstimator(uid, trainer, channels, columns, new Asked(null, null, MILLION));
  }

  /**
   * How far ahead the model is trained to forecast, and the stage forecasts.
   *
   * @param span such as {@code 24h}; a plain number where times are numbers
   * @return the same with this horizon
   */
  public ForecastEstimator horizon(String span) {
    return with(new Asked(span, asked.step, asked.sample));
  }

  /**
   * Distance of the times that the stage forecasts; without it one time, at the horizon.
   *
   * @param span such as {@code 1h}; a plain number where times are numbers
   * @return the same with this distance
   */
  public ForecastEstimator every(String span) {
    return with(new Asked(asked.horizon, span, asked.sample));
  }

  /**
   * How much of the table to train on: whole series, as many as have so many rows together, one at
   * least.
   *
   * @param rows the most rows, above 0; all of them are in the driver's memory
   * @param seed chooses another sample
   * @return the same with this sample
   * @throws IllegalArgumentException if there are to be no rows
   */
  public ForecastEstimator sample(long rows, long seed) {
    if (rows < 1) {
      throw new IllegalArgumentException(
          "A sample of " + rows + " rows; expected 1 or more, such as 1000000; state how many");
    }
    return with(new Asked(asked.horizon, asked.step, new SampledSeries(rows, seed)));
  }

  private ForecastEstimator with(Asked other) {
    return new ForecastEstimator(uid, trainer, channels, columns, other);
  }

  @Override
  public String uid() {
    return uid;
  }

  /**
   * Samples series and trains on them, on all processors of the driver.
   *
   * @param table the readings, a row for each series and time
   * @return the stage that forecasts
   * @throws IllegalStateException if no horizon was stated
   * @throws IllegalArgumentException if a column is missing or of a type that does not fit
   */
  @Override
  public ForecastModel fit(Dataset<?> table) {
    String horizon = asked.horizon;
    if (horizon == null) {
      throw new IllegalStateException(
          "An estimator without a horizon; expected how far to look ahead; state it by horizon(\"24h\")");
    }
    Dataset<Row> rows = table.toDF();
    SeriesSet set = asked.sample.of(rows, columns, channels);
    TrainedModel model = trainer.horizon(TimesAhead.span(horizon, set.timeFormat())).fit(set);
    SparkForecaster forecaster = SparkForecaster.of(SharedModel.of(model)).horizon(horizon);
    String step = asked.step;
    return new ForecastModel(uid, step == null ? forecaster : forecaster.every(step), columns)
        .setParent(this);
  }

  /** The schema of what the stage will give, as far as it is known before training. */
  @Override
  public StructType transformSchema(StructType table) {
    SeriesTable.type(table, columns.id(), "ids");
    SeriesTable.type(table, columns.time(), "times");
    return SparkForecaster.schema(
        table,
        columns,
        SampledSeries.format(SeriesTable.type(table, columns.time(), "times")),
        List.of(0.05, 0.5, 0.95));
  }

  @Override
  public ForecastEstimator copy(ParamMap extra) {
    return this;
  }
}
