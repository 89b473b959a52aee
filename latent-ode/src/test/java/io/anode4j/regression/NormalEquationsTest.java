package io.anode4j.regression;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** The error of a solution, from the sums alone, against a walk over the rows. */
class NormalEquationsTest {
  @Test
  void theErrorIsThatOfTheRows() {
    SplittableRandom random = new SplittableRandom(4);
    NormalEquations equations = new NormalEquations(4);
    double[] beta = {0.3, -1.2, 0.7, 2};
    double expected = 0;
    for (int i = 0; i < 50; i++) {
      int first = i % 2;
      double[] run = {random.nextGaussian(), random.nextGaussian(), random.nextGaussian()};
      double y = random.nextGaussian();
      equations.add(first, run, y);
      double left = y;
      for (int p = 0; p < run.length; p++) {
        left -= run[p] * beta[first + p];
      }
      expected += left * left - y * y;
    }
    assertEquals(expected, equations.error(beta), 1e-10);
    double[] best = equations.solve(1e-9, new double[4]);
    assertTrue(equations.error(best) < equations.error(beta));
  }

  /** Cholesky's decomposition row by row, zeros and all. */
  private static double[] plain(double[][] matrix, double[] right) {
    int n = right.length;
    double[][] factor = new double[n][n];
    double[] x = right.clone();
    for (int p = 0; p < n; p++) {
      for (int q = 0; q <= p; q++) {
        double sum = matrix[p][q];
        for (int k = 0; k < q; k++) {
          sum -= factor[p][k] * factor[q][k];
        }
        factor[p][q] = p == q ? Math.sqrt(sum) : sum / factor[q][q];
      }
    }
    for (int p = 0; p < n; p++) {
      for (int k = 0; k < p; k++) {
        x[p] -= factor[p][k] * x[k];
      }
      x[p] /= factor[p][p];
    }
    for (int p = n - 1; p >= 0; p--) {
      for (int k = p + 1; k < n; k++) {
        x[p] -= factor[k][p] * x[k];
      }
      x[p] /= factor[p][p];
    }
    return x;
  }

  /** Leaving out what is zero changes no bit: runs of four in twelve columns, then whole rows. */
  @Test
  void whatIsZeroIsLeftOutAndNoBitTells() {
    SplittableRandom random = new SplittableRandom(7);
    int n = 12;
    for (int width : new int[] {1, 4, n}) {
      NormalEquations equations = new NormalEquations(n);
      NormalEquations half = new NormalEquations(n);
      double[][] matrix = new double[n][n];
      double[] right = new double[n];
      for (int i = 0; i < 60; i++) {
        int first = random.nextInt(n - width + 1) / 2 * 2;
        double[] run = random.doubles(width, -1, 1).toArray();
        double y = random.nextGaussian();
        equations.add(first, run, y);
        for (int p = 0; p < width; p++) {
          right[first + p] += run[p] * y;
          for (int q = 0; q < width; q++) {
            matrix[first + p][first + q] += run[p] * run[q];
          }
        }
      }
      half.add(equations);
      double[] prior = random.doubles(n, -1, 1).toArray();
      for (int p = 0; p < n; p++) {
        right[p] += 0.3 * prior[p];
        matrix[p][p] += 0.3;
      }
      assertArrayEquals(plain(matrix, right), equations.solve(0.3, prior));
      assertArrayEquals(plain(matrix, right), half.solve(0.3, prior));
      assertEquals(equations.error(prior), half.error(prior));
    }
  }
}
