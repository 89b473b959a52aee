package io.anode4j.ode;

import io.anode4j.tensor.Rows;
import java.util.Arrays;
import java.util.List;

/**
 * Watches all events of every row: the first one inside a step ends its row, or changes its state
 * and lets it go on from there with a first derivative of its own.
 *
 * @param <M> the batches of states
 */
final class EventWatch<M extends Rows<M>> {
  /** Roundings within which a state that an event has left stands on the event's surface. */
  private static final double SURFACE = 64;

  /** Changes by each event, without time going on, from which on it will not. */
  private static final int STILL = 32;

  private final Rounds<M> rounds;
  private final Event[] events;
  private final List<EventSearch<M>> searches;
  private final int most;
  private final double[] now;
  private final boolean[] fired;
  private final boolean[] crossed;
  private final double[] before;
  private final double[] after;
  private final double[] gradient;
  final EventLog log;

  /** Values of the event functions at each slot's time, {@code [slot · events]}. */
  private double[] values = {};

  /** Changes of each row so far. */
  private int[] changes = {};

  /** Those since time went on last. */
  private int[] still = {};

  EventWatch(Rounds<M> rounds, Events all, int dimension) {
    this.rounds = rounds;
    events = all.all().toArray(Event[]::new);
    searches = all.all().stream().map(e -> new EventSearch<M>(e, dimension)).toList();
    most = all.most();
    now = new double[events.length];
    fired = new boolean[events.length];
    crossed = new boolean[events.length];
    before = new double[dimension];
    after = new double[dimension];
    gradient = new double[dimension];
    log = new EventLog(dimension);
  }

  void reserve(int rows) {
    values = new double[rows * events.length];
    changes = new int[rows];
    still = new int[rows];
  }

  void reset() {
    Arrays.fill(changes, 0);
    Arrays.fill(still, 0);
    log.clear();
  }

  List<Occurrence> occurrences() {
    return log.list();
  }

  double[] values(int slot) {
    return Arrays.copyOfRange(values, slot * events.length, (slot + 1) * events.length);
  }

  /** Takes values from elsewhere, where they are numbers. */
  void restore(int slot, double[] from) {
    for (int e = 0; e < from.length; e++) {
      if (!Double.isNaN(from[e])) {
        values[slot * events.length + e] = from[e];
      }
    }
  }

  void move(int slot, int from) {
    System.arraycopy(values, from * events.length, values, slot * events.length, events.length);
  }

  /** Looks at a row's start. */
  void start(int slot) {
    Slots<M> slots = rounds.slots;
    for (int e = 0; e < events.length; e++) {
      double value = searches.get(e).value(slots.t[slot], slots.y, slot);
      values[slot * events.length + e] = value;
      if (Double.isNaN(value)) {
        rounds.fail(slot, RowStatus.EVENT_UNDEFINED);
        return;
      }
    }
  }

  /**
   * Looks for events inside an accepted step.
   *
   * @param end time at the step's end, exactly
   * @return whether something happened, so that the slot's step is dealt with
   */
  boolean happens(int slot, double end) {
    rounds.needDense(slot);
    double first = EventSearch.NONE;
    int which = -1;
    for (int e = 0; e < events.length; e++) {
      double value = values[slot * events.length + e];
      now[e] = searches.get(e).value(end, rounds.stages.state, slot);
      double theta = searches.get(e).first(rounds.slots, slot, rounds.dense, value, now[e]);
      if (Double.isNaN(theta)) {
        rounds.fail(slot, RowStatus.EVENT_UNDEFINED);
        return true;
      }
      if (theta < first) {
        first = theta;
        which = e;
      }
    }
    if (which < 0) {
      System.arraycopy(now, 0, values, slot * events.length, events.length);
      return false;
    }
    Slots<M> slots = rounds.slots;
    double time = first == 1 ? end : slots.t[slot] + first * slots.attempt[slot];
    stop(slot, time);
    rounds.dense.wide(slots, slot, first, before);
    if (!change(slot, which, time)) {
      return true;
    }
    goOn(slot, time);
    return true;
  }

