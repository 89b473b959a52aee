package io.anode4j.ode;

import io.anode4j.tensor.Rows;

/**
 * Dense output of a method whose own polynomial is coarser than its steps, by bootstrapping
 * (Enright, Jackson, Nørsett and Thomsen, "Interpolants for Runge–Kutta formulas", ACM Trans. Math.
 * Softw. 12 (1986), section 2): the field at places on the polynomial of order 5 gives one of order
 * 6, the field at places on that one of order 7. Seven evaluations, in rounds in which an output,
 * an event or a dense solution needs the inside of a step.
 *
 * @param <M> the batches of states
 */
final class RefinedDenseOutput<M extends Rows<M>> extends DenseOutput<M> {
  /**
   * Places of least error, searched for on a grid. Not those of a quadrature formula: with
   * Lobatto's the increment would follow from the derivatives, and the equations below be singular.
   */
  private static final double[][] NODES = {{0.125, 0.625, 0.85}, {0.1, 0.3, 0.7, 0.9}};

  private static final int DEGREE = 7;

  private final Stages<M> stages;

  /**
   * By pass: each coefficient's weights of the increment and of h·f at 0, at 1 and at the nodes.
   */
  private final double[][][] weights = new double[NODES.length][][];

  private final M[] slopes;
  private final M state;
  private final double[] time = new double[1];
  private final double[] inside;

  RefinedDenseOutput(ButcherTableau tableau, Stages<M> stages) {
    super(tableau, stages, DEGREE);
    this.stages = stages;
    slopes = stages.state.array(NODES[1].length);
    Stages.renew(slopes, 1);
    state = stages.state.zeros(1, stages.dimension);
    inside = new double[stages.dimension];
    for (int pass = 0; pass < NODES.length; pass++) {
      weights[pass] = weights(NODES[pass]);
    }
  }

  /**
   * Σᵢ cᵢ = increment and Σᵢ i·cᵢ·θ^(i−1) = h·f(θ) at 0, 1 and the nodes, solved for c by the
   * inverse.
   */
  private static double[][] weights(double[] nodes) {
    int n = nodes.length + 3;
    double[] rest = new double[n * n];
    for (int row = 0; row < n; row++) {
      double theta = row < 2 ? row - 1 : row == 2 ? 1 : nodes[row - 3];
      for (int i = 1; i <= n; i++) {
        double entry = row == 0 ? 1 : i * Math.pow(Math.max(theta, 0), i - 1);
        rest[row * n + i - 1] = (row == i - 1 ? 1 : 0) - entry;
      }
    }
    SmallLu lu = new SmallLu(n);
    lu.reserve(1);
    lu.factor(0, 1, rest, 0);
    double[][] inverse = new double[n][n];
    for (int column = 0; column < n; column++) {
      double[] unit = new double[n];
      unit[column] = 1;
      lu.solve(0, unit);
      for (int i = 0; i < n; i++) {
        inverse[i][column] = unit[i];
      }
    }
    return inverse;
  }

  @Override
  boolean weak() {
    return true;
  }

  @Override
  void refine(Slots<M> slots, int slot, RowReports reports) {
    M[] coefficients = coefficients();
    coefficients[DEGREE - 2].fillRow(slot, 0);
    coefficients[DEGREE - 1].fillRow(slot, 0);
    for (int pass = 0; pass < NODES.length; pass++) {
      for (int node = 0; node < NODES[pass].length; node++) {
        evaluate(slots, slot, NODES[pass][node], slopes[node]);
      }
      reports.spend(slots.row[slot], NODES[pass].length);
      refine(slots, slot, weights[pass]);
    }
  }

  /** The field at a place on the polynomial so far: one row, as its neighbours need not ask. */
  private void evaluate(Slots<M> slots, int slot, double theta, M into) {
    wide(slots, slot, theta, inside);
    time[0] = slots.t[slot] + theta * slots.attempt[slot];
    for (int j = 0; j < inside.length; j++) {
      state.value(0, j, inside[j]);
    }
    stages.field.evaluate(1, time, state, into);
  }

  private void refine(Slots<M> slots, int slot, double[][] w) {
    M[] coefficients = coefficients();
    M first = stages.k[0];
    M last = stages.k[stages.k.length - 1];
    double h = slots.attempt[slot];
    for (int j = 0; j < inside.length; j++) {
      double increment = stages.state.value(slot, j) - slots.y.value(slot, j);
      for (int i = 0; i < w.length; i++) {
        double sum = w[i][1] * first.value(slot, j) + w[i][2] * last.value(slot, j);
        for (int node = 3; node < w.length; node++) {
          sum += w[i][node] * slopes[node - 3].value(0, j);
        }
        coefficients[i].value(slot, j, w[i][0] * increment + h * sum);
      }
    }
  }
}
