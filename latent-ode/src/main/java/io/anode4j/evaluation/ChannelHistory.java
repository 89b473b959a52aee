package io.anode4j.evaluation;

import io.anode4j.data.TimeSeries;

/**
 * One channel of a history, read without copying.
 *
 * <p>Histories can be long and their channels sparse, so that baselines look at the few rows they
 * need, from the end backwards or around a time.
 *
 * @param series the history
 * @param channel index of the channel
 */
record ChannelHistory(TimeSeries series, int channel) {
  /** So many times nearer than a gap may be wide, a value stands for the time itself. */
  private static final double NEARBY = 25;

  /** {@return the last row before {@code row} where the channel was observed, −1 if none} */
  int observedBefore(int row) {
    int i = row - 1;
    while (i >= 0 && !series.isObserved(i, channel)) {
      i--;
    }
    return i;
  }

  /** {@return the last observed row, −1 if there is none} */
  int last() {
    return observedBefore(series.length());
  }

  double time(int row) {
    return series.time(row);
  }

  double value(int row) {
    return series.value(row, channel);
  }

  /**
   * Value at a time, on the straight line between the observed neighbours; where these are too far
   * apart, as from quarter to quarter of a year, whose lengths differ, the one next to the time.
   *
   * @param time any time
   * @param widest the widest gap between neighbours that may be bridged
   * @return the value, NaN outside the observed span and within wider gaps
   */
  double interpolate(double time, double widest) {
    int next = series.countUntil(time);
    int left = next - 1;
    while (left >= 0 && !series.isObserved(left, channel)) {
      if (time - time(left) > widest) {
        return nearby(time, next, widest / NEARBY);
      }
      left--;
    }
    if (left < 0) {
      return Double.NaN;
    }
    if (time(left) == time) {
      return value(left);
    }
    int right = next;
    while (right < series.length() && !series.isObserved(right, channel)) {
      if (time(right) - time(left) > widest) {
        return nearby(time, next, widest / NEARBY);
      }
      right++;
    }
    if (right == series.length()) {
      return Double.NaN;
    }
    if (time(right) - time(left) > widest) {
      return nearby(time, next, widest / NEARBY);
    }
    double weight = (time - time(left)) / (time(right) - time(left));
    return value(left) + weight * (value(right) - value(left));
  }

  /** The observed value nearest to a time; NaN where none is as near. */
  private double nearby(double time, int next, double near) {
    double distance = near;
    double value = Double.NaN;
    for (int i = next - 1; i >= 0 && time - time(i) <= distance; i--) {
      if (series.isObserved(i, channel)) {
        distance = time - time(i);
        value = value(i);
        break;
      }
    }
    for (int i = next; i < series.length() && time(i) - time <= distance; i++) {
      if (series.isObserved(i, channel)) {
        return value(i);
      }
    }
    return value;
  }
}
