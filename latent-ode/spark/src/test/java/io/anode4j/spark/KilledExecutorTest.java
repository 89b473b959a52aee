package io.anode4j.spark;

import static io.anode4j.spark.Single.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.latent.LatentOde;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.apache.spark.api.java.function.MapPartitionsFunction;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Encoders;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A cluster whose executors are JVMs of their own; one is killed in the middle of its work. */
class KilledExecutorTest {
  private static final int PARTS = 6;

  @TempDir Path folder;

  @Test
  @Timeout(value = 300, unit = TimeUnit.SECONDS)
  void changesNothing() throws Exception {
    LatentOde model = Waves.latentOde(TimeFormat.number());
    Path file = folder.resolve("waves.anode");
    model.save(file);
    SeriesSet set = Waves.series(60, TimeFormat.number());
    Path csv = Waves.csv(set, folder.resolve("waves.csv"));
    Path begun = Files.createDirectory(folder.resolve("begun"));
    try (SparkSession spark = cluster()) {
      Dataset<Row> forecasts =
          SparkForecaster.of(file)
              .horizon("3")
              .every("1")
              .quantiles(0.1, 0.9)
              .forecast(slowly(spark, csv, begun), SeriesColumns.of("sensor", "time"));
      CompletableFuture<List<Row>> rows = CompletableFuture.supplyAsync(forecasts::collectAsList);
      List<Long> executors = awaitTwo(begun, rows);
      assertTrue(ProcessHandle.of(executors.get(0)).orElseThrow().destroyForcibly());
      assertSame(Single.forecasts(model, set, 1), Single.lines(rows.get(), set));
      assertTrue(tasks(begun).size() > PARTS, "no task was begun again");
    }
  }

  private SparkSession cluster() throws IOException {
    Files.createDirectories(Path.of(System.getenv("SPARK_HOME"), "jars"));
    return Sessions.of("local-cluster[2,1,512]", folder)
        .config("spark.executor.memory", "512m")
        // They live for seconds: what starts soon is worth more than what runs fast.
        .config("spark.executor.extraJavaOptions", "-XX:TieredStopAtLevel=1 -XX:+UseSerialGC")
        .config("spark.executor.extraClassPath", System.getProperty("java.class.path"))
        .getOrCreate();
  }

  /**
   * The table in parts, each of which leaves its executor's id when it is begun and takes its time.
   */
  private static Dataset<Row> slowly(SparkSession spark, Path csv, Path begun) {
    Dataset<Row> table =
        spark
            .read()
            .option("header", true)
            .schema("sensor string, time double, wave double, slope double")
            .csv(csv.toString())
            .repartition(PARTS);
    String signs = begun.toString();
    MapPartitionsFunction<Row, Row> slow =
        rows -> {
          Files.createTempFile(Path.of(signs), ProcessHandle.current().pid() + "-", "");
          Thread.sleep(1000);
          return rows;
        };
    return table.mapPartitions(slow, Encoders.row(table.schema()));
  }

  /** The process ids of both executors, as soon as each has begun a task. */
  private static List<Long> awaitTwo(Path begun, CompletableFuture<?> job) throws Exception {
    List<Long> executors = List.of();
    while (executors.size() < 2) {
      assertTrue(!job.isDone(), "the job has ended before an executor was killed");
      Thread.sleep(20);
      executors = tasks(begun).stream().distinct().toList();
    }
    return executors;
  }

  private static List<Long> tasks(Path begun) throws IOException {
    try (Stream<Path> files = Files.list(begun)) {
      return files
          .map(file -> file.getFileName().toString())
          .map(name -> Long.valueOf(name.substring(0, name.indexOf('-'))))
          .toList();
    }
  }
}
