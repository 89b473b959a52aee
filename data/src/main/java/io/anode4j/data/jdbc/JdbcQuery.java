package io.anode4j.data.jdbc;

import io.anode4j.data.csv.CsvData;
import io.anode4j.data.csv.CsvReader;
import io.anode4j.data.csv.ReadReport;
import io.anode4j.data.csv.SeriesSink;
import java.nio.file.Path;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A query whose rows are read as those of a table: {@code select id, time, flow, heat from …}. Rows
 * are fetched as they are read, never all at once; with {@code order by id, time} series can be
 * taken one by one ({@link #readEach}).
 *
 * <p>{@code timestamp} and {@code date} are read as UTC where they have no offset, null as a
 * missing value; all else is written as text and understood as in a file.
 *
 * <p>Instances are immutable and never show a password.
 */
public final class JdbcQuery {
  private static final int FETCH_SIZE = 10_000;

  private final String url;
  private final String sql;
  private final Credentials credentials;
  private final int fetchSize;
  private final List<Path> driverPath;

  private JdbcQuery(
      String url, String sql, Credentials credentials, int fetchSize, List<Path> driverPath) {
    this.url = url;
    this.sql = sql;
    this.credentials = credentials;
    this.fetchSize = fetchSize;
    this.driverPath = List.copyOf(driverPath);
  }

  /**
   * A query of a database.
   *
   * @param url the database, such as {@code jdbc:postgresql://host/plant} or {@code jdbc:duckdb:}
   * @param sql one statement that returns rows
   * @return the query
   * @throws IllegalArgumentException if the URL holds a password, which would be shown with it
   */
  public static JdbcQuery of(String url, String sql) {
    Credentials.requireNoneIn(url);
    return new JdbcQuery(url, sql, Credentials.NONE, FETCH_SIZE, List.of());
  }

  /**
   * The same as a user of the database.
   *
   * @param user name of the user, null if the database asks for none
   * @param password the password, null likewise
   * @return the query
   */
  public JdbcQuery withCredentials(@Nullable String user, @Nullable String password) {
    return new JdbcQuery(url, sql, new Credentials(user, password), fetchSize, driverPath);
  }

  /**
   * The same with another number of rows that the driver fetches at a time, if it heeds that.
   *
   * @param rows at least 1; 10,000 unless stated
   * @return the query
   * @throws IllegalArgumentException if it is below 1
   */
  public JdbcQuery withFetchSize(int rows) {
    if (rows < 1) {
      throw new IllegalArgumentException(
          "a fetch size of %d rows; expected at least 1; state more".formatted(rows));
    }
    return new JdbcQuery(url, sql, credentials, rows, driverPath);
  }

  /**
   * The same with a driver that is not on the class path.
   *
   * @param jars its jar and those it needs, or folders of jars
   * @return the query
   */
  public JdbcQuery withDriverPath(List<Path> jars) {
    return new JdbcQuery(url, sql, credentials, fetchSize, jars);
  }

  /**
   * Reads all rows.
   *
   * @param reader how to understand them
   * @return the series
   * @throws JdbcException if the database refuses
   * @throws io.anode4j.data.csv.CsvException if the rows are no series
   */
  public CsvData load(CsvReader reader) {
    return reader.withDelimiter(',').load(url, run());
  }

  /**
   * Reads rows that are grouped by series, handing over each series when its last row has been
   * read.
   *
   * @param reader how to understand them
   * @param sink takes the series
   * @return what was read, changed and refused
   * @throws JdbcException if the database refuses
   * @throws io.anode4j.data.csv.CsvException if the rows are no series
   * @throws io.anode4j.data.csv.NotGroupedException if rows of one series stand apart: order by the
   *     id
   */
  public ReadReport readEach(CsvReader reader, SeriesSink sink) {
    return reader.withDelimiter(',').readEach(url, run(), sink);
  }

  private RowsAsCsv run() {
    return RowsAsCsv.of(
        new Drivers(driverPath).connect(url, credentials), sql, fetchSize, credentials);
  }

  @Override
  public String toString() {
    return "JdbcQuery[" + url + ", " + sql + "]";
  }
}
