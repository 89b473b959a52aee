package io.anode4j.tensor.kernel;

import io.anode4j.tensor.Matrix;
import java.util.Arrays;

/** Float32, by the kernels of this JVM. */
final class FloatArithmetic implements RowArithmetic<Matrix> {
  private final Kernels kernels;
  private float[][] terms = new float[0][];
  private float[] positions = {};

  FloatArithmetic(Kernels kernels) {
    this.kernels = kernels;
  }

  /** The arrays behind matrices, looked up anew as batches may have grown. */
  private float[][] arrays(Matrix[] matrices, int count) {
    if (terms.length < count) {
      terms = new float[count][];
    }
    for (int i = 0; i < count; i++) {
      terms[i] = matrices[i].data();
    }
    return terms;
  }

  @Override
  public void combine(
      int rows, Matrix base, double[] h, double[] weights, Matrix[] k, int count, Matrix out) {
    kernels.combine(
        rows, base.stride(), base.data(), h, weights, arrays(k, count), count, out.data());
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
    float[][] c = arrays(coefficients, degree);
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
  public void addPowers(double theta, Matrix cotangents, int from, Matrix[] coefficients, int row) {
    int stride = cotangents.stride();
    int degree = coefficients.length;
    float[][] c = arrays(coefficients, degree);
    kernels.addPowers(stride, theta, cotangents.data(), from * stride, c, degree, row * stride);
  }
}
