package io.anode4j.filter;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Exponentially weighted second moments of vectors about 0, all of them or the variances alone;
 * float32, so that state and memory are the same.
 */
final class Covariance {
  /** Variance of independent Gaussians smoothed over k readings: 1/(2k − 1). */
  private static final float FIRST = (float) (1 / (2 * OwnFrame.SMOOTHING - 1));

  private final int size;
  private final boolean together;
  private final float[] moments;
  private final double[] factor;
  private final float[] first;

  Covariance(int size, boolean together) {
    this(filled(size), together);
  }

  /** All moments, from variances that stand until something was seen. */
  Covariance(float[] first) {
    this(first, true);
  }

  private Covariance(float[] first, boolean together) {
    this.size = first.length;
    this.together = together;
    this.first = first;
    this.moments = new float[together ? size * (size + 1) / 2 : size];
    this.factor = new double[moments.length];
    clear();
  }

  private static float[] filled(int size) {
    float[] first = new float[size];
    Arrays.fill(first, FIRST);
    return first;
  }

  static int bytes(int size, boolean together) {
    return 4 * (together ? size * (size + 1) / 2 : size);
  }

  /** Moves the moments towards those of a vector by a share. */
  void add(double[] vector, double share) {
    int at = 0;
    for (int i = 0; i < size; i++) {
      for (int j = together ? 0 : i; j <= i; j++) {
        moments[at] += (float) (share * (vector[i] * vector[j] - moments[at]));
        at++;
      }
    }
  }

  /**
   * Solves (moments + ridge) x = vector.
   *
   * @param vector right side
   * @param ridge share of each variance that is added to it
   * @param least what is added besides
   * @param x takes the solution
   */
  void solve(double[] vector, double ridge, double least, double[] x) {
    if (!together) {
      for (int i = 0; i < size; i++) {
        x[i] = vector[i] / (moments[i] * (1 + ridge) + least);
      }
      return;
    }
    decompose(ridge, least);
    for (int i = 0, row = 0; i < size; row += ++i) {
      double sum = vector[i];
      for (int j = 0; j < i; j++) {
        sum -= factor[row + j] * x[j];
      }
      x[i] = sum / factor[row + i];
    }
    for (int i = size - 1; i >= 0; i--) {
      double sum = x[i];
      for (int j = i + 1; j < size; j++) {
        sum -= factor[j * (j + 1) / 2 + i] * x[j];
      }
      x[i] = sum / factor[i * (i + 1) / 2 + i];
    }
  }

  /** Cholesky's lower factor, row by row. */
  private void decompose(double ridge, double least) {
    for (int i = 0, row = 0; i < size; row += ++i) {
      for (int j = 0, other = 0; j <= i; other += ++j) {
        double sum = moments[row + j];
        sum = i == j ? sum * (1 + ridge) + least : sum;
        for (int k = 0; k < j; k++) {
          sum -= factor[row + k] * factor[other + k];
        }
        factor[row + j] = i == j ? Math.sqrt(Math.max(sum, least)) : sum / factor[other + j];
      }
    }
  }

  void clear() {
    Arrays.fill(moments, 0);
    for (int i = 0; i < size; i++) {
      moments[together ? i * (i + 1) / 2 + i : i] = first[i];
    }
  }

  void write(ByteBuffer out) {
    for (float one : moments) {
      out.putFloat(one);
    }
  }

  void read(ByteBuffer in) {
    for (int i = 0; i < moments.length; i++) {
      moments[i] = in.getFloat();
    }
  }
}
