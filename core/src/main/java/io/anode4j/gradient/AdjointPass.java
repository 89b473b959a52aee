package io.anode4j.gradient;

import io.anode4j.ode.BatchSolution;
import io.anode4j.ode.ButcherTableau;
import io.anode4j.ode.Integrator;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowStatus;
import io.anode4j.ode.Solver;
import io.anode4j.tensor.Rows;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@link GradientStrategy.ContinuousAdjoint}.
 *
 * @param <M> the batches of states
 */
final class AdjointPass<M extends Rows<M>> implements GradientPass<M> {
  private final Integrator<M> integrator;
  private final Outcome<M> outcome;
  private final AdjointIntegrator<M> adjoint;
  private final int dimension;
  private double[] t0 = {};
  private @Nullable BatchSolution<M> solution;

  AdjointPass(
      Solver solver,
      GradientStrategy.ContinuousAdjoint tolerances,
      int dimension,
      CountingEvaluator<M> field,
      Outcome<M> outcome) {
    this.dimension = dimension;
    this.outcome = outcome;
    integrator = new Integrator<>(solver, dimension, field);
    // The way back has tolerances of its own, so it needs a method that estimates its error.
    ButcherTableau tableau =
        solver.tableau().embedded() ? solver.tableau() : ButcherTableau.dopri5();
    JumpTimes jumps = new JumpTimes(solver.forced().jumps());
    adjoint =
        new AdjointIntegrator<>(tableau, tolerances, jumps, solver.maxSteps(), dimension, field);
  }

  @Override
  public BatchSolution<M> solve(double[] starts, M y0, OutputTimes times) {
    t0 = starts;
    M out = y0.zeros(times.total(), dimension);
    integrator.solve(starts, y0, times, out);
    BatchSolution<M> solved = outcome.of(integrator, times, out);
    solution = solved;
    return solved;
  }

  @Override
  public void pullback(M cotangents, M initialCotangents, float[] parameters) {
    BatchSolution<M> forward = Objects.requireNonNull(solution, "solve comes before pullback");
    adjoint.solve(t0, forward, cotangents, initialCotangents, parameters);
  }

  @Override
  public RowStatus backward(int row) {
    return adjoint.status(row);
  }

  @Override
  public long backwardSteps() {
    return adjoint.attempts();
  }

  @Override
  public long bytesHeld() {
    return 0;
  }
}
