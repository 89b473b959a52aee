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

  /** A row that starts at a jump starts just after it. */
  double start(double t, double end) {
    return isJump(t) && t != end ? Math.nextAfter(t, end) : t;
  }

  /** Aims a slot at its next forced time or at its end. */
  void aim(Slots slots, int slot) {
    double t = slots.t[slot];
    double end = slots.end[slot];
    slots.target[slot] = end;
    if (times.length > 0) {
      int at = Arrays.binarySearch(times, t);
      int next = end > t ? (at >= 0 ? at + 1 : -at - 1) : (at >= 0 ? at - 1 : -at - 2);
      if (next >= 0 && next < times.length && slots.between(times[next], t, end)) {
        slots.target[slot] = times[next];
      }
    }
    slots.jump[slot] = isJump(slots.target[slot]);
  }
}
