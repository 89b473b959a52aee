package io.anode4j.ode;

/** How the integration of one row ended. */
public enum RowStatus {
  /** All output times were reached within tolerance. */
  SUCCESS("all output times were reached"),
  /** The event function changed its sign; later outputs are NaN. */
  EVENT("the event ended the row"),
  /** A step was asked for that no longer changes the time: too small, or the field is stiff. */
  STEP_TOO_SMALL(
      "the step fell below the smallest that can be told from zero; the field is stiff or jumps"
          + " there: loosen the tolerance, name the jump with jumpAt, or smooth the field"),
  /** The number of attempted steps reached its limit. */
  TOO_MANY_STEPS(
      "the step limit was reached; raise maxSteps, loosen the tolerance or shorten the span"),
  /** The number of evaluations reached its limit. */
  BUDGET(
      "the budget of evaluations was spent; raise maxEvaluations, loosen the tolerance or shorten"
          + " the span"),
  /** The state or its derivative became NaN or infinite. */
  NOT_FINITE("the field returned NaN or infinity; its parameters or its state have diverged"),
  /** Small increments vanished in the rounding of float32 states. */
  ROUNDING(
      "steps add less to the state than float32 resolves, and the sum of what was lost matters;"
          + " solve in float64 (initial states in a DoubleMatrix), or take longer steps"),
  /** The event function returned NaN. */
  EVENT_UNDEFINED(
      "the event function returned NaN, so it is unknown whether the row has ended; look at the"
          + " function's domain"),
  /** The number of events that change the state reached its limit. */
  TOO_MANY_EVENTS(
      "the limit of events that change the state was reached: they follow each other ever faster, or"
          + " a change leaves the state where its event happens again; let an event without a change"
          + " end the row there (a ball at rest), or raise withMaxEvents"),
  /** The equations of an implicit method's stages were not solved with the fixed step. */
  NOT_CONVERGED(
      "Newton's iteration for an implicit stage did not converge; take a smaller step, or adaptive"
          + " ones"),
  /** The way back of a reversible solve amplified rounding until nothing else was left. */
  UNSTABLE(
      "the steps are too long for the way back of a reversible solve where the field contracts;"
          + " take a discrete or checkpointed gradient, or a tighter tolerance"),
  /** The state left the range of a reversible solve's fixed-point numbers. */
  OUTGROWN(
      "the state grew beyond a million times the size of its start, which the fixed-point numbers of a"
          + " reversible solve do not hold; scale the states, or take a discrete gradient"),
  /** The solving thread was interrupted; its interrupt flag is still set. */
  INTERRUPTED("the thread was interrupted; solve again to go on");

  private final String explanation;

  RowStatus(String explanation) {
    this.explanation = explanation;
  }

  /** A sentence for people, with what to do. */
  public String explanation() {
    return explanation;
  }

  /** True when the row went as far as it was asked to: to its last time or to its event. */
  public boolean completed() {
    return this == SUCCESS || this == EVENT;
  }
}
