package io.anode4j.experiments;

import io.anode4j.nn.FieldEvaluations;
import io.anode4j.nn.Parameters;
import io.anode4j.optim.Objective;
import java.util.random.RandomGenerator;

/** An objective through which one sees the weights while they are trained. */
final class Watched implements Objective {
  private final Objective objective;
  private Parameters current;

  /**
   * Watches an objective.
   *
   * @param objective what is trained
   * @param first the first weights
   */
  Watched(Objective objective, Parameters first) {
    this.objective = objective;
    this.current = first;
  }

  /** The weights as they are now, not a copy. */
  Parameters current() {
    return current;
  }

  @Override
  public int samples() {
    return objective.samples();
  }

  @Override
  public void load(Parameters parameters) {
    current = parameters;
    objective.load(parameters);
  }

  @Override
  public double accumulate(int[] batch, RandomGenerator random, float[] gradient) {
    return objective.accumulate(batch, random, gradient);
  }

  @Override
  public double evaluate() {
    return objective.evaluate();
  }

  @Override
  public FieldEvaluations takeEvaluations() {
    return objective.takeEvaluations();
  }
}
