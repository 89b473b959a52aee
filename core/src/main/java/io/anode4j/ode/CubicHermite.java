package io.anode4j.ode;

import java.util.Arrays;

/**
 * Dense output for methods that have none of their own: the cubic through both ends' values and
 * derivatives (Hairer, Nørsett and Wanner, "Solving Ordinary Differential Equations I", II.6, eq.
 * 6.7). Its order is 3, or the method's where that is lower.
 */
final class CubicHermite {
  private CubicHermite() {}

  /**
   * Dense weights of a method.
   *
   * @param b weights of the solution, one a stage without the one at the step's end
   * @return (3θ² − 2θ³)·b for the increment, θ(1−θ)² and θ²(θ−1) for the derivatives at the ends
   */
  static double[][] weights(double... b) {
    double[][] dense = new double[b.length + 1][];
    for (int s = 0; s < b.length; s++) {
      dense[s] = new double[] {0, 3 * b[s], -2 * b[s]};
    }
    dense[0][0] = 1;
    dense[0][1] -= 2;
    dense[0][2] += 1;
    dense[b.length] = new double[] {0, -1, 1};
    return dense;
  }

  /**
   * Dense weights of a method whose last stage is the step's end and takes part in it.
   *
   * @param b weights of the solution, one a stage
   * @return dense weights
   */
  static double[][] stifflyAccurate(double... b) {
    double[][] dense = weights(b);
    double[][] merged = Arrays.copyOf(dense, b.length);
    for (int p = 0; p < 3; p++) {
      merged[b.length - 1][p] += dense[b.length][p];
    }
    return merged;
  }
}
