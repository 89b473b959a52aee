package io.anode4j.data.jdbc;

/**
 * A query cannot be run or read: what was found, what was expected, what to do. Neither the message
 * nor a cause holds a password; the driver's own exception, which may, is not kept.
 */
public final class JdbcException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  JdbcException(String message) {
    super(message);
  }
}
