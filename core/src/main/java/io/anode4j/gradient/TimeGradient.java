package io.anode4j.gradient;

import io.anode4j.ode.FieldEvaluator;
import io.anode4j.ode.OutputTimes;
import io.anode4j.tensor.Matrix;

/**
 * Gradients with respect to times, from the field at both ends: an output moves along the
 * trajectory, ∂L/∂tᵢ = āᵢ·f(tᵢ, yᵢ), and a later start leaves out a piece of it, ∂L/∂t₀ = −∂L/∂y₀ ·
 * f(t₀, y₀) (Chen et al. 2018, appendix B, algorithm 2). Exact for the flow, so as good as the
 * solve; one evaluation an output and one a row.
 */
final class TimeGradient {
  /** Outputs evaluated at once: enough for the kernels, little memory. */
  private static final int CHUNK = 256;

  private final FieldEvaluator field;

  TimeGradient(FieldEvaluator field) {
    this.field = field;
  }

  double[] ofOutputs(OutputTimes times, Matrix outputs, Matrix cotangents) {
    return along(times.total(), times.times(), outputs, cotangents, 1);
  }

  double[] ofStarts(double[] t0, Matrix y0, Matrix initialCotangents) {
    return along(initialCotangents.rows(), t0, y0, initialCotangents, -1);
  }

  private double[] along(int count, double[] t, Matrix y, Matrix cotangents, int sign) {
    double[] gradient = new double[count];
    int chunk = Math.min(CHUNK, count);
    Matrix states = new Matrix(chunk, y.columns());
    Matrix derivatives = new Matrix(chunk, y.columns());
    double[] at = new double[chunk];
    for (int from = 0; from < count; from += chunk) {
      int rows = Math.min(chunk, count - from);
      for (int i = 0; i < rows; i++) {
        states.copyRow(i, y, from + i);
        at[i] = t[from + i];
      }
      field.evaluate(rows, at, states, derivatives);
      for (int i = 0; i < rows; i++) {
        gradient[from + i] =
            isNaN(states, i) ? 0 : sign * dot(cotangents, from + i, derivatives, i);
      }
    }
    return gradient;
  }

  private static boolean isNaN(Matrix states, int row) {
    for (int j = 0; j < states.columns(); j++) {
      if (Float.isNaN(states.get(row, j))) {
        return true;
      }
    }
    return false;
  }

  private static double dot(Matrix a, int rowA, Matrix b, int rowB) {
    double sum = 0;
    for (int j = 0; j < a.columns(); j++) {
      sum += (double) a.get(rowA, j) * b.get(rowB, j);
    }
    return sum;
  }
}
