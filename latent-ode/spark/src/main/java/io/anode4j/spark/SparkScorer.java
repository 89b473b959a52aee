package io.anode4j.spark;

import java.nio.file.Path;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.types.DataType;
import org.apache.spark.sql.types.DataTypes;
import org.apache.spark.sql.types.StructType;

/**
 * Scores the readings of every series of a table, each by what was expected just before it, as
 * {@code anode4j stream} does with readings that come one by one. Figures are those of a single
 * process to the bit, whatever the partitioning.
 *
 * <p>The result has a row for each series and time: {@code series}, {@code time}, {@code n}, {@code
 * warmup}, {@code logLik}, {@code pValue}, {@code anomalyScore}, {@code threshold}, {@code
 * isAnomaly}, {@code level}, {@code levelThreshold}, {@code isUnusualLevel} as in the records of a
 * stream, and {@code channel}, the one that added most to the score. Rows of one series and time
 * are merged by their mean. A task keeps one series in memory.
 *
 * <p>Instances are immutable.
 */
public final class SparkScorer {
  private final SharedModel shared;
  private final double falseAlarmRate;

  private SparkScorer(SharedModel shared, double falseAlarmRate) {
    this.shared = shared;
    this.falseAlarmRate = falseAlarmRate;
  }

  /**
   * A scorer with a model file on the driver's machine, with one false alarm in a thousand.
   *
   * @param modelFile a file that {@code train} or {@code save} wrote, of a filter or a latent ODE
   * @return a scorer
   * @throws io.anode4j.model.ModelFileException when the file is missing, damaged or of another
   *     version
   */
  public static SparkScorer of(Path modelFile) {
    return of(SharedModel.of(modelFile));
  }

  /**
   * A scorer with a model file that lies elsewhere, such as in an object store.
   *
   * @param model the bytes of the file
   * @param name what messages call it
   * @return a scorer
   * @throws io.anode4j.model.ModelFileException when it is damaged or of another version
   */
  public static SparkScorer of(byte[] model, String name) {
    return of(SharedModel.of(model, name));
  }

  private static SparkScorer of(SharedModel shared) {
    shared.open();
    return new SparkScorer(shared, 1e-3);
  }

  /**
   * Share of ordinary readings whose anomaly score may be above the threshold.
   *
   * @param rate between 0 and 1
   * @return the same with this rate
   * @throws IllegalArgumentException if it is not between 0 and 1
   */
  public SparkScorer falseAlarmRate(double rate) {
    if (!(rate > 0 && rate < 1)) {
      throw new IllegalArgumentException(
          "A false-alarm rate of " + rate + "; expected a share between 0 and 1, such as 0.001");
    }
    return new SparkScorer(shared, rate);
  }

  /**
   * Scores all readings of a table. Nothing is computed before the result is used.
   *
   * @param table the readings, a row for each series and time
   * @param columns which columns hold what
   * @return the scores
   * @throws IllegalArgumentException if a column is missing or of a type that does not fit
   */
  public Dataset<Row> score(Dataset<Row> table, SeriesColumns columns) {
    SeriesTable series = SeriesTable.of(table, columns, shared.open());
    return series.map(
        new ScoreTask(series.broadcast(shared), falseAlarmRate, series.times()), schema(series));
  }

  private static StructType schema(SeriesTable series) {
    DataType number = DataTypes.DoubleType;
    DataType yes = DataTypes.BooleanType;
    return series
        .schema()
        .add("n", DataTypes.LongType, false)
        .add("warmup", yes, false)
        .add("logLik", number, false)
        .add("pValue", number, false)
        .add("anomalyScore", number, false)
        .add("threshold", number, false)
        .add("isAnomaly", yes, false)
        .add("level", number, false)
        .add("levelThreshold", number, false)
        .add("isUnusualLevel", yes, false)
        .add("channel", DataTypes.StringType, false);
  }
}
