package io.anode4j.spark;

import static io.anode4j.spark.Single.assertSame;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.csv.CsvReader;
import io.anode4j.filter.NeuralFilter;
import io.anode4j.filter.SensorModel;
import io.anode4j.latent.LatentOde;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Equal to the single process, bit by bit, on two threads of this JVM. */
class LocalSparkTest {
  private static final SeriesColumns COLUMNS = SeriesColumns.of("sensor", "time");

  @TempDir static Path folder;

  private static SparkSession spark;
  private static LatentOde model;
  private static NeuralFilter filter;
  private static SeriesSet read;
  private static Path modelFile;
  private static Path filterFile;

  @BeforeAll
  static void start() throws IOException {
    spark = Sessions.local(folder);
    model = Waves.latentOde(Waves.DATES);
    filter = Waves.filter();
    modelFile = folder.resolve("waves.anode");
    filterFile = folder.resolve("filter.anode");
    model.save(modelFile);
    filter.save(filterFile);
    Path csv = Waves.csv(Waves.series(150, Waves.DATES), folder.resolve("waves.csv"));
    read = CsvReader.detect().withIdColumn("sensor").load(csv).series();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static Dataset<Row> table(String timeType) {
    return spark
        .read()
        .option("header", true)
        .schema("sensor string, time " + timeType + ", wave double, slope double")
        .csv(folder.resolve("waves.csv").toString());
  }

  private static SparkForecaster hourly() {
    return SparkForecaster.of(modelFile).horizon("3h").every("1h").quantiles(0.1, 0.9);
  }

  /** Seconds, whatever the type of time. */
  private static List<Row> seconds(Dataset<Row> result) {
    return result
        .withColumn("time", functions.unix_micros(functions.col("time")).divide(1e6))
        .collectAsList();
  }

  @ParameterizedTest
  @CsvSource({"1, 1", "2, 7", "5, 2", "16, 31"})
  void forecastsAreThoseOfOneProcess(int tableParts, int shuffleParts) {
    spark.conf().set("spark.sql.shuffle.partitions", shuffleParts);
    Dataset<Row> mixed = table("timestamp").repartition(tableParts, functions.rand(tableParts));
    List<Row> rows = seconds(hourly().forecast(mixed, COLUMNS));
    assertEquals(150 * 3 * 2, rows.size());
    assertSame(Single.forecasts(model, read, 3600), Single.lines(rows, read));
  }

  @Test
  void columnsAreThoseOfTheCommandsCsv() {
    Dataset<Row> result =
        SparkForecaster.of(modelFile).horizon("3h").forecast(table("timestamp"), COLUMNS);
    assertEquals(
        "struct<series:string,time:timestamp,channel:string,mean:double,std:double,"
            + "q0.05:double,q0.5:double,q0.95:double>",
        result.schema().simpleString());
    assertEquals(150 * 2, result.count());
  }

  @Test
  void filtersForecastToo() {
    SparkForecaster hourly =
        SparkForecaster.of(filterFile).horizon("3h").every("1h").quantiles(0.1, 0.9);
    assertEquals(
        Single.forecasts(filter, read, 3600),
        Single.lines(seconds(hourly.forecast(table("timestamp"), COLUMNS)), read));
  }

  @Test
  void scoresAreThoseOfOneProcess() {
    SparkScorer scorer = SparkScorer.of(filterFile).falseAlarmRate(0.01);
    List<Row> rows = seconds(scorer.score(table("timestamp").repartition(9), COLUMNS));
    assertSame(Single.scores(filter, read), Single.lines(rows, read));
  }

  @Test
  void latentOdesScoreByTheirWindows() {
    List<Row> rows =
        seconds(SparkScorer.of(modelFile).falseAlarmRate(0.01).score(table("timestamp"), COLUMNS));
    assertSame(Single.scores(SensorModel.load(modelFile), read), Single.lines(rows, read));
  }

  /** A session in New York: times without a zone are UTC, as in the reader of files. */
  @Test
  void localTimesAreReadAsTheReaderDoes() {
    spark.conf().set("spark.sql.session.timeZone", "America/New_York");
    try {
      Dataset<Row> result = hourly().forecast(table("timestamp_ntz"), COLUMNS);
      assertEquals("timestamp_ntz", result.schema().apply("time").dataType().simpleString());
      assertSame(Single.forecasts(model, read, 3600), Single.lines(result.collectAsList(), read));
    } finally {
      spark.conf().set("spark.sql.session.timeZone", "UTC");
    }
  }

  @Test
  void datesAreMidnightsInUtc() {
    Dataset<Row> days =
        spark.sql(
            "select 'a' as sensor, date'2024-01-01' + cast(id as int) as time,"
                + " 10 + sin(id) as wave, cos(id) as slope from range(20)");
    Dataset<Row> result = SparkForecaster.of(modelFile).horizon("36h").forecast(days, COLUMNS);
    assertEquals("2024-01-21T12:00", result.collectAsList().get(0).getAs("time").toString());
  }

  @Test
  void monthsStepByTheCalendar() {
    Dataset<Row> ends =
        spark.sql(
            "select 'a' as sensor, timestamp_ntz'2024-01-31 00:00:00' as time,"
                + " 10D as wave, 1 as slope");
    List<String> times =
        SparkForecaster.of(modelFile)
            .horizon("3mo")
            .every("1mo")
            .forecast(ends, COLUMNS)
            .collectAsList()
            .stream()
            .filter(row -> row.getAs("channel").equals("wave"))
            .map(row -> row.getAs("time").toString())
            .toList();
    assertEquals(List.of("2024-02-29T00:00", "2024-03-31T00:00", "2024-04-30T00:00"), times);
  }

  @Test
  void plainNumbersStayWhatTheyAre() throws IOException {
    LatentOde plain = Waves.latentOde(TimeFormat.number());
    Path file = folder.resolve("plain.anode");
    plain.save(file);
    SeriesSet set = Waves.series(30, TimeFormat.number());
    Path csv = Waves.csv(set, folder.resolve("plain.csv"));
    Dataset<Row> table =
        spark
            .read()
            .option("header", true)
            .schema("sensor string, time double, wave double, slope double")
            .csv(csv.toString());
    List<Row> rows =
        SparkForecaster.of(file)
            .horizon("3")
            .every("1")
            .quantiles(0.1, 0.9)
            .forecast(
                table.withColumnRenamed("wave", "the.wave"), COLUMNS.channel("wave", "the.wave"))
            .collectAsList();
    assertSame(Single.forecasts(plain, set, 1), Single.lines(rows, set));
  }

  /** Two readings of one time are one, their mean; in whatever order they come. */
  @Test
  void repeatedTimesAreMerged() {
    Dataset<Row> once = table("timestamp").where("sensor < 's2'");
    Dataset<Row> shifted = once.withColumn("wave", functions.col("wave").plus(2));
    Dataset<Row> middle = once.withColumn("wave", functions.col("wave").plus(1));
    List<String> merged =
        Single.lines(seconds(hourly().forecast(once.union(shifted), COLUMNS)), read);
    List<String> turned =
        Single.lines(seconds(hourly().forecast(shifted.union(once), COLUMNS)), read);
    List<Row> plain = seconds(hourly().forecast(middle, COLUMNS));
    assertSame(merged, turned);
    assertEquals(plain.size(), merged.size());
    assertTrue(plain.size() > 100, () -> "only " + plain.size());
  }
}
