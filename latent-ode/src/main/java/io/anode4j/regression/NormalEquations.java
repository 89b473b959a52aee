package io.anode4j.regression;

import java.util.stream.IntStream;

/**
 * XᵀX and Xᵀy of a least-squares problem, collected row by row, and its ridge solution towards a
 * prior: the minimum of {@code |y − Xβ|² + λ|β − prior|²} (Hoerl and Kennard 1970).
 */
public final class NormalEquations {
  private final int size;

  /** Lower triangle of XᵀX, row by row. */
  private final double[] products;

  private final double[] right;

  /** First column in which each row of XᵀX is more than zero: its Cholesky factor begins there. */
  private final int[] begin;

  /**
   * No rows yet.
   *
   * @param size number of columns of X
   */
  public NormalEquations(int size) {
    this.size = size;
    this.products = new double[size * (size + 1) / 2];
    this.right = new double[size];
    this.begin = IntStream.range(0, size).toArray();
  }

  /**
   * Adds a row that is zero but for one run of columns.
   *
   * @param first column that the run begins at
   * @param run its values
   * @param y what was observed
   */
  public void add(int first, double[] run, double y) {
    for (int p = 0; p < run.length; p++) {
      begin[first + p] = Math.min(begin[first + p], first);
      right[first + p] += run[p] * y;
      int row = (first + p) * (first + p + 1) / 2 + first;
      for (int q = 0; q <= p; q++) {
        products[row + q] += run[p] * run[q];
      }
    }
  }

  /** Adds the rows of another. */
  public void add(NormalEquations other) {
    for (int i = 0; i < products.length; i++) {
      products[i] += other.products[i];
    }
    for (int i = 0; i < size; i++) {
      right[i] += other.right[i];
      begin[i] = Math.min(begin[i], other.begin[i]);
    }
  }

  /**
   * How far a solution errs on these rows, beside other solutions.
   *
   * @param beta one number a column
   * @return {@code |y − Xβ|² − |y|²}
   */
  public double error(double[] beta) {
    double error = 0;
    for (int p = 0; p < size; p++) {
      int row = p * (p + 1) / 2;
      double crossed = 0;
      for (int q = begin[p]; q < p; q++) {
        crossed += products[row + q] * beta[q];
      }
      error += beta[p] * (2 * crossed + products[row + p] * beta[p] - 2 * right[p]);
    }
    return error;
  }

  /**
   * Solves by Cholesky's decomposition.
   *
   * @param lambda above 0, which makes the matrix positive definite
   * @param prior one number a column
   * @return β
   */
  public double[] solve(double lambda, double[] prior) {
    double[] factor = products.clone();
    double[] x = new double[size];
    for (int p = 0; p < size; p++) {
      x[p] = right[p] + lambda * prior[p];
      factor[p * (p + 1) / 2 + p] += lambda;
    }
    decompose(factor);
    forward(factor, x);
    backward(factor, x);
    return x;
  }

  /**
   * Column by column, each taken off all that stand behind it, so that the innermost loop runs
   * along a row. What is zero before a row begins stays so (George and Liu 1981, envelope methods).
   */
  private void decompose(double[] factor) {
    double[] column = new double[size];
    for (int k = 0; k < size; k++) {
      int diagonal = k * (k + 1) / 2 + k;
      factor[diagonal] = Math.sqrt(factor[diagonal]);
      for (int p = k + 1; p < size; p++) {
        if (begin[p] > k) {
          column[p] = 0;
          continue;
        }
        int row = p * (p + 1) / 2;
        factor[row + k] /= factor[diagonal];
        column[p] = factor[row + k];
        for (int q = k + 1; q <= p; q++) {
          factor[row + q] -= column[p] * column[q];
        }
      }
    }
  }

  private void forward(double[] factor, double[] x) {
    for (int p = 0; p < size; p++) {
      int row = p * (p + 1) / 2;
      for (int k = begin[p]; k < p; k++) {
        x[p] -= factor[row + k] * x[k];
      }
      x[p] /= factor[row + p];
    }
  }

  private void backward(double[] factor, double[] x) {
    for (int p = size - 1; p >= 0; p--) {
      for (int k = p + 1; k < size; k++) {
        if (begin[k] <= p) {
          x[p] -= factor[k * (k + 1) / 2 + p] * x[k];
        }
      }
      x[p] /= factor[p * (p + 1) / 2 + p];
    }
  }
}