  /**
   * The change of the event that came first, and of those that happen with it.
   *
   * @return false where the row has ended
   */
  private boolean change(int slot, int which, double time) {
    Arrays.fill(fired, false);
    for (int e = 0; e < events.length; e++) {
      crossed[e] = e != which && crosses(slot, e, time);
    }
    if (!apply(slot, which, time)) {
      return false;
    }
    for (int e = 0; e < events.length; e++) {
      System.arraycopy(after, 0, before, 0, after.length);
      if (crossed[e] && crosses(slot, e, time) && !apply(slot, e, time)) {
        return false;
      }
    }
    return standing(slot, time);
  }

  private boolean crosses(int slot, int e, double time) {
    double value = values[slot * events.length + e];
    return events[e].between(value, events[e].function().value(time, before));
  }

  /** Changes the state before into that after. */
  private boolean apply(int slot, int e, double time) {
    int r = rounds.slots.row[slot];
    System.arraycopy(before, 0, after, 0, before.length);
    StateChange change = events[e].change();
    if (change == null) {
      log.add(r, e, time, before, before);
      end(slot, time, e, RowStatus.EVENT);
      return false;
    }
    change.apply(time, before, after);
    log.add(r, e, time, before, after);
    fired[e] = true;
    double gone = Math.abs(time - rounds.slots.t[slot]);
    still[r] = gone < rounds.slots.smallestStep(slot) ? still[r] + 1 : 0;
    if (changes[r]++ == most || still[r] > STILL * events.length) {
      end(slot, time, e, RowStatus.TOO_MANY_EVENTS);
      return false;
    }
    return true;
  }

  /** Values of all events where the row goes on: 0 for one that has left the state where it was. */
  private boolean standing(int slot, double time) {
    for (int e = 0; e < events.length; e++) {
      int at = slot * events.length + e;
      double value = events[e].function().value(time, after);
      if (Double.isNaN(value)) {
        end(slot, time, -1, RowStatus.EVENT_UNDEFINED);
        return false;
      }
      boolean stands = fired[e] && Math.abs(value) <= SURFACE * rounding(at, e, time);
      values[at] = stands ? 0 : value;
    }
    return true;
  }

  /** By how much rounding of time and state moves an event function. */
  private double rounding(int at, int e, double time) {
    double epsilon = rounds.slots.y.precision().epsilon();
    double rate = events[e].function().gradient(time, after, gradient);
    double size = Math.abs(values[at]) + Math.abs(now[e]);
    for (int j = 0; j < after.length; j++) {
      size += Math.abs(gradient[j] * after[j]);
    }
    return epsilon * size + Math.ulp(time) * Math.abs(rate);
  }

  /** Writes and records what an accepted step holds before an event inside it. */
  private void stop(int slot, double time) {
    int from = rounds.outputs.next(rounds.slots.row[slot]);
    rounds.outputs.writeUntil(rounds.slots, slot, time, rounds.dense);
    rounds.record(slot, from);
  }

  /** Ends a row inside its step, with the state before. */
  private void end(int slot, double time, int event, RowStatus why) {
    int r = rounds.slots.row[slot];
    rounds.outputs.giveUp(r);
    rounds.reports.status[r] = why;
    rounds.reports.time[r] = time;
    if (rounds.recording) {
      rounds.steps.finish(r, rounds.stages.state, slot);
    }
    for (int j = 0; j < before.length; j++) {
      rounds.ends.value(r, j, before[j]);
    }
    rounds.reports.size[r] = rounds.largest(rounds.ends, r);
    if (rounds.resumption != null) {
      rounds.resumption.keep(r, time, rounds.slots.h[slot], before.clone(), event);
    }
    rounds.vacate(slot);
  }

  /** Lets a row go on inside its step from the state after. */
  private void goOn(int slot, double time) {
    Slots<M> slots = rounds.slots;
    slots.t[slot] = time;
    rounds.reports.time[slots.row[slot]] = time;
    for (int j = 0; j < after.length; j++) {
      slots.y.value(slot, j, after[j]);
    }
    slots.forget(slot);
    rounds.stages.forget(slot);
    slots.restart[slot] = true;
    slots.afterJump[slot] = true;
    if (time == slots.end[slot]) {
      rounds.leave(slot);
      return;
    }
    rounds.restarts = true;
    if (time == slots.target[slot] && !rounds.aimAgain(slot, slots.h[slot])) {
      rounds.arrive(slot);
    } else {
      rounds.limitSteps(slot);
    }
  }
}
