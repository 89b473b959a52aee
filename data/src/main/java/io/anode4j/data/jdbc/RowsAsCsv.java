package io.anode4j.data.jdbc;

import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** The rows of a result as the bytes of a CSV file, made as they are read. */
final class RowsAsCsv extends InputStream {
  private static final int BLOCK = 1 << 16;

  private final Connection connection;
  private final ResultSet rows;
  private final Credentials credentials;
  private final List<ColumnText> columns = new ArrayList<>();
  private final StringBuilder line = new StringBuilder();
  private byte[] block = {};
  private int next;
  private boolean ended;

  private RowsAsCsv(Connection connection, ResultSet rows, Credentials credentials)
      throws SQLException {
    this.connection = connection;
    this.rows = rows;
    this.credentials = credentials;
    ResultSetMetaData about = rows.getMetaData();
    for (int c = 1; c <= about.getColumnCount(); c++) {
      columns.add(new ColumnText(c, about.getColumnType(c)));
      add(c, about.getColumnLabel(c));
    }
    line.append('\n');
  }

  /** Runs a query. The connection is closed with the stream, or here if the query fails. */
  static RowsAsCsv of(Connection connection, String sql, int fetchSize, Credentials credentials) {
    try {
      Statement statement = statement(connection, fetchSize);
      if (!statement.execute(sql)) {
        throw new JdbcException(
            "the query '%s' returns no rows; expected a select; mend it".formatted(sql));
      }
      return new RowsAsCsv(connection, statement.getResultSet(), credentials);
    } catch (SQLException e) {
      close(connection);
      throw new JdbcException(
          "the query '%s' fails: %s; expected one that the database can run; mend it"
              .formatted(sql, credentials.saidBy(e)));
    } catch (RuntimeException e) {
      close(connection);
      throw e;
    }
  }

  /** Some drivers fetch row by row only within a transaction; some know neither. */
  private static Statement statement(Connection connection, int fetchSize) throws SQLException {
    Statement statement = connection.createStatement();
    try {
      connection.setAutoCommit(false);
      statement.setFetchSize(fetchSize);
    } catch (SQLException e) {
      // The rows are the same, fetched as the driver likes.
    }
    return statement;
  }

  private static void close(Connection connection) {
    try {
      if (!connection.getAutoCommit()) {
        connection.rollback();
      }
      connection.close();
    } catch (SQLException e) {
      // Nothing was written, and what was read is read.
    }
  }

  private void add(int column, String cell) {
    if (column > 1) {
      line.append(',');
    }
    if (isPlain(cell)) {
      line.append(cell);
    } else {
      line.append('"').append(cell.replace("\"", "\"\"")).append('"');
    }
  }

  /** Whether a cell can stand without quotes and still be a cell, no comment and no padding. */
  private static boolean isPlain(String cell) {
    for (int i = 0; i < cell.length(); i++) {
      char c = cell.charAt(i);
      if (c == ',' || c == '"' || c == '\n' || c == '\r' || c == '#') {
        return false;
      }
    }
    return cell.equals(cell.strip());
  }

  @Override
  public int read() {
    byte[] one = new byte[1];
    return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
  }

  @Override
  public int read(byte[] target, int offset, int length) {
    if (length == 0) {
      return 0;
    }
    if (next == block.length) {
      fill();
    }
    if (next == block.length) {
      return -1;
    }
    int count = Math.min(length, block.length - next);
    System.arraycopy(block, next, target, offset, count);
    next += count;
    return count;
  }

  private void fill() {
    try {
      while (line.length() < BLOCK && !ended) {
        if (rows.next()) {
          for (int c = 1; c <= columns.size(); c++) {
            add(c, columns.get(c - 1).of(rows));
          }
          line.append('\n');
        } else {
          ended = true;
        }
      }
    } catch (SQLException e) {
      throw new JdbcException(
          "the database stops in the middle of the rows: %s; expected all of them; run it again"
              .formatted(credentials.saidBy(e)));
    }
    block = line.toString().getBytes(StandardCharsets.UTF_8);
    next = 0;
    line.setLength(0);
  }

  @Override
  public void close() {
    close(connection);
  }
}
