package io.anode4j.ode;

import java.util.Arrays;

/** The forced times as arrays, and each slot's next one. */
final class Stops {
  private final double[] times;
  private final double[] jumps;

  Stops(ForcedTimes forced) {
    times = forced.all();
    jumps = forced.jumps().stream().mapToDouble(Double::doubleValue).toArray();
  }

  private boolean isJump(double t) {
    return jumps.length > 0 && Arrays.binarySearch(jumps, t + 0.0) >= 0;
  }

  /** The first time after a jump that is none itself, or the end. */
  double after(double jump, double end) {
    double t = jump;
    while (t != end && isJump(t)) {
      t = Math.nextAfter(t, end);
    }
    return t;
  }

  /**
   * Aims a slot at its next forced time or at a goal. Jumps with no time left before them are
   * crossed on the spot, so that there is always a way to go.
   *
   * @param goal the row's end, or an output on which a step is to end
   * @return false when that has brought the slot to its end
   */
  boolean aim(Slots<?> slots, int slot, double goal) {
    choose(slots, slot, goal);
    while (slots.jump[slot] && nothingBetween(slots, slot)) {
      cross(slots, slot);
      if (slots.t[slot] == slots.end[slot]) {
        return false;
      }
      choose(slots, slot, slots.t[slot] == goal ? slots.end[slot] : goal);
    }
    return true;
  }

  private void choose(Slots<?> slots, int slot, double goal) {
    slots.target[slot] = next(slots.t[slot], goal);
    slots.jump[slot] = isJump(slots.target[slot]);
  }

  private static boolean nothingBetween(Slots<?> slots, int slot) {
    double t = slots.t[slot];
    return Math.nextAfter(slots.target[slot], t) == t;
  }

  /** Moves a slot from just before its target to just after it. */
  void cross(Slots<?> slots, int slot) {
    slots.t[slot] = after(slots.target[slot], slots.end[slot]);
    slots.restart[slot] = true;
    slots.afterJump[slot] = true;
  }

  /** The first forced time strictly between a time and a goal, or the goal. */
  private double next(double t, double goal) {
    if (times.length == 0) {
      return goal;
    }
    int at = Arrays.binarySearch(times, t + 0.0);
    boolean up = goal > t;
    int next = up ? (at >= 0 ? at + 1 : -at - 1) : (at >= 0 ? at - 1 : -at - 2);
    boolean ahead = next >= 0 && next < times.length;
    return ahead && (up ? times[next] < goal : times[next] > goal) ? times[next] : goal;
  }
}
