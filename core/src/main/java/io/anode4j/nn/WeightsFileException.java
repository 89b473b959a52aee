package io.anode4j.nn;

/** A file of weights is missing, damaged, or does not fit the layout it was read into. */
public final class WeightsFileException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  WeightsFileException(String message, Throwable cause) {
    super(message, cause);
  }
}
