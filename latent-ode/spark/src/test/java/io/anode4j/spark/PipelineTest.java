package io.anode4j.spark;

import static io.anode4j.spark.Single.assertSame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.csv.CsvReader;
import io.anode4j.latent.LatentOde;
import io.anode4j.latent.LatentOdeTrainer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import org.apache.spark.ml.Pipeline;
import org.apache.spark.ml.PipelineModel;
import org.apache.spark.ml.PipelineStage;
import org.apache.spark.ml.param.ParamMap;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Stages of Spark ML: trained on a sample, equal to the single process, whatever the parts. */
class PipelineTest {
  private static final SeriesColumns COLUMNS = SeriesColumns.of("sensor", "time");

  @TempDir static Path folder;

  private static SparkSession spark;
  private static SeriesSet read;

  @BeforeAll
  static void start() throws IOException {
    spark = Sessions.local(folder);
    Path csv = Waves.csv(Waves.series(40, Waves.DATES), folder.resolve("waves.csv"));
    read = CsvReader.detect().withIdColumn("sensor").load(csv).series();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static Dataset<Row> table() {
    return spark
        .read()
        .option("header", true)
        .schema("sensor string, time timestamp, wave double, slope double")
        .csv(folder.resolve("waves.csv").toString());
  }

  private static LatentOdeTrainer trainer() {
    return LatentOdeTrainer.with(Waves.config()).context(8 * 3600).threads(1);
  }

  private static ForecastEstimator estimator() {
    return ForecastEstimator.of(trainer(), Waves.CHANNELS, COLUMNS).horizon("4h");
  }

  private static List<Row> seconds(Dataset<Row> result) {
    return result
        .withColumn("time", functions.unix_micros(functions.col("time")).divide(1e6))
        .collectAsList();
  }

  /** All series, sorted as the sample is, in the format of timestamps. */
  private static SeriesSet sorted() {
    List<TimeSeries> series =
        read.series().stream().sorted(Comparator.comparing(TimeSeries::id)).toList();
    return new SeriesSet(
        read.channels(), series, TimeFormat.of("2020-12-31T23:59:59.999999Z"), "waves");
  }

  @Test
  void aPipelineTrainsAndForecastsAsOneProcess() {
    Pipeline pipeline = new Pipeline().setStages(new PipelineStage[] {estimator()});
    PipelineModel fitted = pipeline.fit(table().repartition(5));
    LatentOde alone = trainer().horizon(4 * 3600).fit(sorted());
    ForecastModel stage = (ForecastModel) fitted.stages()[0];
    assertEquals(alone.history(), stage.trained().history());

    SparkForecaster hourly = stage.forecaster().horizon("3h").every("1h").quantiles(0.1, 0.9);
    ForecastModel other = ForecastModel.of(hourly, COLUMNS);
    assertSame(
        Single.forecasts(alone, read, 3600),
        Single.lines(seconds(other.transform(table().repartition(3))), read));
    Dataset<Row> ahead = fitted.transform(table());
    assertEquals(40 * 2, ahead.count());
    assertEquals(
        ahead.schema().simpleString(), fitted.transformSchema(table().schema()).simpleString());
    assertEquals(
        ahead.schema().simpleString(), pipeline.transformSchema(table().schema()).simpleString());
    ForecastModel copy = stage.copy(new ParamMap());
    assertEquals(stage.uid(), copy.uid());
    assertEquals(stage.parent(), copy.parent());
  }

  @Test
  void aSampleDoesNotDependOnTheParts() {
    SampledSeries some = new SampledSeries(300, 7);
    SeriesSet one = some.of(table().repartition(1), COLUMNS, Waves.CHANNELS);
    SeriesSet many = some.of(table().repartition(11), COLUMNS, Waves.CHANNELS);
    assertEquals(one.series(), many.series());
    long rows = one.series().stream().mapToLong(TimeSeries::length).sum();
    assertTrue(rows > 200 && rows <= 300, () -> rows + " rows");
    SeriesSet other = new SampledSeries(300, 8).of(table(), COLUMNS, Waves.CHANNELS);
    assertTrue(!one.series().equals(other.series()), "another seed chose the same series");
    assertEquals(1, new SampledSeries(1, 7).of(table(), COLUMNS, Waves.CHANNELS).size());
  }

  @Test
  void mistakesAreSaid() {
    ForecastEstimator aimless = ForecastEstimator.of(trainer(), Waves.CHANNELS, COLUMNS);
    assertThrows(IllegalStateException.class, () -> aimless.fit(table()));
    assertThrows(IllegalArgumentException.class, () -> estimator().sample(0, 1));
    Dataset<Row> renamed = table().withColumnRenamed("time", "when");
    assertThrows(IllegalArgumentException.class, () -> estimator().fit(renamed));
    assertThrows(
        IllegalArgumentException.class, () -> estimator().transformSchema(renamed.schema()));
    assertEquals(estimator().every("1h").uid().substring(0, 8), "anode4j_");
  }
}
