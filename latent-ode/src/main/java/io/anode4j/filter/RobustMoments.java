package io.anode4j.filter;

import java.nio.ByteBuffer;

/**
 * Location and scale of a signal as they are now, of which no outlier can take hold: exponentially
 * weighted means of values whose deviation is bounded (Huber's ψ, 1964, proposal 2 for the scale).
 * What lies far away moves them by as much as a deviation of {@link #BOUND}, so they follow a slow
 * drift, and a fault only slowly.
 */
final class RobustMoments {
  /** Deviations beyond so many count as so many. */
  static final double BOUND = 2.5;

  /** Mean of min(z², BOUND²) for a Gaussian z: what makes the scale its standard deviation. */
  private static final double BOUNDED_SQUARE = 0.97756;

  /** Least scale as a part of the location's size: of a sensor that stands still. */
  static final double LEAST = 1e-6;

  /** Values by which the scale is first guessed, without a bound. */
  private static final int FIRST = 8;

  static final int BYTES = 8 + 8;

  private final double memory;
  private double location;
  private double square;

  RobustMoments(double memory) {
    this.memory = memory;
  }

  /** Location; NaN before there was a value. */
  double location() {
    return location;
  }

  /** Scale, a standard deviation; 0 before there were two values. */
  double scale() {
    return Math.sqrt(square);
  }

  /**
   * Takes in a value.
   *
   * @param value a finite value
   * @param count values so far, this one included
   */
  void add(double value, long count) {
    add(value, count, 1);
  }

  /**
   * Takes in a value that counts less than others.
   *
   * @param value a finite value
   * @param count values so far, this one included
   * @param weight how much it counts, up to 1
   */
  void add(double value, long count, double weight) {
    add(value, count, weight, 0);
  }

  /**
   * Takes in a value where more is known of the scale.
   *
   * @param value a finite value
   * @param count values so far, this one included
   * @param weight how much it counts, up to 1
   * @param floor a scale below which no deviation is bounded: after standing still, when the scale
   *     is 0, every value would else be an outlier, and the scale stay as it is
   */
  void add(double value, long count, double weight, double floor) {
    if (count == 1) {
      location = value;
      square = 0;
      return;
    }
    double share = weight * Math.max(1.0 / count, 1 / memory);
    double deviation = value - location;
    boolean bounded = count > FIRST;
    double least = Math.max(LEAST * Math.abs(location), Float.MIN_NORMAL);
    least = Math.max(least, floor);
    double most = bounded ? BOUND * Math.max(scale(), least) : Double.MAX_VALUE;
    double used = Math.max(-most, Math.min(most, deviation));
    location += share * used;
    double squared = used * used / (bounded ? BOUNDED_SQUARE : 1);
    square += share * (squared - square);
  }

  void clear() {
    location = Double.NaN;
    square = 0;
  }

  void write(ByteBuffer out) {
    out.putDouble(location).putDouble(square);
  }

  void read(ByteBuffer in) {
    location = in.getDouble();
    square = in.getDouble();
  }
}
