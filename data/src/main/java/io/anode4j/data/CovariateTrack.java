package io.anode4j.data;

import java.util.Arrays;

/**
 * The readings of one covariate of one series, without holes.
 *
 * @param kind how it runs between them
 * @param times increasing
 * @param values one a time
 */
record CovariateTrack(Covariate.Kind kind, double[] times, double[] values) {
  static CovariateTrack of(Covariate.Kind kind, TimeSeries readings, int channel) {
    double[] times = new double[readings.observedCount(channel)];
    double[] values = new double[times.length];
    int count = 0;
    for (int i = 0; i < readings.length(); i++) {
      if (readings.isObserved(i, channel)) {
        times[count] = readings.time(i);
        values[count++] = readings.value(i, channel);
      }
    }
    return new CovariateTrack(kind, times, values);
  }

  /** Readings that may be read at a present: what was measured later is not known yet. */
  private int readable(double present) {
    return kind == Covariate.Kind.PAST ? countUntil(present) : times.length;
  }

  private int countUntil(double time) {
    int found = Arrays.binarySearch(times, time);
    return found >= 0 ? found + 1 : -found - 1;
  }

  /** Value at a time as known at a present; NaN without a reading. */
  double at(double time, double present) {
    int end = readable(present);
    if (end == 0) {
      return Double.NaN;
    }
    int next = Math.min(end, countUntil(time));
    int before = Math.max(0, next - 1);
    if (next == 0 || next == end || kind == Covariate.Kind.HELD) {
      return values[before];
    }
    double share = (time - times[before]) / (times[next] - times[before]);
    return (1 - share) * values[before] + share * values[next];
  }

  /** Mean over a span of time, of positive length, as known at a present. */
  double mean(double from, double to, double present) {
    int end = readable(present);
    double sum = 0;
    double left = from;
    for (int i = Math.min(end, countUntil(from)); i <= end && left < to; i++) {
      double right = i < end ? Math.min(to, times[i]) : to;
      double end1 = kind == Covariate.Kind.HELD ? at(left, present) : at(right, present);
      sum += (right - left) * 0.5 * (at(left, present) + end1);
      left = right;
    }
    return sum / (to - from);
  }

  /** Adds the times within a span at which it bends or jumps. */
  int knots(double from, double to, double present, double[] into, int at) {
    int end = readable(present);
    int next = at;
    for (int i = countUntil(from); i < end && times[i] < to; i++) {
      into[next++] = times[i];
    }
    return next;
  }

  /** At most how many knots a span has. */
  int mostKnots(double from, double to) {
    return Math.max(0, countUntil(to) - countUntil(from));
  }

  double until() {
    return times.length == 0 ? Double.NaN : times[times.length - 1];
  }
}
