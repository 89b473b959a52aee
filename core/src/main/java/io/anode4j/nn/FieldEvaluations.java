package io.anode4j.nn;

/**
 * How often vector fields were evaluated, summed over rows: the depth of a neural ODE.
 *
 * @param forward evaluations by forward solves
 * @param backward evaluations, each with its pullback, by gradients
 * @param rows rows solved, to turn sums into means
 * @param failed rows whose solve did not succeed
 */
public record FieldEvaluations(long forward, long backward, long rows, long failed) {
  /** Nothing was evaluated. */
  public static final FieldEvaluations NONE = new FieldEvaluations(0, 0, 0, 0);

  /** The sum of two counts. */
  public FieldEvaluations plus(FieldEvaluations other) {
    return new FieldEvaluations(
        forward + other.forward,
        backward + other.backward,
        rows + other.rows,
        failed + other.failed);
  }

  /** Forward evaluations of an average row; 0 without rows. */
  public double forwardPerRow() {
    return rows == 0 ? 0 : (double) forward / (double) rows;
  }

  /** Backward evaluations of an average row; 0 without rows. */
  public double backwardPerRow() {
    return rows == 0 ? 0 : (double) backward / (double) rows;
  }
}
