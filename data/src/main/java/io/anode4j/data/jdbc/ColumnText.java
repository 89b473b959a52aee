package io.anode4j.data.jdbc;

import java.math.BigDecimal;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Time;
import java.sql.Timestamp;
import java.sql.Types;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The cells of one column as text. Times are asked for as the classes of {@code java.time}, because
 * those of JDBC pass through this machine's time zone and lose the hour that its clocks skip; what
 * a driver does not know is not asked for again.
 */
final class ColumnText {
  private final int index;
  private final Deque<Class<?>> wanted = new ArrayDeque<>();

  ColumnText(int index, int type) {
    this.index = index;
    wanted.addAll(
        switch (type) {
          case Types.TIMESTAMP -> List.of(LocalDateTime.class, OffsetDateTime.class);
          case Types.TIMESTAMP_WITH_TIMEZONE -> List.of(OffsetDateTime.class);
          case Types.DATE -> List.of(LocalDate.class);
          default -> List.<Class<?>>of();
        });
  }

  /** The cell of the row that a result stands at; empty for null. */
  String of(ResultSet rows) throws SQLException {
    Object value = value(rows);
    if (value == null) {
      return "";
    }
    if (value instanceof Boolean yes) {
      return yes ? "1" : "0";
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof Timestamp time) {
      return time.toLocalDateTime().toString();
    }
    return value instanceof Time time ? time.toLocalTime().toString() : value.toString();
  }

  private @Nullable Object value(ResultSet rows) throws SQLException {
    while (!wanted.isEmpty()) {
      try {
        return rows.getObject(index, wanted.element());
      } catch (SQLException e) {
        wanted.remove();
      }
    }
    return rows.getObject(index);
  }
}
