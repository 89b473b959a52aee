package io.anode4j.gradient;

import io.anode4j.ode.ButcherTableau;
import java.util.Arrays;

/** A method's coefficients as its ways back need them. */
final class ReverseWeights {
  /** Far below float32's rounding, far above its smallest number. */
  static final double UNSEEN = 0x1p-30;

  private ReverseWeights() {}

  /**
   * Weights of the cotangents that meet in stage s: of the end state (b), of later stage inputs (a
   * transposed), of the moments (dense output).
   */
  static double[][] transposed(ButcherTableau tableau) {
    int stages = tableau.stages() - 1;
    int degree = tableau.degree();
    double[][] weights = new double[stages][];
    for (int s = 0; s < stages; s++) {
      double[] w = new double[1 + (stages - 1 - s) + degree];
      w[0] = tableau.a()[stages][s];
      for (int j = s + 1; j < stages; j++) {
        w[j - s] = tableau.a()[j][s];
      }
      System.arraycopy(tableau.dense()[s], 0, w, stages - s, degree);
      weights[s] = w;
    }
    return weights;
  }

  /** Weights of the step's end, none of them 0. */
  static double[] visible(ButcherTableau tableau) {
    double[] all = Arrays.copyOf(tableau.a()[tableau.stages() - 1], tableau.stages());
    return Arrays.stream(all).map(w -> w == 0 ? UNSEEN : w).toArray();
  }

  /** Quotients of weights. */
  static double[] over(double[] weights, double[] b) {
    double[] quotients = new double[weights.length];
    Arrays.setAll(quotients, s -> weights[s] / b[s]);
    return quotients;
  }
}
