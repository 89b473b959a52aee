package io.anode4j.ode;

import java.util.Arrays;

/**
 * Feels, step by step, whether a row is stiff for an explicit method, and says when it should
 * change to the other kind. On an explicit method: after 15 steps at the limit of its stability
 * that fewer than six others in a row have interrupted (Hairer and Wanner, "Solving Ordinary
 * Differential Equations II", IV.2, and their code DOPRI5). On an implicit one: after more than
 * three steps in a row that the explicit method's stability would have allowed, too (Rackauckas and
 * Nie, "DifferentialEquations.jl", J. Open Res. Softw. 5 (2017), whose AutoSwitch has the same
 * number and share; the idea is Petzold's, SIAM J. Sci. Stat. Comput. 4 (1983)).
 */
final class StiffnessWatch {
  /** Share of the stability limit from which on a step counts as limited by it. */
  private static final double SHARE = 0.9;

  private static final int MOST_STIFF = 15;
  private static final int RESET = 6;
  private static final int MOST_CALM = 3;

  private final boolean implicit;
  private final double limit;
  private int[] stiff = {};
  private int[] calm = {};
  private boolean[] left = {};

  /**
   * A watch over one kind of method.
   *
   * @param implicit whether rows are on the implicit one
   * @param limit how far the explicit one's stability reaches
   */
  StiffnessWatch(boolean implicit, double limit) {
    this.implicit = implicit;
    this.limit = limit;
  }

  void reset(int rows) {
    if (left.length < rows) {
      stiff = new int[rows];
      calm = new int[rows];
      left = new boolean[rows];
    }
    Arrays.fill(stiff, 0, rows, 0);
    Arrays.fill(calm, 0, rows, 0);
    Arrays.fill(left, 0, rows, false);
  }

  /** Whether a row should change to the other kind. */
  boolean leaves(int row) {
    return left[row];
  }

  /**
   * Feels an accepted step.
   *
   * @param size step size times largest eigenvalue, or NaN where the step cannot tell
   */
  void feel(int row, double size) {
    if (Double.isNaN(size)) {
      return;
    }
    boolean limited = size > SHARE * limit;
    if (implicit) {
      calm[row] = limited ? 0 : calm[row] + 1;
      left[row] = calm[row] > MOST_CALM;
    } else if (limited) {
      calm[row] = 0;
      left[row] = ++stiff[row] >= MOST_STIFF;
    } else if (stiff[row] > 0 && ++calm[row] >= RESET) {
      stiff[row] = 0;
    }
  }
}
