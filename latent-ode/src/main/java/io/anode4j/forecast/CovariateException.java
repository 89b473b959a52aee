package io.anode4j.forecast;

/** A series is not told what a forecast of it needs; the message names series and covariate. */
public final class CovariateException extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  /** What is missing, what is expected, what to do. */
  public CovariateException(String message) {
    super(message);
  }
}
