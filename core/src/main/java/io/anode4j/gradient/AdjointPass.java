package io.anode4j.gradient;

import io.anode4j.ode.BatchSolution;
import io.anode4j.ode.ButcherTableau;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowStatus;
import io.anode4j.ode.Solver;
import io.anode4j.tensor.Rows;

/**
 * {@link GradientStrategy.ContinuousAdjoint}.
 *
 * @param <M> the batches of states
 */
final class AdjointPass<M extends Rows<M>> implements GradientPass<M> {
  private final ForwardSolve<M> forward;
  private final AdjointIntegrator<M> adjoint;

  AdjointPass(
      Solver solver,
      GradientStrategy.ContinuousAdjoint tolerances,
      int dimension,
      CountingEvaluator<M> field,
      Outcome<M> outcome) {
    forward = new ForwardSolve<>(solver, dimension, field, outcome);
    // The way back has tolerances of its own, so it needs a method that estimates its error.
    ButcherTableau tableau =
        solver.tableau().embedded() ? solver.tableau() : ButcherTableau.dopri5();
    JumpTimes jumps = new JumpTimes(solver.forced().jumps());
    adjoint =
        new AdjointIntegrator<>(tableau, tolerances, jumps, solver.maxSteps(), dimension, field);
  }

  @Override
  public BatchSolution<M> solve(double[] starts, M y0, OutputTimes times) {
    return forward.solve(starts, y0, times);
  }

  @Override
  public void pullback(M cotangents, M initialCotangents, float[] parameters) {
    adjoint.solve(forward.starts(), forward.solution(), cotangents, initialCotangents, parameters);
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
