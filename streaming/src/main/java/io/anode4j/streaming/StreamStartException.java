package io.anode4j.streaming;

/** A stream cannot start; the message says what was found, what was expected and what to do. */
public final class StreamStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StreamStartException(String message, Throwable cause) {
    super(message, cause);
  }

  StreamStartException(String message) {
    super(message);
  }
}
