package io.anode4j.gradient;

import io.anode4j.ode.ButcherTableau;
import io.anode4j.ode.Integrator;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.ParametricEvaluator;
import io.anode4j.ode.RowStatus;
import io.anode4j.ode.Solution;
import io.anode4j.ode.Solver;
import io.anode4j.tensor.Matrix;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** {@link GradientStrategy.ContinuousAdjoint}. */
final class AdjointPass implements GradientPass {
  private final Integrator integrator;
  private final AdjointIntegrator adjoint;
  private final int dimension;
  private double[] t0 = {};
  private @Nullable Solution solution;

  AdjointPass(
      Solver solver,
      GradientStrategy.ContinuousAdjoint tolerances,
      int dimension,
      ParametricEvaluator field) {
    this.dimension = dimension;
    integrator = new Integrator(solver, dimension, field);
    // The way back has tolerances of its own, so it needs a method that estimates its error.
    ButcherTableau tableau =
        solver.tableau().embedded() ? solver.tableau() : ButcherTableau.dopri5();
    JumpTimes jumps = new JumpTimes(solver.forced().jumps());
    adjoint =
        new AdjointIntegrator(tableau, tolerances, jumps, solver.maxSteps(), dimension, field);
  }

  @Override
  public Solution solve(double[] starts, Matrix y0, OutputTimes times) {
    t0 = starts;
    Matrix out = new Matrix(times.total(), dimension);
    integrator.solve(starts, y0, times, out);
    Solution solved = integrator.solution(times, out);
    solution = solved;
    return solved;
  }

  @Override
  public void pullback(Matrix cotangents, Matrix initialCotangents, float[] parameters) {
    Solution forward = Objects.requireNonNull(solution, "solve comes before pullback");
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
