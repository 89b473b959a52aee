package io.anode4j.model;

/** A model file cannot be used: missing, damaged, or of another version. The message says which. */
public final class ModelFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A failure found by looking.
   *
   * @param message what was found, what was expected, what to do
   */
  public ModelFileException(String message) {
    super(message);
  }

  /**
   * A failure met while reading.
   *
   * @param message what was found, what was expected, what to do
   * @param cause the failure
   */
  public ModelFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
