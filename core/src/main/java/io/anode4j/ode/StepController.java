package io.anode4j.ode;

/** How long the steps of a solve are: all the same, or as long as the error allows. */
public sealed interface StepController {
  /**
   * Steps of one size; the last one is shorter, to end on the last time.
   *
   * @param step size, above 0
   */
  record Fixed(double step) implements StepController {
    /** Checks the size. */
    public Fixed {
      if (!(step > 0 && Double.isFinite(step))) {
        throw new IllegalArgumentException(
            "A fixed step of " + step + "; expected a finite size above 0");
      }
    }
  }

  /**
   * Steps whose estimated error, as a root mean square over the components of error/(atol + rtol ·
   * |y|), is at most 1. With float32 states an rtol below about 1e-6 asks for more than rounding
   * leaves, and ends as {@link RowStatus#STEP_TOO_SMALL}.
   *
   * @param rtol relative tolerance of a step, at least 0
   * @param atol absolute tolerance of a step, above 0
   * @param filter how the next size follows from the errors of the last steps
   * @param minStep smallest step; a row that needs a smaller one ends as {@link
   *     RowStatus#STEP_TOO_SMALL}
   * @param maxStep largest step
   */
  record Adaptive(double rtol, double atol, ErrorFilter filter, double minStep, double maxStep)
      implements StepController {
    /** Checks the ranges. */
    public Adaptive {
      if (!(rtol >= 0 && atol > 0)) {
        throw new IllegalArgumentException(
            "Tolerances rtol=" + rtol + ", atol=" + atol + "; expected rtol ≥ 0 and atol > 0");
      }
      if (!(minStep >= 0 && maxStep > minStep)) {
        throw new IllegalArgumentException(
            "Steps between "
                + minStep
                + " and "
                + maxStep
                + "; expected a smallest of at least 0 and a larger largest");
      }
    }

    /**
     * Hairer's PI rule without limits of the step.
     *
     * @param rtol relative tolerance
     * @param atol absolute tolerance
     */
    public Adaptive(double rtol, double atol) {
      this(rtol, atol, ErrorFilter.PI, 0, Double.POSITIVE_INFINITY);
    }

    double clamp(double size) {
      return Math.max(minStep, Math.min(maxStep, size));
    }
  }
}
