package io.anode4j.gradient;

import io.anode4j.ode.Solver;
import io.anode4j.ode.SwitchingSolver;
import io.anode4j.tensor.Matrix;

/**
 * How the gradient of a solve is found: what is kept of the forward pass, and what the backward
 * pass computes again. See the package's description for a comparison.
 *
 * <table>
 * <caption>Solvers that each strategy takes; the others are refused</caption>
 * <tr><th>strategy</th><th>implicit methods</th><th>jumps</th><th>forced steps</th><th>events</th>
 * </tr>
 * <tr><td>{@link Discrete}</td><td>yes</td><td>yes</td><td>yes</td><td>yes</td></tr>
 * <tr><td>{@link Checkpointed}</td><td>no</td><td>yes</td><td>yes</td><td>yes</td></tr>
 * <tr><td>{@link ContinuousAdjoint}</td><td>no</td><td>yes</td><td>yes</td><td>yes</td></tr>
 * <tr><td>{@link Reversible}</td><td>no</td><td>no</td><td>no</td><td>no</td></tr>
 * <tr><td>{@link Switching}</td><td>beside an explicit one that feels stiffness</td><td>yes</td>
 * <td>yes</td><td>yes</td></tr>
 * </table>
 *
 * <p>With an event that ends its row, the gradient is that of the outputs before it; that of its
 * time and state is {@link io.anode4j.ode.EventGradient}'s. Events that change the state are
 * crossed: the segments between them are solved again, by each strategy but the reversible one, and
 * the jump of the derivative at each is that of the saltation matrix.
 */
public sealed interface GradientStrategy {
  /** Checkpoints a row that cost about one and a half solves more for a hundred steps. */
  int DEFAULT_CHECKPOINTS = 10;

  /**
   * The exact gradient of the discrete solve from all its states: the default. Memory grows with
   * the number of steps, a state each.
   */
  record Discrete() implements GradientStrategy {}

  /**
   * The same numbers as {@link Discrete}, bit for bit, from a bounded number of states: the others
   * are computed again from the last one kept before them, in the order of Griewank and Walther,
   * "Algorithm 799: revolve", ACM Trans. Math. Softw. 26 (2000). Times and sizes of all steps are
   * kept (33 bytes each).
   *
   * @param checkpoints states kept for a row at once, at least 1
   */
  record Checkpointed(int checkpoints) implements GradientStrategy {
    /** Checks the number. */
    public Checkpointed {
      if (checkpoints < 1) {
        throw new IllegalArgumentException(
            "A row has " + checkpoints + " checkpoints; expected at least 1");
      }
    }

    /**
     * As many checkpoints as fit into a number of bytes.
     *
     * @param bytes memory for the states of a whole batch
     * @param rows rows of the batch
     * @param dimension state components of a row
     * @throws IllegalArgumentException when not even one state a row fits
     */
    public static Checkpointed withinBytes(long bytes, int rows, int dimension) {
      long state = Matrix.padded(dimension) * (long) Float.BYTES;
      long count = bytes / Math.max(1, rows * state);
      if (count < 1) {
        throw new IllegalArgumentException(
            String.format(
                "%d bytes hold no state of each of %d rows; expected at least %d: give more, or"
                    + " solve in smaller batches",
                bytes, rows, rows * state));
      }
      return new Checkpointed((int) Math.min(count, Integer.MAX_VALUE));
    }
  }

