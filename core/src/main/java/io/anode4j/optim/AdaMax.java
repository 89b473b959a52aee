package io.anode4j.optim;

import io.anode4j.nn.Parameters;

/**
 * AdaMax (Kingma and Ba, ICLR 2015, algorithm 2): Adam scaled by the largest recent gradient and
 * not by their root mean square. A step is never longer than about η. The latent ODE's authors use
 * it.
 *
 * <pre>
 * m ← β₁m + (1 − β₁)g    u ← max(β₂u, |g|)    θ ← θ − η/(1 − β₁ᵗ)·m/u
 * </pre>
 *
 * <p>A parameter whose gradient has been zero ever since the start has u = 0 and stays where it is.
 */
final class AdaMax implements Optimizer {
  private final Moments moments = new Moments();
  private final double beta1;
  private final double beta2;

  AdaMax(double beta1, double beta2) {
    this.beta1 = beta1;
    this.beta2 = beta2;
  }

  @Override
  public void step(Parameters parameters, float[] gradient, double learningRate) {
    moments.begin(parameters.size(), gradient.length);
    float size = (float) (learningRate / (1 - Math.pow(beta1, (double) moments.steps())));
    float b1 = (float) beta1;
    float a1 = (float) (1 - beta1);
    float b2 = (float) beta2;
    float[] m = moments.first();
    float[] u = moments.second();
    float[] theta = parameters.values();
    for (int i = 0; i < theta.length; i++) {
      float g = gradient[i];
      m[i] = b1 * m[i] + a1 * g;
      u[i] = Math.max(b2 * u[i], Math.abs(g));
      theta[i] -= u[i] == 0 ? 0 : size * m[i] / u[i];
    }
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
