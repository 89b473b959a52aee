package io.anode4j.gradient;

import io.anode4j.ode.BatchSolution;
import io.anode4j.ode.Integrator;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.Solver;
import io.anode4j.tensor.Rows;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The way there of a gradient whose way back needs the solution alone, not the steps.
 *
 * @param <M> the batches of states
 */
final class ForwardSolve<M extends Rows<M>> {
  private final Integrator<M> integrator;
  private final Outcome<M> outcome;
  private final int dimension;
  private double[] starts = {};
  private @Nullable M initial;
  private @Nullable BatchSolution<M> solution;

  ForwardSolve(Solver solver, int dimension, CountingEvaluator<M> field, Outcome<M> outcome) {
    this.integrator = new Integrator<>(solver, dimension, field);
    this.outcome = outcome;
    this.dimension = dimension;
  }

  /** Solves, and remembers from where and to what. */
  BatchSolution<M> solve(double[] from, M states, OutputTimes times) {
    starts = from;
    initial = states;
    M out = states.zeros(times.total(), dimension);
    integrator.solve(from, states, times, out);
    BatchSolution<M> solved = outcome.of(integrator, times, out);
    solution = solved;
    return solved;
  }

  /** Starting time of each row. */
  double[] starts() {
    return starts;
  }

  /** States that were started from. */
  M initial() {
    return Objects.requireNonNull(initial, "solve comes before pullback");
  }

  /** What was found. */
  BatchSolution<M> solution() {
    return Objects.requireNonNull(solution, "solve comes before pullback");
  }
}
