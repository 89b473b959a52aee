package io.anode4j.ode;

import java.util.Arrays;

/** What became of each row of a batch, by row. */
final class RowReports {
  RowStatus[] status = {};
  double[] time = {};
  double[] step = {};
  double[] ratio = {};
  int[] evaluations = {};
  int[] accepted = {};
  int[] rejected = {};
  double[] size = {};

  /** Running mean of h·|λ|. */
  double[] stiffness = {};

  private final double stabilityLimit;

  RowReports(double stabilityLimit) {
    this.stabilityLimit = stabilityLimit;
  }

  void reserve(int rows) {
    status = new RowStatus[rows];
    time = new double[rows];
    step = new double[rows];
    ratio = new double[rows];
    evaluations = new int[rows];
    accepted = new int[rows];
    rejected = new int[rows];
    stiffness = new double[rows];
    size = new double[rows];
  }

  void reset(int rows) {
    Arrays.fill(status, 0, rows, RowStatus.SUCCESS);
    Arrays.fill(evaluations, 0, rows, 0);
    Arrays.fill(accepted, 0, rows, 0);
    Arrays.fill(rejected, 0, rows, 0);
    Arrays.fill(stiffness, 0, rows, 0);
    Arrays.fill(size, 0, rows, 0);
    Arrays.fill(step, 0, rows, 0);
    Arrays.fill(ratio, 0, rows, 0);
  }

  int attempts(int row) {
    return saturated((long) accepted[row] + rejected[row]);
  }

  /** Counts evaluations; a count that has reached the largest int stays there. */
  void spend(int row, int count) {
    evaluations[row] = saturated((long) evaluations[row] + count);
  }

  private static int saturated(long count) {
    return (int) Math.min(count, Integer.MAX_VALUE);
  }

  /** Remembers an estimate of h·|λ|; older ones fade. */
  void feel(int row, double estimate) {
    if (!Double.isNaN(estimate)) {
      stiffness[row] += (stiffness[row] == 0 ? 1 : 0.3) * (estimate - stiffness[row]);
    }
  }

  Solution.Row of(int row) {
    return new Solution.Row(
        status[row],
        time[row],
        step[row],
        ratio[row],
        evaluations[row],
        accepted[row],
        rejected[row],
        stiffness[row] / stabilityLimit,
        size[row]);
  }
}
