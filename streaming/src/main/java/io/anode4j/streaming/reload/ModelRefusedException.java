package io.anode4j.streaming.reload;

/** A model is not fit to serve; the message says why and what to do. */
final class ModelRefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  ModelRefusedException(String reason) {
    super(reason);
  }
}
