package io.anode4j.streaming.record;

/**
 * A record that must not be scored. The message says what was found, what was expected, and why.
 */
public final class BadRecordException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why a record was refused; the name is what dead letters and metrics carry. */
  public enum Reason {
    /** No key, so no sensor, or a key that is not UTF-8 text of at most 256 bytes. */
    KEY,
    /** Not a JSON object, or cut off. */
    SYNTAX,
    /** A field of the wrong type, missing or stated twice. */
    SCHEMA,
    /** No usable time. */
    TIME,
    /** A time too far ahead of the clock of this machine. */
    FUTURE,
    /** A value that is no finite number. */
    VALUE,
    /** A channel that the model does not know. */
    UNKNOWN_FEATURE,
    /** An array with another number of values than the model has channels. */
    ARITY,
    /** A decoder failed in a way of its own. */
    DECODER,
    /** The model gives no finite score for these values. */
    UNSCORABLE
  }

  private final Reason reason;

  /**
   * Refuses a record.
   *
   * @param reason why
   * @param message what was found, what was expected, what to do
   */
  public BadRecordException(Reason reason, String message) {
    // No stack trace: a flood of bad records must cost no more than one of good ones.
    super(message, null, false, false);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
