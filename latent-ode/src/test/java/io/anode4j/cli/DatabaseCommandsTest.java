package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.csv.CsvReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.Statement;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

/** The commands on databases do what they do on a file with the same rows. */
class DatabaseCommandsTest {
  @TempDir static Path folder;

  private static Path numbers;
  private static Path model;
  private static Database database;

  @BeforeAll
  static void prepare() throws IOException {
    Workshop workshop = new Workshop(folder);
    numbers = workshop.numbers();
    model = workshop.train(numbers, "6");
    database = Database.of("commands", numbers, folder);
  }

  private static CommandRun onDatabase(String command, Object... more) {
    Object[] words = new Object[more.length + 6];
    words[0] = command;
    words[1] = database.url();
    words[2] = "--query";
    words[3] = Database.ROWS;
    words[4] = "--credentials";
    words[5] = database.credentials();
    System.arraycopy(more, 0, words, 6, more.length);
    CommandRun run = CommandRun.of(words);
    assertFalse((run.out() + run.err()).contains(Database.PASSWORD), run.err());
    return run;
  }

  @ParameterizedTest
  @ValueSource(strings = {"--every=2", "--quantiles=0.05,0.5,0.95"})
  void forecastsAreThoseOfTheFile(String option) {
    Object[] asked = {"-m", model, "--horizon", 6, option, "--out", "-", "--quiet"};
    CommandRun ofRows = onDatabase("forecast", asked);
    assertEquals(0, ofRows.code(), ofRows.err());
    CommandRun ofFile =
        CommandRun.of(
            "forecast", numbers, "-m", model, "--horizon", 6, option, "--out", "-", "--quiet");
    assertEquals(ofFile.out(), ofRows.out());
    assertTrue(ofRows.out().lines().count() > 6, ofRows.out());
  }

  /** Series by series, with rows that turn out to be mixed read again. */
  @ParameterizedTest
  @ValueSource(strings = {" order by id, time", " order by time"})
  void groupedRowsAreForecastWhileTheyAreRead(String order) throws IOException {
    Path out = folder.resolve("rows.csv");
    CommandRun run =
        CommandRun.of(
            "forecast",
            database.url(),
            "--query",
            "select * from readings" + order,
            "--credentials",
            database.credentials(),
            "-m",
            model,
            "--horizon",
            6,
            "--every",
            2,
            "--fetch-size",
            7,
            "--out",
            out);
    assertEquals(0, run.code(), run.err());
    assertEquals(order.contains("id"), !run.err().contains("it is read whole"), run.err());
    assertEquals(1 + 3 * 3 * 2, Files.readAllLines(out).size());
  }

  @Test
  void evaluateAndInspectReadThem() {
    CommandRun evaluated = onDatabase("evaluate", "-m", model, "--horizon", 6, "--quiet");
    assertEquals(0, evaluated.code(), evaluated.err());
    CommandRun shown = onDatabase("inspect");
    assertEquals(0, shown.code(), shown.err());
    assertTrue(shown.out().contains("flow"), shown.out());
    assertTrue(shown.out().contains("again: anode4j inspect 'jdbc:h2:mem:commands;"), shown.out());
  }

  /** What a model keeps of its origin holds no password. */
  @Test
  void trainReadsThem() throws IOException {
    Path trained = folder.resolve("trained.anode");
    CommandRun run =
        onDatabase(
            "train",
            "-m",
            trained,
            "--horizon",
            6,
            "--config",
            folder.resolve("tiny.json"),
            "--quiet");
    assertEquals(0, run.code(), run.err());
    CommandRun shown = CommandRun.of("inspect", trained);
    assertTrue(shown.out().contains("--query"), shown.out());
    assertFalse(shown.out().contains(Database.PASSWORD), shown.out());
  }

  /** One command from a Parquet file to its forecasts. */
  @Test
  void duckDbForecastsParquet() throws Exception {
    Path parquet = folder.resolve("numbers.parquet");
    try (Connection duck = DriverManager.getConnection("jdbc:duckdb:");
        Statement statement = duck.createStatement()) {
      statement.execute("copy (from '%s') to '%s'".formatted(numbers, parquet));
    }
    Object[] asked = {"-m", model, "--horizon", 6, "--every", 2, "--out", "-", "--quiet"};
    String query = "select id, time, flow, heat from '%s' order by id, time".formatted(parquet);
    CommandRun run =
        CommandRun.of(
            "forecast",
            "jdbc:duckdb:",
            "--query",
            query,
            asked[0],
            asked[1],
            asked[2],
            asked[3],
            asked[4],
            asked[5],
            asked[6],
            asked[7],
            asked[8]);
    assertEquals(0, run.code(), run.err());
    assertEquals(
        CommandRun.of(
                "forecast",
                numbers,
                asked[0],
                asked[1],
                asked[2],
                asked[3],
                asked[4],
                asked[5],
                asked[6],
                asked[7],
                asked[8])
            .out(),
        run.out());
  }

  @Test
  void whatFailsIsSaidWithoutThePassword() throws IOException {
    CommandRun wrong =
        onDatabase("inspect", "--query", "select nothing from readings", "--verbose");
    assertEquals(3, CommandRun.of("inspect", database.url(), "--query", "select 1").code());
    assertEquals(2, wrong.code(), wrong.err());
    CommandRun told =
        CommandRun.of(
            "inspect", "jdbc:h2:mem:x;PASSWORD=hunter2", "--query", "select 1", "--verbose");
    assertEquals(2, told.code());
    assertTrue(told.err().contains("ANODE4J_JDBC_PASSWORD or --credentials FILE"), told.err());
    assertFalse(told.err().contains("hunter2"), told.err());
    Path odd = Files.writeString(folder.resolve("odd.properties"), "pass: hunter2\n");
    CommandRun lines =
        CommandRun.of("inspect", database.url(), "--query", "select 1", "--credentials", odd);
    assertEquals(3, lines.code());
    assertTrue(lines.err().contains("neither user=… nor password=…"), lines.err());
    assertFalse(lines.err().contains("hunter2"), lines.err());
    CommandRun none =
        CommandRun.of(
            "inspect",
            database.url(),
            "--query",
            "select 1",
            "--credentials",
            folder.resolve("no"));
    assertEquals(3, none.code());
    assertTrue(none.err().contains("cannot be read (NoSuchFileException)"), none.err());
  }

  @Test
  void theEnvironmentHoldsUserAndPassword() {
    DatabaseChoice choice = new DatabaseChoice();
    new CommandLine(new Holder(choice)).parseArgs("--query", Database.ROWS);
    Map<String, String> environment =
        Map.of(DatabaseChoice.USER, "reader", DatabaseChoice.PASSWORD, Database.PASSWORD);
    assertEquals(
        3, choice.of(database.url(), environment).load(CsvReader.detect()).series().size());
    assertThrows(
        RuntimeException.class, () -> choice.of(database.url(), Map.of()).load(CsvReader.detect()));
  }

  @CommandLine.Command
  private record Holder(@CommandLine.Mixin DatabaseChoice choice) {}
}
