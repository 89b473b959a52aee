package io.anode4j.gradient;

import java.util.Arrays;
import java.util.List;

/**
 * Times at which a field is discontinuous, seen by a solve that ends a segment on each of them. The
 * field is evaluated just inside a segment, never on a jump, as in the solve of the way there.
 */
final class JumpTimes {
  private final double[] times;

  /** Ascending times, as {@link io.anode4j.ode.ForcedTimes} has them. */
  JumpTimes(List<Double> ascending) {
    times = ascending.stream().mapToDouble(Double::doubleValue).toArray();
  }

  boolean none() {
    return times.length == 0;
  }

  /** The first jump strictly between two times, or the second of them where there is none. */
  double next(double t, double goal) {
    if (none() || t == goal) {
      return goal;
    }
    int at = Arrays.binarySearch(times, t);
    boolean up = goal > t;
    int next = up ? (at >= 0 ? at + 1 : -at - 1) : (at >= 0 ? at - 1 : -at - 2);
    boolean between =
        next >= 0 && next < times.length && (up ? times[next] < goal : times[next] > goal);
    return between ? times[next] : goal;
  }

  /** A stage's time in the segment from one time to another, kept off the jumps at its ends. */
  double inside(double stage, double from, double to) {
    double first = isJump(from) ? Math.nextAfter(from, to) : from;
    double last = isJump(to) ? Math.nextAfter(to, from) : to;
    double low = Math.min(first, last);
    double high = Math.max(first, last);
    return Math.max(low, Math.min(high, stage));
  }

  /** Zeros of both signs are one time. */
  private boolean isJump(double t) {
    return Arrays.binarySearch(times, t + 0.0) >= 0;
  }
}
