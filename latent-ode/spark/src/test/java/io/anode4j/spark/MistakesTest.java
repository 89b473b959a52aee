package io.anode4j.spark;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeFormat;
import io.anode4j.latent.LatentOde;
import io.anode4j.model.ModelFileException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.NoSuchElementException;
import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SparkSession;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What is asked wrongly is refused on the driver, what is found wrong in a row names its series.
 */
class MistakesTest {
  private static final SeriesColumns COLUMNS = SeriesColumns.of("sensor", "time");

  @TempDir static Path folder;

  private static SparkSession spark;
  private static byte[] dated;
  private static byte[] plain;

  @BeforeAll
  static void start() throws IOException {
    spark = Sessions.local(folder);
    dated = bytes(Waves.latentOde(Waves.DATES));
    plain = bytes(Waves.latentOde(TimeFormat.number()));
  }

  @AfterAll
  static void stop() {
    spark.stop();
  }

  private static byte[] bytes(LatentOde model) throws IOException {
    Path file = folder.resolve("model.anode");
    model.save(file);
    return Files.readAllBytes(file);
  }

  private static SparkForecaster ofDates() {
    return SparkForecaster.of(dated, "dated");
  }

  private static Dataset<Row> table(String sensor, String time, String wave) {
    return spark.sql(
        "select %s as sensor, %s as time, %s as wave, 1.5 as slope".formatted(sensor, time, wave));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '"',
      value = {
        "'a' | 12 | 1 | times are ISO-8601",
        "'a' | '2024-01-01' | 1 | of type string, but the model's times",
        "'a' | now() | 'x' | of the channel 'wave' is of type string; expected numbers",
      })
  void typesThatDoNotFit(String sensor, String time, String wave, String message) {
    Dataset<Row> table = table(sensor, time, wave);
    assertRefused(message, () -> ofDates().horizon("1h").forecast(table, COLUMNS));
    assertRefused(message, () -> SparkScorer.of(dated, "dated").score(table, COLUMNS));
  }

  @Test
  void columnsThatAreNotThere() {
    Dataset<Row> table = table("'a'", "now()", "1");
    SparkForecaster hour = ofDates().horizon("1h");
    assertRefused(
        "The table has no column 'pump' for ids; its columns are [sensor, time, wave, slope]",
        () -> hour.forecast(table, SeriesColumns.of("pump", "time")));
    assertRefused(
        "no column 'Wave' for the channel 'wave'",
        () -> hour.forecast(table, COLUMNS.channel("wave", "Wave")));
    assertRefused(
        "the channel 'heat'; expected a channel of the model, one of [wave, slope]",
        () -> hour.forecast(table, COLUMNS.channel("heat", "wave")));
  }

  @Test
  void spansThatDoNotFit() {
    assertRefused("no unit", () -> ofDates().horizon("24"));
    assertRefused("duration", () -> SparkForecaster.of(plain, "plain").every("1h"));
    assertRefused("between 0 and 1", () -> ofDates().quantiles(0.5, 1));
    assertRefused("between 0 and 1", () -> SparkScorer.of(plain, "plain").falseAlarmRate(0));
    Dataset<Row> table = table("'a'", "now()", "1");
    assertRefused(
        "a step of 2h is beyond the horizon of 1h",
        () -> ofDates().horizon("1h").every("2h").forecast(table, COLUMNS));
    assertTrue(
        assertThrows(IllegalStateException.class, () -> ofDates().forecast(table, COLUMNS))
            .getMessage()
            .contains("state it by horizon"));
  }

  @Test
  void bytesThatAreNoModel() {
    byte[] text = "no model".getBytes(StandardCharsets.UTF_8);
    assertThrows(ModelFileException.class, () -> SparkForecaster.of(text, "text"));
    assertThrows(ModelFileException.class, () -> SparkScorer.of(folder.resolve("none.anode")));
  }

  @Test
  void rowsWithoutIdOrTime() {
    assertFails("A row has no id (null)", table("cast(null as string)", "now()", "1"));
    assertFails(
        "A row of the series 'a' has no time (null)", table("'a'", "cast(null as timestamp)", "1"));
    assertFails("Infinity", table("'a'", "now()", "double('inf')"));
  }

  /** Ids of any type, whole numbers as values; rows and series of nothing are none. */
  @Test
  void odditiesThatAreNone() {
    Dataset<Row> one = table("17", "timestamp'2024-01-01 00:00:00Z'", "cast(3 as int)");
    Dataset<Row> holes =
        table("17", "timestamp'2024-01-02 00:00:00Z'", "cast(null as int)")
            .drop("slope")
            .selectExpr("*", "double('nan') as slope");
    Dataset<Row> nobody = holes.selectExpr("18 as sensor", "time", "wave", "slope");
    Dataset<Row> all = one.union(holes).union(nobody);
    SparkForecaster hour = ofDates().horizon("1h");
    assertEquals(
        hour.forecast(one, COLUMNS).collectAsList(), hour.forecast(all, COLUMNS).collectAsList());
    assertEquals("17", hour.forecast(one, COLUMNS).first().getString(0));
    assertEquals(1, SparkScorer.of(dated, "dated").score(all, COLUMNS).count());
    assertEquals(0, hour.forecast(one.limit(0), COLUMNS).count());
  }

  @Test
  void iteratorsEnd() {
    RowsInTurn none = new RowsInTurn(() -> false, () -> Collections.emptyIterator());
    assertThrows(NoSuchElementException.class, none::next);
    SeriesReader empty = new SeriesReader(Collections.emptyIterator(), 1, TimeColumn.NUMBER);
    assertThrows(NoSuchElementException.class, empty::next);
  }

  private static void assertRefused(String message, Executable call) {
    String found = assertThrows(IllegalArgumentException.class, call).getMessage();
    assertTrue(found.contains(message), found);
  }

  private static void assertFails(String message, Dataset<Row> table) {
    Throwable thrown =
        assertThrows(
            Exception.class,
            () -> ofDates().horizon("1h").forecast(table, COLUMNS).collectAsList());
    StringBuilder all = new StringBuilder();
    for (Throwable cause = thrown; cause != null; cause = cause.getCause()) {
      all.append(cause.getMessage()).append('\n');
    }
    assertTrue(all.toString().contains(message), all::toString);
  }
}
