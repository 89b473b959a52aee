package io.anode4j.ode;

/** How the integration of one row ended. */
public enum RowStatus {
  /** All output times were reached within tolerance. */
  SUCCESS("all output times were reached"),
  /** The error control asked for a step that no longer changes the time: the field is stiff. */
  STEP_TOO_SMALL(
      "the step fell below the smallest that can be told from zero; the field is stiff or jumps"
          + " there: loosen the tolerance or smooth the field"),
  /** The number of attempted steps reached its limit. */
  TOO_MANY_STEPS(
      "the step limit was reached; raise maxSteps, loosen the tolerance or shorten the span"),
  /** The state or its derivative became NaN or infinite. */
  NOT_FINITE("the field returned NaN or infinity; its parameters or its state have diverged");

  private final String explanation;

  RowStatus(String explanation) {
    this.explanation = explanation;
  }

  /** A sentence for people, with what to do. */
  public String explanation() {
    return explanation;
  }
}
