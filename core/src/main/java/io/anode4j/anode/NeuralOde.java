package io.anode4j.anode;

import io.anode4j.gradient.GradientStrategy;
import io.anode4j.nn.Layer;
import io.anode4j.nn.LayerEvaluator;
import io.anode4j.nn.Parameters;
import io.anode4j.nn.Sequential;
import io.anode4j.ode.Solver;
import java.util.random.RandomGenerator;

/**
 * A neural ODE block: a layer whose output is the solution of {@code dy/dt = f(t, y)} at the end of
 * a span, starting from its input (Chen, Rubanova, Bettencourt and Duvenaud, "Neural ordinary
 * differential equations", NeurIPS 2018, eq. 2). Its gradient is that of the discrete solve unless
 * another {@link GradientStrategy} is chosen.
 *
 * <p>As a layer it takes part in every composition: a stem before, a head behind, {@link Augment}
 * in front for an augmented neural ODE. A row whose solve fails is NaN at the end and counted in
 * {@link LayerEvaluator#takeEvaluations}.
 *
 * @param dynamics f, with as many outputs as inputs
 * @param solver method and tolerances
 * @param start start time
 * @param end end time, before the start to solve backwards
 * @param regularization what is added in training
 * @param gradient how the gradient is found in training; the solver must be one it takes
 */
public record NeuralOde(
    Layer dynamics,
    Solver solver,
    double start,
    double end,
    Regularization regularization,
    GradientStrategy gradient)
    implements Layer {
  /** Checks dynamics and span. */
  public NeuralOde {
    LayerField.requireSquare(dynamics);
    gradient.check(solver);
    double span = Math.abs(end - start);
    if (!(Double.isFinite(start)
        && Double.isFinite(end)
        && (regularization.endTimeSpread() == 0 || regularization.endTimeSpread() < span))) {
      throw new IllegalArgumentException(
          String.format(
              "A neural ODE from t = %s to %s, the end moved by up to %s; expected finite times and"
                  + " a random shift shorter than the span",
              start, end, regularization.endTimeSpread()));
    }
  }

  /** A block with the gradient of the discrete solve. */
  public NeuralOde(
      Layer dynamics, Solver solver, double start, double end, Regularization regularization) {
    this(dynamics, solver, start, end, regularization, GradientStrategy.discrete());
  }

  /**
   * A block over the time from 0 to 1.
   *
   * @param dynamics f, with as many outputs as inputs
   * @param solver method and tolerances
   * @return the block
   */
  public static NeuralOde of(Layer dynamics, Solver solver) {
    return new NeuralOde(dynamics, solver, 0, 1, Regularization.none());
  }

  /**
   * An augmented neural ODE over the time from 0 to 1: the input, widened by zeros, and solved.
   *
   * @param features size of the input
   * @param dynamics f on features and extra dimensions
   * @param solver method and tolerances
   * @return the block, with {@code dynamics.outputs()} outputs
   */
  public static Layer augmented(int features, Layer dynamics, Solver solver) {
    return Sequential.of(
        Augment.zeros(features, dynamics.inputs() - features), of(dynamics, solver));
  }

  /** The same block over another span. */
  public NeuralOde over(double from, double to) {
    return new NeuralOde(dynamics, solver, from, to, regularization, gradient);
  }

  /** The same block with other regularisation. */
  public NeuralOde with(Regularization other) {
    return new NeuralOde(dynamics, solver, start, end, other, gradient);
  }

  /**
   * The same block with its gradient found in another way. A reversible one is solved by another
   * method in training than in evaluation by the solver alone: {@link GradientStrategy.Reversible}
   * has its own steps. So is a {@link GradientStrategy.Switching} one: the solver alone stays on
   * the explicit method.
   */
  public NeuralOde differentiatedBy(GradientStrategy strategy) {
    return new NeuralOde(dynamics, solver, start, end, regularization, strategy);
  }

  @Override
  public int inputs() {
    return dynamics.inputs();
  }

  @Override
  public int outputs() {
    return dynamics.outputs();
  }

  @Override
  public LayerEvaluator evaluator() {
    return new NeuralOdeEvaluator(this);
  }

  @Override
  public void initialize(Parameters parameters, RandomGenerator random) {
    dynamics.initialize(parameters, random);
  }
}
