package io.anode4j.data.jdbc;

import java.io.IOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.Driver;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Properties;
import java.util.ServiceLoader;
import java.util.stream.Stream;

/**
 * The drivers of some jars, or those of the class path where no jars are named.
 *
 * @param path jars, or folders of jars
 */
record Drivers(List<Path> path) {
  private static final String REMEDY =
      "; expected one for this URL; name its jar by the driver path";

  /** Opens a connection, set up so that a driver streams rows if it can. */
  Connection connect(String url, Credentials credentials) {
    Properties properties = credentials.properties();
    if (url.startsWith("jdbc:duckdb:")) {
      properties.setProperty("jdbc_stream_results", "true");
    } else if (url.startsWith("jdbc:mysql:")) {
      properties.setProperty("useCursorFetch", "true");
    }
    try {
      for (Driver driver : all()) {
        Connection connection = driver.acceptsURL(url) ? driver.connect(url, properties) : null;
        if (connection != null) {
          return connection;
        }
      }
    } catch (SQLException e) {
      throw new JdbcException(
          "%s cannot be opened: %s; expected a database that lets this user in; check URL, user and password"
              .formatted(url, credentials.saidBy(e)));
    }
    throw new JdbcException("no JDBC driver takes " + url + REMEDY);
  }

  private List<Driver> all() {
    if (path.isEmpty()) {
      return Collections.list(DriverManager.getDrivers());
    }
    // The loader stays open: a driver loads its classes while it is used.
    URLClassLoader loader =
        new URLClassLoader(urls().toArray(URL[]::new), ClassLoader.getPlatformClassLoader());
    List<Driver> found = new ArrayList<>();
    ServiceLoader.load(Driver.class, loader).forEach(found::add);
    if (found.isEmpty()) {
      throw new JdbcException("there is no JDBC driver in " + path + REMEDY);
    }
    return found;
  }

  private List<URL> urls() {
    List<URL> urls = new ArrayList<>();
    for (Path place : path) {
      for (Path jar : jars(place)) {
        try {
          urls.add(jar.toUri().toURL());
        } catch (MalformedURLException e) {
          throw new IllegalStateException("the path of a file is no URL: " + jar, e);
        }
      }
    }
    return urls;
  }

  private static List<Path> jars(Path place) {
    if (Files.isRegularFile(place)) {
      return List.of(place);
    }
    try (Stream<Path> files = Files.list(place)) {
      return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new JdbcException(
          "the driver path %s cannot be read (%s); expected a jar or a folder of jars; check the path"
              .formatted(place, e.getClass().getSimpleName()));
    }
  }
}
