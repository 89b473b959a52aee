package io.anode4j.ode;

import io.anode4j.tensor.Precision;
import io.anode4j.tensor.Rows;
import io.anode4j.tensor.kernel.RowArithmetic;
import java.util.Arrays;

/**
 * The state inside a step as a polynomial in θ = 0..1 of the step: y + Σ θᵖ·coefficient[p−1]. The
 * coefficients of all slots are computed at once, in the rounds in which any row needs them.
 *
 * @param <M> the batches of states
 */
class DenseOutput<M extends Rows<M>> {
  private final RowArithmetic<M> arithmetic;

  /** {@code weights[p][s]}: the method's dense weights, transposed for the kernel. */
  private final double[][] weights;

  private final M[] coefficients;

  /** Positions in the step that are asked. */
  private double[] theta = {};

  DenseOutput(ButcherTableau tableau, Stages<M> stages, int degree) {
    arithmetic = stages.arithmetic;
    int count = tableau.stages();
    weights = new double[tableau.degree()][count];
    for (int p = 0; p < weights.length; p++) {
      for (int s = 0; s < count; s++) {
        weights[p][s] = tableau.dense()[s][p];
      }
    }
    coefficients = stages.state.array(degree);
  }

  /** The method's own dense output, or a refined one where float64 states deserve better. */
  static <M extends Rows<M>> DenseOutput<M> of(ButcherTableau tableau, Stages<M> stages) {
    boolean wide = stages.state.precision() == Precision.FLOAT64;
    return wide && tableau.degree() < tableau.order() - 1
        ? new RefinedDenseOutput<>(tableau, stages)
        : new DenseOutput<>(tableau, stages, tableau.degree());
  }

  /** True where the method's own polynomial, which gradients know, is coarser than its steps. */
  boolean weak() {
    return false;
  }

  void reserve(int rows) {
    Stages.renew(coefficients, rows);
  }

  M[] coefficients() {
    return coefficients;
  }

  /** Highest power of θ. */
  final int degree() {
    return coefficients.length;
  }

  /** The coefficients of the steps just attempted. */
  void compute(Slots<M> slots, Stages<M> stages) {
    for (int p = 0; p < weights.length; p++) {
      arithmetic.combine(
          slots.active,
          stages.zeros,
          slots.attempt,
          weights[p],
          stages.k,
          weights[p].length,
          coefficients[p]);
    }
  }

  /** Makes one slot's coefficients as good as its step, where they are not. */
  void refine(Slots<M> slots, int slot, RowReports reports) {}

  /** Writes a slot's states at times inside its step into rows of a batch, from one on. */
  void at(Slots<M> slots, int slot, double[] times, int from, int to, M out, int into) {
    int count = to - from;
    if (theta.length < count) {
      theta = Arrays.copyOf(theta, Math.max(count, 2 * theta.length));
    }
    for (int i = 0; i < count; i++) {
      theta[i] = StepTable.theta(times[from + i], slots.t[slot], slots.attempt[slot]);
    }
    arithmetic.horner(count, theta, slots.y, coefficients, slot, out, into);
  }

  /** A slot's state at a position in its step, in double precision on the coefficients. */
  void wide(Slots<M> slots, int slot, double theta, double[] state) {
    for (int j = 0; j < state.length; j++) {
      double sum = 0;
      for (int p = coefficients.length - 1; p >= 0; p--) {
        sum = theta * (coefficients[p].value(slot, j) + sum);
      }
      state[j] = slots.y.value(slot, j) + sum;
    }
  }
}
