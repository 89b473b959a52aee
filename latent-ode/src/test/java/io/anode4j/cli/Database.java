package io.anode4j.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * A database in this JVM that holds the rows of {@link Workshop#numbers()} and wants a password.
 *
 * @param url its URL
 * @param credentials a file with user and password
 */
record Database(String url, Path credentials) {
  static final String ROWS = "select id, time, flow, heat, site from readings order by id, time";
  static final String PASSWORD = "pa55;word";

  static Database of(String name, Path numbers, Path folder) throws IOException {
    String url = "jdbc:h2:mem:" + name + ";DATABASE_TO_LOWER=TRUE;DB_CLOSE_DELAY=-1";
    try (Connection connection = DriverManager.getConnection(url, "reader", PASSWORD);
        Statement statement = connection.createStatement()) {
      statement.execute(
          """
          create table readings as
          select id, cast(time as double) as time, cast(flow as double) as flow,
                 cast(heat as double) as heat, site from csvread('%s', null, 'caseSensitiveColumnNames=true')"""
              .formatted(numbers));
    } catch (SQLException e) {
      throw new IOException(e);
    }
    Path credentials = folder.resolve(name + ".properties");
    Files.writeString(credentials, "user=reader\npassword=" + PASSWORD + "\n");
    return new Database(url, credentials);
  }
}
