package io.anode4j.optim;

import io.anode4j.nn.Parameters;

/** Descent by a rule on two running moments of the gradient: Adam and its kin. */
final class MomentDescent implements Optimizer {
  private final Moments moments = new Moments();
  private final MomentRule rule;

  MomentDescent(MomentRule rule) {
    this.rule = rule;
  }

  @Override
  public void step(Parameters parameters, float[] gradient, double learningRate) {
    moments.begin(parameters.size(), gradient.length);
    rule.move(moments, parameters.values(), gradient, learningRate);
  }

  @Override
  public float[] state() {
    return moments.save();
  }

  @Override
  public void restore(float[] state) {
    moments.load(state);
  }

  @Override
  public void reset() {
    moments.reset();
  }
}
