package io.anode4j.ode;

import io.anode4j.tensor.Matrix;
import io.anode4j.tensor.kernel.Kernels;

/**
 * The state inside a step as a polynomial in θ = 0..1 of the step: y + Σ θᵖ·coefficient[p−1]. The
 * coefficients of all slots are computed at once, in the rounds in which any row needs them.
 */
final class DenseOutput {
  private final Kernels kernels;

  /** {@code weights[p][s]}: the method's dense weights, transposed for the kernel. */
  private final double[][] weights;

  private float[][] coefficients;

  /** Positions in the step that are asked. */
  private float[] theta = {};

  DenseOutput(ButcherTableau tableau, Kernels kernels) {
    this.kernels = kernels;
    int stages = tableau.stages();
    weights = new double[tableau.degree()][stages];
    for (int p = 0; p < weights.length; p++) {
      for (int s = 0; s < stages; s++) {
        weights[p][s] = tableau.dense()[s][p];
      }
    }
    coefficients = new float[weights.length][];
  }

  void reserve(int floats) {
    coefficients = new float[weights.length][floats];
  }

  float[][] coefficients() {
    return coefficients;
  }

  void compute(Slots slots, float[] zeros, float[][] k) {
    for (int p = 0; p < weights.length; p++) {
      kernels.combine(
          slots.active,
          slots.y.stride(),
          zeros,
          slots.attempt,
          weights[p],
          k,
          weights[p].length,
          coefficients[p]);
    }
  }

  /** Writes a slot's states at times inside its step into rows of a matrix. */
  void at(Slots slots, int slot, double[] times, int from, int to, Matrix out) {
    int count = to - from;
    if (theta.length < count) {
      theta = new float[Math.max(count, 2 * theta.length)];
    }
    for (int i = 0; i < count; i++) {
      theta[i] = (float) StepTable.theta(times[from + i], slots.t[slot], slots.attempt[slot]);
    }
    int stride = slots.y.stride();
    kernels.horner(
        count,
        stride,
        theta,
        slots.y.data(),
        coefficients,
        coefficients.length,
        slot * stride,
        out.data(),
        from * stride);
  }

  /** A slot's state at a position in its step, in double precision on the float coefficients. */
  void wide(Slots slots, int slot, double theta, double[] state) {
    int at = slot * slots.y.stride();
    for (int j = 0; j < state.length; j++) {
      double sum = 0;
      for (int p = coefficients.length - 1; p >= 0; p--) {
        sum = theta * (coefficients[p][at + j] + sum);
      }
      state[j] = slots.y.data()[at + j] + sum;
    }
  }
}
