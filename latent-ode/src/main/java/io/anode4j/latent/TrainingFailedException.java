package io.anode4j.latent;

/** Training diverged again and again, although it was set back to good weights and slowed down. */
public final class TrainingFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  TrainingFailedException(String message) {
    super(message);
  }
}
