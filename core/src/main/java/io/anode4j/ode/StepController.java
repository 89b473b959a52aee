package io.anode4j.ode;

import java.util.List;

/** How long the steps of a solve are: all the same, or as long as the error allows. */
public sealed interface StepController {
  /** Refuses adaptive steps of a method that estimates no error. */
  static void check(StepController controller, ButcherTableau tableau) {
    if (controller instanceof Adaptive && !tableau.embedded()) {
      throw new IllegalArgumentException(
          tableau.name()
              + " estimates no error: adaptive steps need an embedded method such as dopri5; or"
              + " give it a fixed step");
    }
  }

  /**
   * A controller as the adaptive one that filters and limits belong to.
   *
   * @throws IllegalStateException naming the method when steps are fixed
   */
  static Adaptive adaptive(StepController controller, ButcherTableau tableau) {
    if (controller instanceof Adaptive steps) {
      return steps;
    }
    throw new IllegalStateException(
        "This solver of "
            + tableau
            + " has fixed steps; filter and limits of the step belong to adaptive ones");
  }

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
   * |y|), is at most 1. Float32 states resolve an rtol of 1e-6; less is refused when they are
   * solved, and where an absolute tolerance alone asks for less, 5e-7 of the component's size is
   * taken. Float64 states take 1e-12.
   *
   * @param rtol relative tolerance of a step, at least 0
   * @param atol absolute tolerance of a step, above 0
   * @param filter how the next size follows from the errors of the last steps
   * @param minStep smallest step; a row that needs a smaller one ends as {@link
   *     RowStatus#STEP_TOO_SMALL}
   * @param maxStep largest step
   * @param componentRtol a relative tolerance for each component in place of {@code rtol}, or none
   * @param componentAtol an absolute tolerance for each component in place of {@code atol}, or none
   */
  record Adaptive(
      double rtol,
      double atol,
      ErrorFilter filter,
      double minStep,
      double maxStep,
      List<Double> componentRtol,
      List<Double> componentAtol)
      implements StepController {
    /** Checks the ranges. */
    public Adaptive {
      check(rtol, atol);
      componentRtol = List.copyOf(componentRtol);
      componentAtol = List.copyOf(componentAtol);
      for (double each : componentRtol) {
        check(each, atol);
      }
      for (double each : componentAtol) {
        check(rtol, each);
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

    private static void check(double rtol, double atol) {
      boolean finite = Double.isFinite(rtol) && Double.isFinite(atol);
      if (!(rtol >= 0 && atol > 0 && finite)) {
        throw new IllegalArgumentException(
            "Tolerances rtol=" + rtol + ", atol=" + atol + "; expected rtol ≥ 0 and atol > 0");
      }
    }

    /** The same tolerances for all components. */
    public Adaptive(double rtol, double atol, ErrorFilter filter, double minStep, double maxStep) {
      this(rtol, atol, filter, minStep, maxStep, List.of(), List.of());
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

    Adaptive with(ErrorFilter other, double smallest, double largest) {
      return new Adaptive(rtol, atol, other, smallest, largest, componentRtol, componentAtol);
    }

    Adaptive withComponents(List<Double> rtols, List<Double> atols) {
      return new Adaptive(rtol, atol, filter, minStep, maxStep, rtols, atols);
    }

    double clamp(double size) {
      return Math.max(minStep, Math.min(maxStep, size));
    }
  }
}
