package io.anode4j.tensor.kernel;

import io.anode4j.tensor.Matrix;
import java.util.Arrays;

/** Float32, by the kernels of this JVM. */
final class FloatArithmetic implements RowArithmetic<Matrix> {
  private final Kernels kernels;
  private float[][] terms = new float[0][];
  private float[][] powers = new float[0][];
  private float[] positions = {};

  FloatArithmetic(Kernels kernels) {
    this.kernels = kernels;
  }

  /**
   * The arrays behind matrices, looked up anew as batches may have grown. Most often they are those
   * of the call before, and to see that is cheaper than to write references.
   */
  private static void look(Matrix[] matrices, int count, float[][] into) {
    for (int i = 0; i < count; i++) {
      float[] data = matrices[i].data();
      if (into[i] != data) {
        into[i] = data;
      }
    }
  }

  private float[][] terms(Matrix[] matrices, int count) {
    if (terms.length < count) {
      terms = new float[count][];
    }
    look(matrices, count, terms);
    return terms;
  }

  private float[][] powers(Matrix[] matrices) {
    if (powers.length < matrices.length) {
      powers = new float[matrices.length][];
    }
    look(matrices, matrices.length, powers);
    return powers;
  }

  @Override
  public void combine(
      int rows, Matrix base, double[] h, double[] weights, Matrix[] k, int count, Matrix out) {
    kernels.combine(
        rows, base.stride(), base.data(), h, weights, terms(k, count), count, out.data());
  }

  @Override
  public void horner(
      int count, double[] theta, Matrix base, Matrix[] coefficients, int row, Matrix out, int to) {
    if (positions.length < count) {
      positions = Arrays.copyOf(positions, Math.max(count, 2 * positions.length));
    }
    for (int i = 0; i < count; i++) {
      positions[i] = (float) theta[i];
    }
    int stride = base.stride();
    int degree = coefficients.length;
    float[][] c = powers(coefficients);
    kernels.horner(
        count,
        stride,
        positions,
        base.data(),
        c,
        degree,
        row * stride,
        out.data(),
        to * out.stride());
  }

  @Override
  public void addPowers(
      int count, double[] theta, Matrix cotangents, int from, Matrix[] coefficients, int row) {
    int stride = cotangents.stride();
    int degree = coefficients.length;
    float[][] c = powers(coefficients);
    float[] ct = cotangents.data();
    for (int i = 0; i < count; i++) {
      if (theta[i] != 1) {
        kernels.addPowers(stride, theta[i], ct, (from + i) * stride, c, degree, row * stride);
      }
    }
  }

  @Override
  public void addRow(Matrix into, int row, Matrix from, int fromRow) {
    float[] sum = into.data();
    float[] term = from.data();
    int stride = into.stride();
    for (int j = 0; j < stride; j++) {
      sum[row * stride + j] += term[fromRow * stride + j];
    }
  }
}
