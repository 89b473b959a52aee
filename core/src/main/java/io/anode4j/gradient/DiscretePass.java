package io.anode4j.gradient;

import io.anode4j.ode.ImplicitGradient;
import io.anode4j.ode.Integrator;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.ParametricEvaluator;
import io.anode4j.ode.Solution;
import io.anode4j.ode.Solver;
import io.anode4j.tensor.Matrix;
import org.jspecify.annotations.Nullable;

/** {@link GradientStrategy.Discrete}. */
final class DiscretePass implements GradientPass {
  private final Integrator integrator;
  private final @Nullable DiscreteGradient explicit;
  private final @Nullable ImplicitGradient implicit;
  private final ParametricEvaluator field;

  DiscretePass(Solver solver, int dimension, ParametricEvaluator field) {
    integrator = new Integrator(solver, dimension, field);
    integrator.recordSteps(true);
    boolean stages = solver.tableau().implicit();
    implicit = stages ? new ImplicitGradient(solver, dimension, field) : null;
    explicit = stages ? null : new DiscreteGradient(solver.tableau(), dimension, field);
    this.field = field;
  }

  @Override
  public Solution solve(double[] t0, Matrix y0, OutputTimes times) {
    Matrix out = new Matrix(times.total(), y0.columns());
    integrator.solve(t0, y0, times, out);
    return integrator.solution(times, out);
  }

  @Override
  public void pullback(Matrix cotangents, Matrix initialCotangents, float[] parameters) {
    if (implicit != null) {
      implicit.pullback(integrator.steps(), cotangents, initialCotangents);
    } else if (explicit != null) {
      explicit.pullback(integrator.steps(), cotangents, initialCotangents);
    }
    field.drainGradient(parameters);
  }

  @Override
  public long backwardSteps() {
    return integrator.steps().size();
  }

  @Override
  public long bytesHeld() {
    return (long) integrator.steps().size() * integrator.steps().bytesPerStep();
  }
}
