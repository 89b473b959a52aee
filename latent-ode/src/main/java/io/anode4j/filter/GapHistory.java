package io.anode4j.filter;

import java.nio.ByteBuffer;

/**
 * A sensor's own history of gaps between readings: exponentially weighted mean and variance of
 * their logarithms, so that seconds and days are met by the same rule.
 */
final class GapHistory {
  /** Weight of the newest gap once there are many: a memory of about 32 readings. */
  private static final double NEWEST = 1 / 32.0;

  /** Silence of so many standard deviations is out of the ordinary, */
  private static final double WIDTH = 4;

  /** but a metronome may still miss a beat: never before this many usual gaps. */
  private static final double LEAST = 3;

  static final int BYTES = 8 + 8 + 4;

  private double mean;
  private double variance;
  private int count;

  /**
   * When to expect a reading.
   *
   * @param time when it is usual
   * @param overdueAfter when its absence is not
   */
  record Expectation(double time, double overdueAfter) {}

  void add(double gap) {
    if (!(gap > 0)) {
      return;
    }
    double log = Math.log(gap);
    count++;
    double share = Math.max(1.0 / count, NEWEST);
    double difference = log - mean;
    mean += share * difference;
    variance = (1 - share) * (variance + share * difference * difference);
  }

  Expectation after(double time) {
    if (count == 0) {
      return new Expectation(Double.NaN, Double.NaN);
    }
    double usual = Math.exp(mean);
    double most = Math.exp(mean + WIDTH * Math.sqrt(variance));
    return new Expectation(time + usual, time + Math.max(LEAST * usual, most));
  }

  void clear() {
    mean = 0;
    variance = 0;
    count = 0;
  }

  void write(ByteBuffer out) {
    out.putDouble(mean).putDouble(variance).putInt(count);
  }

  void read(ByteBuffer in) {
    mean = in.getDouble();
    variance = in.getDouble();
    count = in.getInt();
  }
}
