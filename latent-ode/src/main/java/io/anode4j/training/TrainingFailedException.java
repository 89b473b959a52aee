package io.anode4j.training;

/** Training diverged again and again, although it was set back to good weights and slowed down. */
public final class TrainingFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /**
   * A failure.
   *
   * @param message what happened, how often, and what may help
   */
  public TrainingFailedException(String message) {
    super(message);
  }
}
