package io.anode4j.gradient;

import io.anode4j.ode.OutputTimes;
import io.anode4j.tensor.Matrix;
import java.util.Arrays;

/** What a reversible solve leaves behind: its last states and the times between its steps. */
final class ReversibleRun {
  /** Tenfold: a gradient off by a percent had seen twentyfold growth. */
  private static final double LARGEST_GROWTH = Math.log(10);

  final double[] t0;
  final OutputTimes times;
  final ReversibleStates states;

  /** {@code stepTimes[r][n]} is the start of step n, {@code stepTimes[r][steps[r]]} the end. */
  private final double[][] stepTimes;

  final int[] steps;

  /** How far the difference of both states may have grown since it was last damped, by row: ln. */
  private final double[] growth;

  private final double[] largestGrowth;

  ReversibleRun(double[] t0, OutputTimes times, int dimension, int coupling) {
    this.t0 = t0;
    this.times = times;
    states = new ReversibleStates(times.rows(), dimension, coupling);
    stepTimes = new double[times.rows()][8];
    steps = new int[times.rows()];
    growth = new double[times.rows()];
    largestGrowth = new double[times.rows()];
    for (int r = 0; r < times.rows(); r++) {
      stepTimes[r][0] = t0[r];
    }
  }

  /** Makes a step of a row with the increments in a slot. */
  void step(int row, double end, Matrix first, Matrix second, int slot) {
    states.step(row, steps[row], first, second, slot);
    int n = ++steps[row];
    if (n == stepTimes[row].length) {
      stepTimes[row] = Arrays.copyOf(stepTimes[row], 2 * n);
    }
    stepTimes[row][n] = end;
  }

  /**
   * Notes that a row's step contracted by exp(−amount): the difference of both states, and its
   * cotangent on the way back, grew by λ·exp(amount). Unseen amounts (NaN) change nothing.
   */
  void contract(int row, double amount) {
    if (!Double.isNaN(amount)) {
      growth[row] = Math.max(0, growth[row] + amount + Math.log1p(-states.loss()));
      largestGrowth[row] = Math.max(largestGrowth[row], growth[row]);
    }
  }

  /** True when the cotangent of the difference stays small beside that of the state. */
  boolean stable(int row) {
    return largestGrowth[row] < LARGEST_GROWTH;
  }

  /** Start of a row's step. */
  double start(int row, int step) {
    return stepTimes[row][step];
  }

  /** Size of a row's step, exactly as both passes use it. */
  double size(int row, int step) {
    return stepTimes[row][step + 1] - stepTimes[row][step];
  }

  long bytes() {
    return states.bytes() + Arrays.stream(steps).mapToLong(n -> (n + 1L) * Double.BYTES).sum();
  }
}
