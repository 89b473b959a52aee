package io.anode4j.classification;

/** Probabilities from scores: {@code p_k = exp(s_k) / Σ exp(s_j)}, without overflow. */
public final class Softmax {
  private Softmax() {}

  /**
   * Turns scores into probabilities.
   *
   * @param scores overwritten by the probabilities
   * @return log Σ exp of the scores
   */
  public static double inPlace(double[] scores) {
    double most = Double.NEGATIVE_INFINITY;
    for (double s : scores) {
      most = Math.max(most, s);
    }
    double sum = 0;
    for (int k = 0; k < scores.length; k++) {
      scores[k] = Math.exp(scores[k] - most);
      sum += scores[k];
    }
    for (int k = 0; k < scores.length; k++) {
      scores[k] /= sum;
    }
    return most + Math.log(sum);
  }
}
