package io.anode4j.ode;

import io.anode4j.tensor.Rows;
import java.util.Arrays;
import java.util.List;

/**
 * Keeps where each row of a solve has stopped, and lets rows go on from there.
 *
 * @param <M> the batches of states
 */
final class Resumption<M extends Rows<M>> {
  private static final double[] NONE = {};

  private final Rounds<M> rounds;
  private final int dimension;
  private RowState[] kept = {};

  Resumption(Rounds<M> rounds, int dimension) {
    this.rounds = rounds;
    this.dimension = dimension;
  }

  void begin(int rows) {
    kept = new RowState[rows];
  }

  List<RowState> states() {
    return List.of(kept);
  }

  /**
   * A row that made no step, or was ended inside one.
   *
   * @param event the event on whose surface it stands, or −1
   */
  void keep(int row, double time, double step, double[] state, int event) {
    double[] none = new double[rounds.solver.events().all().size()];
    Arrays.fill(none, Double.NaN);
    if (event >= 0) {
      none[event] = 0;
    }
    double least = StepControl.SMALLEST_RATIO;
    kept[row] = new RowState(time, step, state, NONE, NONE, least, least, false, none);
  }

  /** A row between two steps. */
  void keep(int slot) {
    Slots<M> slots = rounds.slots;
    int row = slots.row[slot];
    kept[row] =
        new RowState(
            rounds.reports.time[row],
            slots.h[slot],
            values(slots.y, slot),
            rounds.reports.time[row] == slots.t[slot] && !slots.restart[slot]
                ? values(rounds.stages.k[0], slot)
                : NONE,
            rounds.stages.carry(slot),
            slots.ratioBefore[slot],
            slots.ratioBeforeThat[slot],
            slots.rejectedBefore[slot],
            rounds.events == null ? NONE : rounds.events.values(slot));
  }

  static <M extends Rows<M>> double[] values(M from, int row) {
    double[] values = new double[from.columns()];
    Arrays.setAll(values, j -> from.value(row, j));
    return values;
  }

  /** Gives every slot the step, derivative and history that its row had. */
  void restore(List<RowState> states) {
    Slots<M> slots = rounds.slots;
    boolean evaluates = false;
    for (int i = 0; i < slots.active; i++) {
      RowState from = states.get(slots.row[i]);
      if (from.step() == 0) {
        continue;
      }
      double size = Math.abs(from.step());
      slots.h[i] = Math.copySign(size, slots.end[i] - slots.t[i]);
      slots.ratioBefore[i] = from.errorBefore();
      slots.ratioBeforeThat[i] = from.errorBeforeThat();
      slots.rejectedBefore[i] = from.rejected();
      rounds.stages.restore(i, from.slope(), from.carry());
      boolean crossed = slots.t[i] != from.time();
      slots.restart[i] = from.slope().length == 0 || crossed;
      slots.afterJump[i] = crossed;
      evaluates |= slots.restart[i];
      if (rounds.events != null) {
        rounds.events.restore(i, from.events());
      }
    }
    if (evaluates) {
      rounds.stages.restart(slots, rounds.reports);
    }
  }

  /** Whether a row has no step to go on with, so that the first one's size is to be found. */
  static boolean anyFresh(List<RowState> states) {
    return states.stream().anyMatch(s -> s.step() == 0);
  }

  /** Refuses what no solve of this solver and field can have left. */
  void check(List<RowState> states) {
    int events = rounds.solver.events().all().size();
    for (int r = 0; r < states.size(); r++) {
      RowState s = states.get(r);
      boolean fits =
          s.state().length == dimension
              && (s.slope().length == 0 || s.slope().length == dimension)
              && (s.carry().length == 0 || s.carry().length == dimension)
              && s.events().length == events;
      if (!fits) {
        throw new IllegalArgumentException(
            String.format(
                "A solve was to go on with row %d of dimension %d and %d events; the solver and field"
                    + " given have dimension %d and %d events: go on with those that it began with",
                r, s.state().length, s.events().length, dimension, events));
      }
    }
  }
}
