package io.anode4j.classification;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;

/**
 * Several classifiers as one: {@code p ∝ Π p_m^w_m}, weights fitted to the log loss on examples
 * that none of them was trained on. Of one classifier the weight is the inverse of a temperature
 * (Guo et al., ICML 2017), of several also a logarithmic opinion pool (Genest and Zidek 1986);
 * either way the probabilities are calibrated.
 *
 * @param weights of the members, at least 0
 */
public record OpinionPool(List<Double> weights) {
  /** Pull of each weight to its equal share, in examples' worth of nats. */
  private static final double PULL = 2;

  private static final double LEAST = 1e-15;
  private static final double TOLERANCE = 1e-6;

  /**
   * Copies and checks the weights.
   *
   * @throws IllegalArgumentException when one is not a finite number of at least 0
   */
  public OpinionPool {
    weights = List.copyOf(weights);
    if (weights.isEmpty() || !weights.stream().allMatch(w -> w >= 0 && Double.isFinite(w))) {
      throw new IllegalArgumentException("the weights of its members are out of range");
    }
  }

  /** All members alike. */
  public static OpinionPool equal(int members) {
    return new OpinionPool(Collections.nCopies(members, 1.0 / members));
  }

  /**
   * Fits.
   *
   * @param members for each member the probabilities {@code [examples × classes]}
   * @param truth class of each example
   * @return the blend; without examples all members alike
   */
  public static OpinionPool fit(List<double[][]> members, int[] truth) {
    boolean[] out = new boolean[members.size()];
    while (true) {
      double[] w = solve(members, truth, out);
      int worst = -1;
      for (int m = 0; m < w.length; m++) {
        worst = w[m] < 0 && (worst < 0 || w[m] < w[worst]) ? m : worst;
      }
      if (worst < 0) {
        return new OpinionPool(Arrays.stream(w).boxed().toList());
      }
      out[worst] = true; // One that is believed the other way round is not believed.
    }
  }

  private static double[] solve(List<double[][]> members, int[] truth, boolean[] out) {
    double[] start = new double[members.size()];
    for (int m = 0; m < start.length; m++) {
      start[m] = out[m] ? 0 : 1.0 / start.length;
    }
    return QuasiNewton.minimum(
        (w, gradient) -> objective(members, truth, out, w, gradient), start, TOLERANCE);
  }

  private static double objective(
      List<double[][]> members, int[] truth, boolean[] out, double[] w, double[] gradient) {
    double sum = 0;
    for (int m = 0; m < w.length; m++) {
      double away = w[m] - 1.0 / w.length;
      gradient[m] = out[m] ? 0 : PULL * away;
      sum += out[m] ? 0 : 0.5 * PULL * away * away;
    }
    for (int i = 0; i < truth.length; i++) {
      int example = i;
      List<double[]> rows = members.stream().map(p -> p[example]).toList();
      double[] p = scores(rows, w);
      double own = p[truth[i]];
      sum += Softmax.inPlace(p) - own;
      for (int m = 0; m < w.length; m++) {
        for (int k = 0; k < p.length && !out[m]; k++) {
          gradient[m] += (p[k] - (truth[i] == k ? 1 : 0)) * log(rows.get(m)[k]);
        }
      }
    }
    return sum;
  }

  /**
   * Blends what the members say of one example.
   *
   * @param members for each member its probabilities
   * @return probabilities
   */
  public double[] of(List<double[]> members) {
    double[] p = scores(members, weights.stream().mapToDouble(Double::doubleValue).toArray());
    Softmax.inPlace(p);
    return p;
  }

  private static double[] scores(List<double[]> members, double[] w) {
    double[] scores = new double[members.get(0).length];
    for (int m = 0; m < w.length; m++) {
      for (int k = 0; k < scores.length; k++) {
        scores[k] += w[m] == 0 ? 0 : w[m] * log(members.get(m)[k]);
      }
    }
    return scores;
  }

  private static double log(double probability) {
    return Math.log(Math.max(LEAST, probability));
  }
}
