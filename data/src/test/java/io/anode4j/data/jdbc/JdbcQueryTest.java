package io.anode4j.data.jdbc;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.data.csv.CsvReader;
import io.anode4j.data.csv.NotGroupedException;
import io.anode4j.data.csv.SeriesSink;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.TimeZone;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JdbcQueryTest {
  private static final String H2 = "jdbc:h2:mem:plant";
  private static final String DUCK = "jdbc:duckdb:";
  private static final String SECRET = "s3cr3t&=w0rd";

  @TempDir Path folder;

  private Connection kept;

  @BeforeEach
  void fill() throws SQLException {
    kept = DriverManager.getConnection(H2, "sa", SECRET);
    try (Statement statement = kept.createStatement()) {
      statement.execute(
          "create table readings (pump varchar, at timestamp(6), flow double, heat numeric(9, 2))");
      statement.execute(
          """
          insert into readings values
            ('a', timestamp '2024-03-31 01:30:00', 1.5, 20.25),
            ('a', timestamp '2024-03-31 02:30:00.000001', null, -3),
            ('b', timestamp '2024-03-31 03:30:00', 1e-7, null),
            ('b, "old" #2', timestamp '2024-03-31 04:00:00', 12345678.125, 7)""");
    }
  }

  @AfterEach
  void drop() throws SQLException {
    try (Statement statement = kept.createStatement()) {
      statement.execute("shutdown");
    }
  }

  private static JdbcQuery query(String sql) {
    return JdbcQuery.of(H2, sql).withCredentials("sa", SECRET);
  }

  private static CsvReader reader() {
    return CsvReader.detect().withIdColumn("PUMP");
  }

  /** Also the half hour that clocks in Berlin skip, in a JVM that lives by them. */
  @Test
  void cellsBecomeWhatTheyAre() {
    TimeZone before = TimeZone.getDefault();
    TimeZone.setDefault(TimeZone.getTimeZone("Europe/Berlin"));
    try {
      SeriesSet set = query("select * from readings order by pump, at").load(reader()).series();
      double half = TimeFormat.isoDateTime().parse("2024-03-31T01:30:00");
      assertEquals(List.of("FLOW", "HEAT"), set.channels());
      assertEquals(
          TimeSeries.of(
              "a",
              new double[] {half, half + 3600.000001},
              new double[][] {{1.5, 20.25}, {Double.NaN, -3}}),
          set.series().get(0));
      assertEquals(1e-7, set.series().get(1).value(0, 0));
      assertEquals("b, \"old\" #2", set.series().get(2).id());
      assertArrayEquals(new double[] {12345678.125, 7}, set.series().get(2).row(0));
    } finally {
      TimeZone.setDefault(before);
    }
  }

  private static final class Ids implements SeriesSink {
    private final List<String> ids = new ArrayList<>();

    @Override
    public void begin(List<String> channels, TimeFormat timeFormat) {
      assertTrue(timeFormat.isDated());
    }

    @Override
    public void take(TimeSeries series) {
      ids.add(series.id());
    }
  }

  @Test
  void groupedRowsComeSeriesBySeries() {
    Ids ids = new Ids();
    query("select * from readings order by pump, at").withFetchSize(1).readEach(reader(), ids);
    assertEquals(List.of("a", "b", "b, \"old\" #2"), ids.ids);
    JdbcQuery mixed = query("select * from readings order by mod(extract(hour from at), 2), at");
    assertThrows(NotGroupedException.class, () -> mixed.readEach(reader(), new Ids()));
  }

  /** One driver reads Parquet, CSV and what else DuckDB can: 100,000 rows written and read. */
  @Test
  void duckDbReadsParquet() throws SQLException {
    Path parquet = folder.resolve("rows.parquet");
    try (Connection duck = DriverManager.getConnection(DUCK);
        Statement statement = duck.createStatement()) {
      statement.execute(
          """
          copy (select 'p' || (i // 1000) as pump,
                       timestamptz '2024-01-01 00:00:00+00' + to_minutes(i %% 1000) as time,
                       i * 0.5 as flow, i %% 7 = 0 as open, (i * 3.7) %% 11 as heat
                from range(100000) r(i)) to '%s' (format parquet)"""
              .formatted(parquet));
    }
    String sql = "select * from '%s' order by pump, time".formatted(parquet);
    SeriesSet set = JdbcQuery.of(DUCK, sql).load(CsvReader.detect().withIdColumn("pump")).series();
    assertEquals(100, set.size());
    assertEquals(List.of("flow", "open", "heat"), set.channels());
    TimeSeries second = set.series().get(1);
    assertEquals(1000, second.length());
    assertEquals(TimeFormat.isoDateTime().parse("2024-01-01T16:39:00"), second.lastTime());
    assertArrayEquals(new double[] {500, 0, (1000 * 3.7) % 11}, second.row(0), 1e-9);
  }

  /** Loaded from its jar although this class path has it, too: by another class loader. */
  @Test
  void aDriverIsBrought() throws Exception {
    Path jar =
        Path.of(org.h2.Driver.class.getProtectionDomain().getCodeSource().getLocation().toURI());
    JdbcQuery brought =
        JdbcQuery.of(
                "jdbc:h2:mem:other",
                "select 'x' as id, x as time, x * x as v from system_range(1, 9)")
            .withDriverPath(List.of(jar));
    assertEquals(
        81,
        brought.load(CsvReader.detect().withIdColumn("ID")).series().series().get(0).value(8, 0));
    // A folder of jars without a driver for DuckDB.
    String message = failure(JdbcQuery.of(DUCK, "select 1").withDriverPath(List.of(jar)));
    assertTrue(message.startsWith("no JDBC driver takes jdbc:duckdb:"), message);
    assertTrue(
        failure(JdbcQuery.of(DUCK, "select 1").withDriverPath(List.of(folder)))
            .contains("there is no JDBC driver in"));
    assertTrue(
        failure(JdbcQuery.of(DUCK, "select 1").withDriverPath(List.of(folder.resolve("none"))))
            .contains("cannot be read"));
  }

  private static String failure(JdbcQuery query) {
    JdbcException thrown = assertThrows(JdbcException.class, () -> query.load(reader()));
    assertEquals(null, thrown.getCause());
    assertFalse(thrown.getMessage().contains(SECRET), thrown.getMessage());
    return thrown.getMessage();
  }

  @Test
  void whatFailsSaysSoWithoutThePassword() {
    assertTrue(failure(query("select nothing from readings")).contains("'select nothing"));
    assertTrue(failure(query("drop table if exists t")).contains("returns no rows"));
    assertTrue(failure(query("select 1 / 0 as x from readings")).contains("zero"));
    JdbcQuery wrong = JdbcQuery.of(H2, "select 1").withCredentials("sa", SECRET + "x");
    assertTrue(failure(wrong).contains("cannot be opened"));
    assertFalse(query("select 1").toString().contains(SECRET));
    SQLException telling = new SQLException("login failed: " + SECRET);
    assertEquals("login failed: ***", new Credentials("u", SECRET).saidBy(telling));
    assertThrows(IllegalArgumentException.class, () -> query("select 1").withFetchSize(0));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:h2:mem:x;USER=sa;PASSWORD=hunter2",
        "jdbc:postgresql://host/db?user=u&password=hunter2",
        "jdbc:postgresql://u:hunter2@host/db",
        "jdbc:oracle:thin:u/hunter2@host:1521/db",
        "jdbc:sqlserver://host;pwd=hunter2"
      })
  void aPasswordInTheUrlIsRefused(String url) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> JdbcQuery.of(url, "select 1"))
            .getMessage();
    assertFalse(message.contains("hunter2"), message);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "jdbc:duckdb:data/a@b.db",
        "jdbc:sqlserver://host:1433;databaseName=plant",
        "jdbc:postgresql://u@host:5432/db?ssl=true"
      })
  void otherUrlsAreTaken(String url) {
    assertTrue(JdbcQuery.of(url, "select 1").toString().contains(url));
  }
}
