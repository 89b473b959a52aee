package io.anode4j.gp;

import io.anode4j.tensor.DoubleMatrix;
import io.anode4j.tensor.Matrix;

/**
 * Regression by a Gaussian process of mean 0 (Rasmussen and Williams, "Gaussian processes for
 * machine learning", 2006, algorithm 2.1). Classes are told as targets of one column each.
 */
public final class GaussianProcess {
  private final double[][] weights;
  private final double evidence;

  private GaussianProcess(double[][] weights, double evidence) {
    this.weights = weights;
    this.evidence = evidence;
  }

  /**
   * Conditions on what was observed.
   *
   * @param covariance of the training inputs {@code [n × n]}, symmetric; used as workspace
   * @param targets {@code [n × outputs]}
   * @param noise variance of the targets' noise, from 0
   * @return the process
   * @throws ArithmeticException when the covariance with its noise is not positive definite
   */
  public static GaussianProcess fit(DoubleMatrix covariance, Matrix targets, double noise) {
    int n = covariance.rows();
    if (covariance.columns() != n || targets.rows() != n || n == 0 || !(noise >= 0)) {
      throw new IllegalArgumentException(
          "A covariance %s with targets %s and noise %s; expected as many rows and columns as targets, at least 1, and noise from 0"
              .formatted(covariance, targets, noise));
    }
    for (int i = 0; i < n; i++) {
      covariance.set(i, i, covariance.get(i, i) + noise);
    }
    Cholesky factor = Cholesky.inPlace(covariance);
    double[][] weights = new double[targets.columns()][n];
    double fit = 0;
    for (int c = 0; c < weights.length; c++) {
      for (int i = 0; i < n; i++) {
        weights[c][i] = targets.get(i, c);
      }
      factor.solve(weights[c]);
      for (int i = 0; i < n; i++) {
        fit += weights[c][i] * targets.get(i, c);
      }
    }
    double each = factor.logDeterminant() + n * Math.log(2 * Math.PI);
    return new GaussianProcess(weights, -(fit + weights.length * each) / 2);
  }

  /**
   * The mean of the process.
   *
   * @param covariance of test inputs with the training inputs {@code [m × n]}
   * @return {@code [m × outputs]}
   */
  public DoubleMatrix mean(DoubleMatrix covariance) {
    if (covariance.columns() != weights[0].length) {
      throw new IllegalArgumentException(
          "A covariance %s with %d training inputs; expected as many columns"
              .formatted(covariance, weights[0].length));
    }
    DoubleMatrix mean = new DoubleMatrix(covariance.rows(), weights.length);
    for (int r = 0; r < covariance.rows(); r++) {
      for (int c = 0; c < weights.length; c++) {
        double sum = 0;
        for (int i = 0; i < weights[c].length; i++) {
          sum += covariance.get(r, i) * weights[c][i];
        }
        mean.set(r, c, sum);
      }
    }
    return mean;
  }

  /** The log of the density of all targets, in nats. */
  public double logEvidence() {
    return evidence;
  }
}
