package io.anode4j.optim;

/**
 * Adam (Kingma and Ba, "Adam: a method for stochastic optimization", ICLR 2015, algorithm 1), with
 * the decoupled weight decay of Loshchilov and Hutter ("Decoupled weight decay regularization",
 * ICLR 2019, algorithm 2) where asked.
 *
 * <pre>
 * m ← β₁m + (1 − β₁)g    v ← β₂v + (1 − β₂)g²
 * θ ← θ − η·λ·θ − η·(m/(1 − β₁ᵗ)) / (√(v/(1 − β₂ᵗ)) + ε)
 * </pre>
 *
 * <p>As in algorithm 1, ε is added to the corrected moment. ND4J adds it to the uncorrected one
 * (the paper's ε̂), which differs only where gradients are of the size of ε.
 */
record Adam(double beta1, double beta2, double epsilon, double weightDecay) implements MomentRule {
  Adam {
    if (!(weightDecay >= 0 && Double.isFinite(weightDecay))) {
      throw new IllegalArgumentException(
          "A weight decay of " + weightDecay + "; expected 0 (none) or more, such as 0.01");
    }
  }

  @Override
  public void move(Moments moments, float[] theta, float[] gradient, double learningRate) {
    double root = Math.sqrt(1 - Math.pow(beta2, (double) moments.steps()));
    // Both corrections folded into the step and ε, so that the loop has neither.
    float size = (float) (learningRate * root / (1 - Math.pow(beta1, (double) moments.steps())));
    float eps = (float) (epsilon * root);
    float kept = (float) (1 - learningRate * weightDecay);
    float b1 = (float) beta1;
    float a1 = (float) (1 - beta1);
    float b2 = (float) beta2;
    float a2 = (float) (1 - beta2);
    float[] m = moments.first();
    float[] v = moments.second();
    for (int i = 0; i < theta.length; i++) {
      float g = gradient[i];
      m[i] = b1 * m[i] + a1 * g;
      v[i] = b2 * v[i] + a2 * g * g;
      theta[i] = kept * theta[i] - size * m[i] / ((float) Math.sqrt(v[i]) + eps);
    }
  }
}
