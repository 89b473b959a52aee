package io.anode4j.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.csv.CsvReader;
import io.anode4j.evaluation.Backtest;
import io.anode4j.evaluation.Baselines;
import io.anode4j.evaluation.EvaluationReport;
import io.anode4j.evaluation.Scores;
import io.anode4j.forecast.Forecaster;
import io.anode4j.latent.LatentOde;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.apache.spark.sql.functions;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Backtests on Spark: each series to the bit, all of them to rounding, as one process has it. */
class EvaluatorTest {
  private static final SeriesColumns COLUMNS = SeriesColumns.of("sensor", "time");

  @TempDir static Path folder;

  private static SparkSession spark;
  private static LatentOde model;
  private static Path modelFile;
  private static SeriesSet read;

  @BeforeAll
  static void start() throws IOException {
    spark = Sessions.local(folder);
    model = Waves.latentOde(Waves.DATES);
    modelFile = folder.resolve("waves.anode");
    model.save(modelFile);
    Path csv = Waves.csv(Waves.series(60, Waves.DATES), folder.resolve("waves.csv"));
    read = CsvReader.detect().withIdColumn("sensor").load(csv).series();
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static Dataset<Row> scores(int parts) {
    Dataset<Row> table =
        spark
            .read()
            .option("header", true)
            .schema("sensor string, time timestamp, wave double, slope double")
            .csv(folder.resolve("waves.csv").toString())
            .repartition(parts, functions.rand(parts));
    return SparkEvaluator.of(modelFile, "4h").origins(2).evaluate(table, COLUMNS);
  }

  private static EvaluationReport single(List<TimeSeries> series) {
    Map<String, Forecaster> forecasters = new LinkedHashMap<>();
    forecasters.put(EvaluationReport.MODEL, model);
    forecasters.putAll(model.companions());
    forecasters.putAll(Baselines.all(model.baselines()));
    return Backtest.rolling(4 * 3600, 2)
        .notBefore(id -> model.seenUntil(id).orElse(Double.NEGATIVE_INFINITY))
        .run(
            new SeriesSet(read.channels(), series, read.timeFormat(), "waves"),
            forecasters,
            model.baselines().standardisation());
  }

  private static String line(String id, String forecaster, long targets, double mse, double crps) {
    return String.join(
        " ",
        id,
        forecaster,
        Long.toString(targets),
        Double.toHexString(mse),
        Double.toHexString(crps));
  }

  private static List<String> lines(Dataset<Row> scores) {
    return scores.collectAsList().stream()
        .map(
            row ->
                line(
                    row.getAs("series"),
                    row.getAs("forecaster"),
                    row.<Long>getAs("targets"),
                    row.<Double>getAs("mse"),
                    row.<Double>getAs("crps")))
        .sorted()
        .toList();
  }

  @Test
  void seriesAreScoredAsByOneProcess() {
    List<String> expected = new ArrayList<>();
    for (TimeSeries one : read) {
      single(List.of(one))
          .overall()
          .forEach(
              (name, s) -> {
                if (s.targets() > 0) {
                  expected.add(line(one.id(), name, s.targets(), s.mse(), s.crps()));
                }
              });
    }
    expected.sort(null);
    Single.assertSame(expected, lines(scores(1)));
    spark.conf().set("spark.sql.shuffle.partitions", 7);
    Single.assertSame(expected, lines(scores(9)));
  }

  @Test
  void theSummaryIsTheCommandsTable() {
    Map<String, Scores> expected = single(read.series()).overall();
    List<Row> rows = SparkEvaluator.summary(scores(3)).collectAsList();
    assertEquals(expected.size(), rows.size());
    for (Row row : rows) {
      Scores one = expected.get(row.<String>getAs("forecaster"));
      assertEquals(one.targets(), row.<Long>getAs("targets"));
      assertEquals(one.crps(), row.<Double>getAs("crps"), 1e-9 * one.crps());
      assertEquals(one.mse(), row.<Double>getAs("mse"), 1e-9 * one.mse());
      assertEquals(one.coverage90(), row.<Double>getAs("coverage90"), 1e-12);
    }
  }

  @Test
  void mistakesAreSaid() {
    assertThrows(IllegalArgumentException.class, () -> SparkEvaluator.of(modelFile, "soon"));
    SparkEvaluator evaluator = SparkEvaluator.of(modelFile, "4h");
    assertThrows(IllegalArgumentException.class, () -> evaluator.origins(0));
  }
}
