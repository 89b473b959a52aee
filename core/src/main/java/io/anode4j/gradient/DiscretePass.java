package io.anode4j.gradient;

import io.anode4j.ode.BatchSolution;
import io.anode4j.ode.ImplicitGradient;
import io.anode4j.ode.Integrator;
import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.Solver;
import io.anode4j.tensor.Rows;
import org.jspecify.annotations.Nullable;

/**
 * {@link GradientStrategy.Discrete}.
 *
 * @param <M> the batches of states
 */
final class DiscretePass<M extends Rows<M>> implements GradientPass<M> {
  private final Integrator<M> integrator;
  private final Outcome<M> outcome;
  private final @Nullable DiscreteGradient<M> explicit;
  private final @Nullable ImplicitGradient<M> implicit;
  private final CountingEvaluator<M> field;

  DiscretePass(Solver solver, int dimension, CountingEvaluator<M> field, Outcome<M> outcome) {
    this.outcome = outcome;
    integrator = new Integrator<>(solver, dimension, field);
    integrator.recordSteps(true);
    boolean stages = solver.tableau().implicit();
    implicit = stages ? new ImplicitGradient<>(solver, dimension, field) : null;
    explicit = stages ? null : new DiscreteGradient<>(solver.tableau(), dimension, field);
    this.field = field;
  }

  @Override
  public BatchSolution<M> solve(double[] t0, M y0, OutputTimes times) {
    M out = y0.zeros(times.total(), y0.columns());
    integrator.solve(t0, y0, times, out);
    return integrator.solved(times, out, outcome);
  }

  @Override
  public void pullback(M cotangents, M initialCotangents, float[] parameters) {
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
