package io.anode4j.optim;

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
record AdaMax(double beta1, double beta2) implements MomentRule {
  @Override
  public void move(Moments moments, float[] theta, float[] gradient, double learningRate) {
    float size = (float) (learningRate / (1 - Math.pow(beta1, (double) moments.steps())));
    float keep = (float) beta1;
    float take = (float) (1 - beta1);
    float fade = (float) beta2;
    float[] m = moments.first();
    float[] u = moments.second();
    for (int i = 0; i < theta.length; i++) {
      m[i] = keep * m[i] + take * gradient[i];
      u[i] = Math.max(fade * u[i], Math.abs(gradient[i]));
      theta[i] -= u[i] == 0 ? 0 : size * m[i] / u[i];
    }
  }
}
