package io.anode4j.spark;

import io.anode4j.model.TrainedModel;
import org.apache.spark.ml.Model;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.StructType;

/**
 * A forecaster as a stage of a Spark ML pipeline: {@code transform} takes a table of readings and
 * gives the forecasts of all its series, as {@link SparkForecaster#forecast} does.
 *
 * <p>It has no parameters of Spark ML. A pipeline with it cannot be saved by Spark: {@link
 * #trained} is saved as a model file, from which {@link #of} makes the stage anew.
 */
public final class ForecastModel extends Model<ForecastModel> {
  private static final long serialVersionUID = 1L;

  private final String uid;
  private final transient SparkForecaster forecaster;
  private final SeriesColumns columns;

  ForecastModel(String uid, SparkForecaster forecaster, SeriesColumns columns) {
    this.uid = uid;
    this.forecaster = forecaster;
    this.columns = columns;
  }

  /**
   * A stage that forecasts.
   *
   * @param forecaster the model, its horizon, step and quantiles
   * @param columns which columns of the tables to come hold what
   * @return the stage
   */
  public static ForecastModel of(SparkForecaster forecaster, SeriesColumns columns) {
    return new ForecastModel("anode4j_" + Long.toHexString(System.nanoTime()), forecaster, columns);
  }

  /** {@return the model, to be saved as a file} */
  public TrainedModel trained() {
    return forecaster.model();
  }

  /** {@return what forecasts} */
  public SparkForecaster forecaster() {
    return forecaster;
  }

  @Override
  public String uid() {
    return uid;
  }

  /**
   * Forecasts all series of a table.
   *
   * @param table the readings, a row for each series and time
   * @return the forecasts, a row for each series, time and channel
   * @throws IllegalArgumentException if a column is missing or of a type that does not fit
   */
  @Override
  public Dataset<Row> transform(Dataset<?> table) {
    return forecaster.forecast(table.toDF(), columns);
  }

  @Override
  public StructType transformSchema(StructType table) {
    return forecaster.schema(table, columns);
  }

  @Override
  public ForecastModel copy(ParamMap extra) {
    ForecastModel copy = new ForecastModel(uid, forecaster, columns);
    return hasParent() ? copy.setParent(parent()) : copy;
  }
}
