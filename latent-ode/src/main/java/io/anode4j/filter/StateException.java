package io.anode4j.filter;

/** A sensor's saved state cannot be used: it is damaged, or of another version or model. */
public final class StateException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** Why. */
  public enum Reason {
    /** Cut off or changed. */
    DAMAGED,
    /** Of a format that this version does not read. */
    UNKNOWN_VERSION,
    /** Whole, but saved under another model. */
    OTHER_MODEL
  }

  private final Reason reason;

  /**
   * A state that a scorer refuses.
   *
   * @param reason why
   * @param message what was found, what was expected, what to do
   */
  public StateException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
