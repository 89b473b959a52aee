package io.anode4j.streaming;

import org.apache.kafka.common.KafkaException;

/** A stream cannot start; the message says what was found, what was expected and what to do. */
public final class StreamStartException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  StreamStartException(String message, Throwable cause) {
    super(message, cause);
  }

  StreamStartException(String message) {
    super(message);
  }

  /** Kafka refuses a setting that was passed on to it. */
  static StreamStartException setting(KafkaException refusal) {
    return new StreamStartException(
        "Kafka refuses a setting: "
            + reason(refusal)
            + "; expected values that its documentation names: correct it in the settings",
        refusal);
  }

  /** What Kafka says, with the cause that it often leaves to be looked up. */
  static String reason(KafkaException failure) {
    Throwable cause = failure.getCause();
    return cause == null || String.valueOf(failure.getMessage()).contains(cause.getMessage() + "")
        ? String.valueOf(failure.getMessage())
        : failure.getMessage() + " (" + cause.getMessage() + ")";
  }
}
