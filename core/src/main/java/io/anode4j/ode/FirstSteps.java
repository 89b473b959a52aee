package io.anode4j.ode;

import io.anode4j.tensor.Rows;

/**
 * The beginning of a solve: which rows have somewhere to go, and how far their first steps reach.
 *
 * @param <M> the batches of states
 */
final class FirstSteps<M extends Rows<M>> {
  private final Rounds<M> rounds;
  private final Slots<M> slots;
  private final Stages<M> stages;
  private final RowReports reports;

  FirstSteps(Rounds<M> rounds) {
    this.rounds = rounds;
    slots = rounds.slots;
    stages = rounds.stages;
    reports = rounds.reports;
  }

  /** Gives a slot to each row that has somewhere to go. */
  void start(int rows, double[] t0, M y0) {
    slots.active = 0;
    for (int r = 0; r < rows; r++) {
      reports.time[r] = t0[r];
      if (!rounds.outputs.start(r, t0[r], y0)) {
        rounds.finish(r, y0, r);
        if (rounds.resumption != null) {
          rounds.resumption.keep(r, t0[r], 0, Resumption.values(y0, r), -1);
        }
        continue;
      }
      double end = rounds.outputs.end(r);
      slots.enter(r, rounds.stops.after(t0[r], end), end, y0);
      int slot = slots.active - 1;
      if (slots.t[slot] == end
          || !rounds.stops.aim(slots, slot, rounds.outputs.landing(r, slots.t[slot]))) {
        rounds.arrive(slot);
        continue;
      }
      // Jumps crossed on the way to a first step need no derivative of their own: it is the first.
      slots.restart[slot] = false;
      slots.afterJump[slot] = false;
      if (rounds.events != null) {
        rounds.events.start(slot);
      }
    }
  }

  /** First derivative and first step size of every row. */
  void size() {
    stages.start(slots, reports);
    if (rounds.control == null) {
      startFixed();
    } else {
      firstSizes(rounds.control);
    }
  }

  /** Fixed steps need no trial; more of them than can be counted are not begun. */
  private void startFixed() {
    for (int i = slots.active - 1; i >= 0; i--) {
      double span = slots.end[i] - slots.t[i];
      slots.h[i] = Math.copySign(rounds.solver.fixedStep(), span);
      if (Double.isFinite(span) && Math.abs(span) / rounds.solver.fixedStep() > Integer.MAX_VALUE) {
        rounds.fail(i, RowStatus.TOO_MANY_STEPS);
      }
    }
  }

  /** Hairer's starting step; its trial stays before the first forced time. */
  private void firstSizes(StepControl rule) {
    for (int i = 0; i < slots.active; i++) {
      double left = slots.left(i);
      double guess = rule.firstGuess(slots.y, stages.k[0], i, Math.abs(left));
      slots.attempt[i] = Math.copySign(guess, left);
    }
    stages.trial(slots, reports);
    for (int i = 0; i < slots.active; i++) {
      double left = slots.left(i);
      double guess = Math.abs(slots.attempt[i]);
      double first = rule.start(slots.y, stages.k[0], stages.k[1], i, guess, Math.abs(left));
      slots.h[i] = Math.copySign(rule.felt(slots, i, first), left);
    }
  }
}
