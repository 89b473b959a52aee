package io.anode4j.optim;

import io.anode4j.nn.Parameters;
import java.util.Arrays;

/**
 * Stochastic gradient descent with momentum (Polyak, "Some methods of speeding up the convergence
 * of iteration methods", 1964), in the form of PyTorch and of Sutskever et al. (ICML 2013), whose
 * velocity has no learning rate in it; Nesterov's variant looks one step ahead.
 *
 * <pre>
 * g ← g + λ·θ    v ← μ·v + g    θ ← θ − η·v    (Nesterov: θ ← θ − η·(g + μ·v))
 * </pre>
 */
final class Momentum implements Optimizer {
  /** The state begins with the number of steps and that of parameters. */
  private static final int HEAD = 2 * FloatCount.FLOATS;

  private final float momentum;
  private final float weightDecay;
  private final boolean nesterov;
  private long steps;
  private float[] velocity = {};

  Momentum(double momentum, double weightDecay, boolean nesterov) {
    if (!(momentum >= 0 && momentum < 1 && weightDecay >= 0 && Double.isFinite(weightDecay))) {
      throw new IllegalArgumentException(
          String.format(
              "A momentum of %s with a weight decay of %s; expected 0 to below 1, such as 0.9, and 0"
                  + " (none) or more, such as 5e-4",
              momentum, weightDecay));
    }
    this.momentum = (float) momentum;
    this.weightDecay = (float) weightDecay;
    this.nesterov = nesterov;
  }

  @Override
  public void step(Parameters parameters, float[] gradient, double learningRate) {
    Moments.checkGradient(parameters.size(), gradient.length);
    if (steps == 0) {
      velocity = new float[parameters.size()];
    }
    Moments.checkSame(velocity.length, parameters.size());
    steps++;
    float rate = (float) learningRate;
    float[] theta = parameters.values();
    for (int i = 0; i < theta.length; i++) {
      float g = gradient[i] + weightDecay * theta[i];
      velocity[i] = momentum * velocity[i] + g;
      theta[i] -= rate * (nesterov ? g + momentum * velocity[i] : velocity[i]);
    }
  }

  @Override
  public float[] state() {
    if (steps == 0) {
      return new float[0];
    }
    float[] state = new float[HEAD + velocity.length];
    FloatCount.write(state, 0, steps);
    FloatCount.write(state, FloatCount.FLOATS, velocity.length);
    System.arraycopy(velocity, 0, state, HEAD, velocity.length);
    return state;
  }

  @Override
  public void restore(float[] state) {
    if (state.length == 0) {
      reset();
      return;
    }
    if (state.length <= HEAD
        || FloatCount.read(state, 0) < 1
        || FloatCount.read(state, FloatCount.FLOATS) != state.length - HEAD) {
      throw Moments.notAState(state);
    }
    steps = FloatCount.read(state, 0);
    velocity = Arrays.copyOfRange(state, HEAD, state.length);
  }

  @Override
  public void reset() {
    steps = 0;
    velocity = new float[0];
  }
}
