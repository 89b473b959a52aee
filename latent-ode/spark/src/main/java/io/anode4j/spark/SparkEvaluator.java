package io.anode4j.spark;

import io.anode4j.model.TimesAhead;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Column;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.functions;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Backtests a model on every series of a table beside what it is made of and the baselines, as the
 * command {@code anode4j evaluate} does: at each origin they see what was known then and are scored
 * on what came within the horizon. Origins that training has seen are left out.
 *
 * <p>The result has a row for each series and forecaster that was scored: {@code series}, {@code
 * forecaster}, {@code targets} and the means over that many values that {@link
 * io.anode4j.evaluation.Scores} has, on standardised values; figures are those of a single process
 * to the bit, whatever the partitioning. {@link #summary} weighs the series by their targets. A
 * task keeps one series in memory.
 *
 * <p>Instances are immutable.
 */
public final class SparkEvaluator {
  private static final String TARGETS = "targets";
  private static final List<String> MEANS =
      List.of(
          "mse",
          "mae",
          "crps",
          "nll",
          "pinball",
          "coverage50",
          "coverage80",
          "coverage90",
          "coverage95");

  private final SharedModel shared;
  private final String horizon;
  private final int origins;

  private SparkEvaluator(SharedModel shared, String horizon, int origins) {
    this.shared = shared;
    this.horizon = horizon;
    this.origins = origins;
  }

  /**
   * An evaluator with a model file on the driver's machine and one origin a series.
   *
   * @param modelFile a file that {@code train} or {@code save} wrote
   * @param horizon how far after an origin to score, such as {@code 24h}; a plain number where
   *     times are numbers
   * @return an evaluator
   * @throws io.anode4j.model.ModelFileException when the file is missing, damaged or of another
   *     version
   * @throws IllegalArgumentException if the horizon is no span that fits the model's times
   */
  public static SparkEvaluator of(Path modelFile, String horizon) {
    return of(SharedModel.of(modelFile), horizon);
  }

  /**
   * An evaluator with a model file that lies elsewhere, such as in an object store.
   *
   * @param model the bytes of the file
   * @param name what messages call it
   * @param horizon how far after an origin to score
   * @return an evaluator
   * @throws io.anode4j.model.ModelFileException when it is damaged or of another version
   * @throws IllegalArgumentException if the horizon is no span that fits the model's times
   */
  public static SparkEvaluator of(byte[] model, String name, String horizon) {
    return of(SharedModel.of(model, name), horizon);
  }

  private static SparkEvaluator of(SharedModel shared, String horizon) {
    TimesAhead.span(horizon, shared.open().timeFormat());
    return new SparkEvaluator(shared, horizon, 1);
  }

  /**
   * Several origins a series, the last a horizon before its end, the others each a horizon earlier.
   *
   * @param count at least 1
   * @return the same with so many
   * @throws IllegalArgumentException if there are to be none
   */
  public SparkEvaluator origins(int count) {
    if (count < 1) {
      throw new IllegalArgumentException(
          count + " origins a series; expected 1 or more, such as 3; state how many");
    }
    return new SparkEvaluator(shared, horizon, count);
  }

  /**
   * Scores the forecasters on all series of a table. Nothing is computed before the result is used.
   *
   * @param table the readings, a row for each series and time
   * @param columns which columns hold what
   * @return the scores, a row for each series and forecaster
   * @throws IllegalArgumentException if a column is missing or of a type that does not fit
   */
  public Dataset<Row> evaluate(Dataset<Row> table, SeriesColumns columns) {
    SeriesTable series = SeriesTable.of(table, columns, shared.open());
    StructType schema =
        new StructType()
            .add("series", DataTypes.StringType, false)
            .add("forecaster", DataTypes.StringType, false)
            .add(TARGETS, DataTypes.LongType, false);
    for (String mean : MEANS) {
      schema = schema.add(mean, DataTypes.DoubleType, false);
    }
    return series.mapWhole(
        new EvaluationTask(series.broadcast(shared), horizon, origins, series.times()), schema);
  }

  /**
   * Means over all targets of all series. Sums of floating point numbers: their last bits depend on
   * the order in which Spark adds.
   *
   * @param scores what {@link #evaluate} returned
   * @return a row for each forecaster, the least CRPS first
   */
  public static Dataset<Row> summary(Dataset<Row> scores) {
    Column all = functions.sum(TARGETS);
    Column[] means =
        MEANS.stream()
            .map(
                mean ->
                    functions
                        .sum(functions.col(mean).multiply(functions.col(TARGETS)))
                        .divide(all)
                        .as(mean))
            .toArray(Column[]::new);
    return scores.groupBy("forecaster").agg(all.as(TARGETS), means).orderBy("crps");
  }
}
