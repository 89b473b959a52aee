package io.anode4j.ode;

import io.anode4j.tensor.Rows;
import java.util.Arrays;

/**
 * Float32 states lose what a step adds below half their last digit. Over many small steps that may
 * be all that should have happened, so long solves are watched: what their sums should have added
 * and did not, component by component. Rounding to and fro is harmless; a component that has lost
 * more than chance explains, a tenth of its way, and more than its tolerance ends its row as {@link
 * RowStatus#ROUNDING}.
 *
 * <p>Solves of ordinary length pay nothing. Float64 states need no watch: they carry the remainder
 * ({@link Stages}).
 *
 * @param <M> the batches of states
 */
final class LostIncrements<M extends Rows<M>> {
  /** Steps before which rounding is below any tolerance: 128 · 6e-8. */
  private static final int FIRST = 128;

  /** Ulps that chance may add up to: some, and a few standard deviations of a random walk. */
  private static final double SOME = 16;

  private static final double DEVIATIONS = 1.2;
  private static final double SHARE = 0.1;

  private final int dimension;
  private final Stages<M> stages;
  private final Tolerances tolerances;
  private double[] lost = {};
  private double[] way = {};
  private int[] steps = {};

  LostIncrements(Stages<M> stages, Tolerances tolerances, int dimension) {
    this.stages = stages;
    this.tolerances = tolerances;
    this.dimension = dimension;
  }

  void reserve(int rows) {
    lost = new double[rows * dimension];
    way = new double[rows * dimension];
    steps = new int[rows];
  }

  void reset() {
    Arrays.fill(lost, 0);
    Arrays.fill(way, 0);
    Arrays.fill(steps, 0);
  }

  /**
   * Watches an accepted step, before its end becomes the next one's start.
   *
   * @return true when the row has lost too much
   */
  boolean feel(Slots<M> slots, int slot, int accepted) {
    if (accepted < FIRST) {
      return false;
    }
    double[] b = stages.tableau.a()[stages.k.length - 1];
    boolean tooMuch = false;
    int count = ++steps[slot];
    for (int j = 0; j < dimension; j++) {
      double sum = 0;
      for (int s = 0; s < b.length; s++) {
        sum += b[s] * stages.k[s].value(slot, j);
      }
      double wanted = sum * slots.attempt[slot];
      double after = stages.state.value(slot, j);
      int at = slot * dimension + j;
      lost[at] += wanted - (after - slots.y.value(slot, j));
      way[at] += Math.abs(wanted);
      tooMuch |= tooMuch(Math.abs(lost[at]), way[at], Math.abs(after), count, j);
    }
    return tooMuch;
  }

  private boolean tooMuch(double missing, double way, double size, int count, int component) {
    double chance = Math.ulp((float) size) * (SOME + DEVIATIONS * Math.sqrt(count));
    return missing > chance && missing > SHARE * way && missing > tolerances.of(component, size);
  }

  void move(int slot, int from) {
    System.arraycopy(lost, from * dimension, lost, slot * dimension, dimension);
    System.arraycopy(way, from * dimension, way, slot * dimension, dimension);
    steps[slot] = steps[from];
  }
}
