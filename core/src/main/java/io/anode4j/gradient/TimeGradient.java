package io.anode4j.gradient;

import io.anode4j.ode.OutputTimes;
import io.anode4j.ode.RowsEvaluator;
import io.anode4j.tensor.Rows;

/**
 * Gradients with respect to times, from the field at both ends: an output moves along the
 * trajectory, ∂L/∂tᵢ = āᵢ·f(tᵢ, yᵢ), and a later start leaves out a piece of it, ∂L/∂t₀ = −∂L/∂y₀ ·
 * f(t₀, y₀) (Chen et al. 2018, appendix B, algorithm 2). Exact for the flow, so as good as the
 * solve; one evaluation an output and one a row.
 *
 * @param <M> the batches of states
 */
final class TimeGradient<M extends Rows<M>> {
  /** Outputs evaluated at once: enough for the kernels, little memory. */
  private static final int CHUNK = 256;

  private final RowsEvaluator<M> field;

  TimeGradient(RowsEvaluator<M> field) {
    this.field = field;
  }

  double[] ofOutputs(OutputTimes times, M outputs, M cotangents) {
    return along(times.total(), times.times(), outputs, cotangents, 1);
  }

  double[] ofStarts(double[] t0, M y0, M initialCotangents) {
    return along(initialCotangents.rows(), t0, y0, initialCotangents, -1);
  }

  private double[] along(int count, double[] t, M y, M cotangents, int sign) {
    double[] gradient = new double[count];
    int chunk = Math.min(CHUNK, count);
    M states = y.zeros(chunk, y.columns());
    M derivatives = y.zeros(chunk, y.columns());
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

  private boolean isNaN(M states, int row) {
    for (int j = 0; j < states.columns(); j++) {
      if (Double.isNaN(states.value(row, j))) {
        return true;
      }
    }
    return false;
  }

  private double dot(M a, int rowA, M b, int rowB) {
    double sum = 0;
    for (int j = 0; j < a.columns(); j++) {
      sum += a.value(rowA, j) * b.value(rowB, j);
    }
    return sum;
  }
}
