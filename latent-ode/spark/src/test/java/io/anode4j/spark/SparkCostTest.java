package io.anode4j.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.sun.management.OperatingSystemMXBean;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.csv.CsvReader;
import io.anode4j.data.csv.SeriesSink;
import io.anode4j.latent.LatentOde;
import io.anode4j.model.TimesAhead;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** What a series costs on two threads of Spark, beside one thread that reads the same rows. */
@EnabledIfSystemProperty(
    named = "anode4j.spark.series",
    matches = "[0-9]+",
    disabledReason = "measures; state -Danode4j.spark.series=20000")
class SparkCostTest {
  private static final int ROWS = 50;
  private static final int POINTS = 2 * 3;

  @TempDir Path folder;

  @Test
  void costOfASeries() throws IOException {
    int count = Integer.getInteger("anode4j.spark.series");
    LatentOde model = Waves.latentOde(TimeFormat.number());
    Path file = folder.resolve("waves.anode");
    model.save(file);
    try (SparkSession spark = Sessions.local(folder)) {
      String parquet = folder.resolve("rows.parquet").toString();
      rows(spark, count).write().parquet(parquet);
      for (int round = 0; round < 2; round++) {
        say("Spark, Parquet to Parquet", count, () -> onSpark(spark, file, parquet));
      }
      assertEquals((long) count * POINTS, spark.read().parquet(folder + "/ahead").count());
      Path csv = grouped(spark, parquet);
      for (int round = 0; round < 2; round++) {
        say("one thread, CSV to nowhere", count, () -> inOneThread(model, csv));
      }
    }
  }

  private static Dataset<Row> rows(SparkSession spark, int count) {
    return spark.sql(
        """
        select 's' || id div %d as sensor, (id %% %d) * 0.7 + rand(1) * 0.5 as time,
               10 + 3 * sin(id) as wave, if(id %% 3 = 0, null, cos(id)) as slope
        from range(0, %d, 1, 8) order by id %% 977"""
            .formatted(ROWS, ROWS, (long) count * ROWS));
  }

  private void onSpark(SparkSession spark, Path model, String parquet) {
    SparkForecaster.of(model)
        .horizon("3")
        .every("1")
        .forecast(spark.read().parquet(parquet), SeriesColumns.of("sensor", "time"))
        .write()
        .mode("overwrite")
        .parquet(folder + "/ahead");
  }

  private Path grouped(SparkSession spark, String parquet) throws IOException {
    Path parts = folder.resolve("csv");
    spark
        .read()
        .parquet(parquet)
        .coalesce(1)
        .sortWithinPartitions("sensor", "time")
        .write()
        .option("header", true)
        .csv(parts.toString());
    try (Stream<Path> files = Files.list(parts)) {
      return files.filter(f -> f.toString().endsWith(".csv")).findAny().orElseThrow();
    }
  }

  private static void inOneThread(LatentOde model, Path csv) {
    TimesAhead ahead = TimesAhead.of("3", "1", TimeFormat.number());
    List<TimeSeries> batch = new ArrayList<>();
    CsvReader.detect()
        .withIdColumn("sensor")
        .readEach(
            csv,
            new SeriesSink() {
              @Override
              public void begin(List<String> channels, TimeFormat format) {
                assertEquals(Waves.CHANNELS, channels);
              }

              @Override
              public void take(TimeSeries series) {
                batch.add(series);
                if (batch.size() == 64) {
                  model
                      .forecastAll(batch, batch.stream().map(ahead::of).toList())
                      .forEach(f -> f.quantile(0.5));
                  batch.clear();
                }
              }
            });
  }

  /** Wall time and, since a busy machine stretches that, the processor time of this JVM. */
  private static void say(String what, int count, Runnable work) {
    OperatingSystemMXBean system =
        (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long start = System.nanoTime();
    long before = system.getProcessCpuTime();
    work.run();
    double wall = (System.nanoTime() - start) / 1e9;
    double processor = (system.getProcessCpuTime() - before) / 1e9;
    System.err.printf(
        "%s: %d series in %.1f s wall, %.1f s processor, %.0f microseconds a series%n",
        what, count, wall, processor, processor / count * 1e6);
  }
}
