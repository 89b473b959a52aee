package io.anode4j.gradient;

import io.anode4j.ode.Solver;
import io.anode4j.ode.StepController;
import io.anode4j.ode.SwitchingSolver;
import org.jspecify.annotations.Nullable;

/** Which solvers a strategy can differentiate. */
final class SolverSupport {
  private SolverSupport() {}

  /** Why a strategy cannot differentiate solves by a solver, or null when it can. */
  static @Nullable String refusal(GradientStrategy strategy, Solver solver) {
    String name = strategy.getClass().getSimpleName();
    if (strategy instanceof GradientStrategy.Discrete) {
      return null;
    }
    if (strategy instanceof GradientStrategy.Switching switching) {
      return refusal(switching, solver);
    }
    if (solver.tableau().implicit()) {
      return refused(name, "the implicit method " + solver.tableau(), "explicit methods");
    }
    if (strategy instanceof GradientStrategy.Reversible && !solver.forced().jumps().isEmpty()) {
      return refused(name, "a solver with jumps at " + solver.forced().jumps(), "smooth fields");
    }
    if (strategy instanceof GradientStrategy.Reversible && !solver.forced().steps().isEmpty()) {
      return refused(
          name, "a solver with steps forced at " + solver.forced().steps(), "free steps");
    }
    if (strategy instanceof GradientStrategy.Reversible
        && solver.controller() instanceof StepController.Adaptive steps
        && !(steps.componentRtol().isEmpty() && steps.componentAtol().isEmpty())) {
      return refused(name, "a solver with tolerances per component", "one tolerance for all");
    }
    if (strategy instanceof GradientStrategy.Reversible && !solver.events().none()) {
      return refused(name, "a solver with an event", "solves to given times");
    }
    return null;
  }

  /** Two methods go together or not by the rules of their own solver. */
  private static @Nullable String refusal(GradientStrategy.Switching switching, Solver explicit) {
    try {
      new SwitchingSolver(explicit, switching.implicit());
      return null;
    } catch (IllegalArgumentException refused) {
      return refused.getMessage();
    }
  }

  private static String refused(String name, String found, String expected) {
    return String.format(
        "%s was given %s; it differentiates %s only: take GradientStrategy.discrete()",
        name, found, expected);
  }
}
