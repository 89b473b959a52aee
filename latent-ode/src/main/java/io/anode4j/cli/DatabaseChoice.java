package io.anode4j.cli;

import io.anode4j.data.jdbc.JdbcQuery;
import java.io.File;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** Options for an input that is a database. */
final class DatabaseChoice {
  /** What the names of databases begin with. */
  static final String JDBC = "jdbc:";

  static final String USER = "ANODE4J_JDBC_USER";
  static final String PASSWORD = "ANODE4J_JDBC_PASSWORD";

  @Option(
      names = "--query",
      paramLabel = "SQL",
      description =
          "Of an input jdbc:URL: the rows to read. User and password: "
              + USER
              + ", "
              + PASSWORD
              + " in the environment.")
  private @Nullable String query;

  @Option(
      names = "--credentials",
      paramLabel = "FILE",
      description =
          "Of an input jdbc:URL: lines user=… and password=…, rather than the environment.")
  private @Nullable Path credentials;

  @Option(
      names = "--driver-path",
      paramLabel = "PATH",
      description =
          "Of an input jdbc:URL: jars of its driver, or folders of jars. Default: the class path.")
  private @Nullable String driverPath;

  @Option(
      names = "--fetch-size",
      paramLabel = "ROWS",
      description = "Of an input jdbc:URL: rows fetched at a time. Default: 10000.")
  private @Nullable Integer fetchSize;

  /** Whether an argument names a database. */
  static boolean isDatabase(String argument) {
    return argument.startsWith(JDBC);
  }

  /** The query of a database. */
  JdbcQuery of(String url) {
    return of(url, System.getenv());
  }

  JdbcQuery of(String url, Map<String, String> environment) {
    if (query == null) {
      throw CommandFailure.usage(
          "the input is a database, but --query is missing; expected a query of its rows; state"
              + " --query \"select id, time, … from … order by id, time\"",
          null);
    }
    if (fetchSize != null && fetchSize < 1) {
      throw CommandFailure.usage(
          "--fetch-size is %d; expected at least 1; state a larger number".formatted(fetchSize),
          null);
    }
    JdbcQuery asked = open(url, query);
    asked = fetchSize == null ? asked : asked.withFetchSize(fetchSize);
    asked = driverPath == null ? asked : asked.withDriverPath(paths(driverPath));
    return credentials == null
        ? asked.withCredentials(environment.get(USER), environment.get(PASSWORD))
        : with(asked, credentials);
  }

  private static JdbcQuery open(String url, String sql) {
    try {
      return JdbcQuery.of(url, sql);
    } catch (IllegalArgumentException e) {
      throw CommandFailure.usage(
          "%s: %s, %s or --credentials FILE".formatted(e.getMessage(), USER, PASSWORD), null);
    }
  }

  private static List<Path> paths(String list) {
    return Arrays.stream(list.split(File.pathSeparator, -1))
        .filter(name -> !name.isBlank())
        .map(Path::of)
        .toList();
  }

  private static JdbcQuery with(JdbcQuery asked, Path file) {
    Properties lines = new Properties();
    try (Reader text = Files.newBufferedReader(file)) {
      lines.load(text);
    } catch (IOException | IllegalArgumentException e) {
      throw CommandFailure.input(
          "--credentials: %s cannot be read (%s); expected lines user=… and password=…; check the path"
              .formatted(file, e.getClass().getSimpleName()),
          null);
    }
    for (String name : lines.stringPropertyNames()) {
      if (!name.equals("user") && !name.equals("password")) {
        throw CommandFailure.input(
            "--credentials: %s has a line that is neither user=… nor password=…; expected these alone; mend the file"
                .formatted(file),
            null);
      }
    }
    return asked.withCredentials(lines.getProperty("user"), lines.getProperty("password"));
  }

  /** Refuses options of databases where the input is none. */
  void requireNone(String input) {
    String idle =
        query != null
            ? "--query"
            : credentials != null
                ? "--credentials"
                : driverPath != null ? "--driver-path" : fetchSize != null ? "--fetch-size" : null;
    if (idle != null) {
      throw CommandFailure.usage(
          "%s is of a database, but the input is %s; expected jdbc:URL; leave the option out, or name a database"
              .formatted(idle, input),
          null);
    }
  }
}
