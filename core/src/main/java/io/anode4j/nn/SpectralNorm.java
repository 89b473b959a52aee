package io.anode4j.nn;

import java.util.Arrays;

/**
 * The largest singular value σ of a matrix, by power iteration, with its singular vectors. The
 * derivative of σ with respect to the matrix is {@code left·rightᵀ}.
 *
 * <p>It is found from below: to 10⁻⁹ of itself where the next singular value is not within some per
 * cent, to 10⁻⁵ or so otherwise. Computed in double precision from a fixed start, so the same
 * matrix gives the same bits.
 *
 * @param value σ; 0 for a matrix of zeros
 * @param left singular vector of as many values as rows
 * @param right singular vector of as many values as columns
 * @param iterations products with the matrix and its transpose
 */
record SpectralNorm(double value, double[] left, double[] right, int iterations) {
  private static final int MOST = 300;
  private static final double TOLERANCE = 1e-11;

  /** Of the matrix in a slot of a vector. */
  static SpectralNorm of(float[] values, ParameterSlot slot) {
    int rows = slot.rows();
    int columns = slot.columns();
    double[] right = new double[columns];
    for (int j = 0; j < columns; j++) {
      right[j] = 1 + 0.5 * Math.sin(1 + 7.3 * j); // along no axis and no usual singular vector
    }
    normalize(right);
    double[] left = new double[rows];
    double sigma = 0;
    boolean settled = false;
    int done = 0;
    for (; done < MOST && !settled; done++) {
      multiply(values, slot.offset(), right, left);
      normalize(left);
      transposed(values, slot.offset(), left, right);
      double next = normalize(right);
      settled = Math.abs(next - sigma) <= TOLERANCE * next;
      sigma = next;
    }
    return new SpectralNorm(sigma, left, right, done);
  }

  private static void multiply(float[] w, int offset, double[] v, double[] out) {
    int at = offset;
    for (int i = 0; i < out.length; i++) {
      double sum = 0;
      for (int j = 0; j < v.length; j++) {
        sum += w[at++] * v[j];
      }
      out[i] = sum;
    }
  }

  private static void transposed(float[] w, int offset, double[] u, double[] out) {
    Arrays.fill(out, 0);
    int at = offset;
    for (double ui : u) {
      for (int j = 0; j < out.length; j++) {
        out[j] += w[at++] * ui;
      }
    }
  }

  private static double normalize(double[] v) {
    double squares = 0;
    for (double x : v) {
      squares += x * x;
    }
    double norm = Math.sqrt(squares);
    for (int i = 0; i < v.length && norm > 0; i++) {
      v[i] /= norm;
    }
    return norm;
  }
}
