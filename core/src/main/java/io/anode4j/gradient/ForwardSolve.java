package io.anode4j.gradient;

import io.anode4j.ode.BatchSolution;
import io.anode4j.ode.Integrator;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.Solver;
import io.anode4j.ode.SwitchingIntegrator;
import io.anode4j.ode.SwitchingSolver;
import io.anode4j.tensor.Rows;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The way there of a gradient whose way back needs the solution alone, not the steps.
 *
 * @param <M> the batches of states
 */
final class ForwardSolve<M extends Rows<M>> {
  /** How it is solved. */
  @FunctionalInterface
  private interface Solve<M extends Rows<M>> {
    BatchSolution<M> from(double[] starts, M states, OutputTimes times);
  }

  private final Solve<M> solve;
  private double[] starts = {};
  private @Nullable M initial;
  private @Nullable BatchSolution<M> solution;

  ForwardSolve(Solver solver, int dimension, CountingEvaluator<M> field, Outcome<M> outcome) {
    Integrator<M> integrator = new Integrator<>(solver, dimension, field);
    solve =
        (from, states, times) -> {
          M out = states.zeros(times.total(), dimension);
          integrator.solve(from, states, times, out);
          return integrator.solved(times, out, outcome);
        };
  }

  ForwardSolve(
      SwitchingSolver solver, int dimension, CountingEvaluator<M> field, Outcome<M> outcome) {
    SwitchingIntegrator<M> integrator =
        new SwitchingIntegrator<>(solver, dimension, field, outcome);
    solve = (from, states, times) -> integrator.solve(from, states, times).solution();
  }

  /** Solves, and remembers from where and to what. */
  BatchSolution<M> solve(double[] from, M states, OutputTimes times) {
    starts = from;
    initial = states;
    BatchSolution<M> solved = solve.from(from, states, times);
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