  /**
   * The continuous adjoint ("optimise, then discretise"; Chen et al., "Neural Ordinary Differential
   * Equations", 2018, appendix B): state, adjoint and parameter integral are solved backwards in
   * time from output to output, the parameter integral outside the error norm (Kidger, Chen and
   * Lyons, "Hey, that's not an ODE", 2021). Memory does not grow with the number of steps. The
   * gradient is that of the exact flow, to the tolerance, not that of the computed numbers, and the
   * state solved backwards is unstable where the flow contracts strongly (Gholami, Keutzer and
   * Biros, "ANODE", 2019); starting anew from every output keeps it near when outputs are dense. At
   * a jump of the field in time both are continuous; a segment ends there, and may cost a step of
   * its own.
   *
   * @param rtol relative tolerance of the backward solve
   * @param atol absolute tolerance of the backward solve, of states and adjoints alike
   */
  record ContinuousAdjoint(double rtol, double atol) implements GradientStrategy {
    /** Checks the tolerances. */
    public ContinuousAdjoint {
      if (!(rtol >= 0 && atol > 0)) {
        throw new IllegalArgumentException(
            "Adjoint tolerances rtol=" + rtol + ", atol=" + atol + "; expected rtol ≥ 0, atol > 0");
      }
    }
  }

  /**
   * The exact gradient of a reversible solve, whose backward pass finds every state again, bit for
   * bit, from the last one. The forward solve is not the plain method but its algebraically
   * reversible coupling (McCallum and Foster, "Efficient, accurate and stable gradients for neural
   * ODEs", 2024) in integer arithmetic: of the same order, at twice the evaluations, its steps by
   * the elementary rule whatever the solver's filter. A flow that contracts forgets, so somebody
   * has to remember: a step keeps 8 bytes and log₂ 1/λ bits a component, λ = 1 − 2⁻ᶜ.
   *
   * @param coupling c, 1 to 10. The states' difference is damped by λ a step and grows with
   *     exp(h·μ) where the flow contracts at a rate μ, so steps stay below log(1/λ)/μ: 0.69/μ at 1,
   *     the default, which keeps one bit; 0.008/μ at 7, which keeps 0.011. Where longer ones have
   *     spoilt the gradient, the row ends as {@link io.anode4j.ode.RowStatus#UNSTABLE}.
   */
  record Reversible(int coupling) implements GradientStrategy {
    /** Checks the coupling. */
    public Reversible {
      if (coupling < 1 || coupling > 10) {
        throw new IllegalArgumentException(
            "A coupling of " + coupling + "; expected 1 (stable) to 10 (few bits kept)");
      }
    }
  }

  /**
   * The exact gradient of a solve by a {@link SwitchingSolver}, from all its states: each row's
   * segments by the discrete gradient of the method that each was solved by. The solver that is
   * differentiated is the explicit method. Rows that stay on it have the bits of {@link Discrete};
   * changes of method are constants, as step sizes are. On implicit segments it is as exact as the
   * stages were solved, to a hundredth of that method's tolerance.
   *
   * @param implicit the implicit method, with the forced times and events of the explicit one
   */
  record Switching(Solver implicit) implements GradientStrategy {
    /** The solver of the way there. */
    SwitchingSolver from(Solver explicit) {
      return new SwitchingSolver(
          explicit, explicit.events().none() ? implicit.withEvents() : implicit);
    }
  }

  /** Whether this strategy can differentiate solves by a solver. */
  default boolean takes(Solver solver) {
    return SolverSupport.refusal(this, solver) == null;
  }

  /**
   * Refuses solvers that this strategy cannot differentiate.
   *
   * @throws IllegalArgumentException naming what it cannot, and which strategy can
   */
  default void check(Solver solver) {
    String refusal = SolverSupport.refusal(this, solver);
    if (refusal != null) {
      throw new IllegalArgumentException(refusal);
    }
  }

  /** {@link Discrete}. */
  static GradientStrategy discrete() {
    return new Discrete();
  }

  /** {@link Checkpointed} with {@link #DEFAULT_CHECKPOINTS} states a row. */
  static GradientStrategy checkpointed() {
    return new Checkpointed(DEFAULT_CHECKPOINTS);
  }

  /** {@link ContinuousAdjoint} with the given tolerances. */
  static GradientStrategy continuousAdjoint(double rtol, double atol) {
    return new ContinuousAdjoint(rtol, atol);
  }

  /** {@link Reversible} at its most stable. */
  static GradientStrategy reversible() {
    return new Reversible(1);
  }
}
