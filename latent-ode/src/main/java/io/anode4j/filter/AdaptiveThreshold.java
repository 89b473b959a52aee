package io.anode4j.filter;

import java.nio.ByteBuffer;

/**
 * A smoothed surprise and a threshold that its own past sets: the logarithm of the smoothed
 * surprise is followed by {@link RobustMoments}, and the threshold is the quantile of a Gaussian
 * with these, but never below that of ordinary surprises that are independent. So a sensor whose
 * readings hang together, or have heavier tails than a Gaussian, does not alarm at each of them,
 * and what is an alarm is not learnt as ordinary but slowly.
 */
final class AdaptiveThreshold {
  /** Readings that the surprise is smoothed over. */
  static final double SMOOTHING = 8;

  /** Surprise beyond which a single reading counts no further. */
  private static final double MOST = 20;

  private static final double MEMORY = 4096;

  /** log of the mean and deviation of the log of smoothed surprises: those of Gamma(15, 1/15). */
  private static final double LEAST_MEAN = -0.0337;

  private static final double LEAST_SCALE = 0.263;

  /** Deviations in the logarithm that the wanted rate asks for. */
  private final double deviations;

  private final double least;
  private final RobustMoments past = new RobustMoments(MEMORY);
  private double value = 1;
  private long count;

  static final int BYTES = 8 + 8 + RobustMoments.BYTES;

  AdaptiveThreshold(double falseAlarmRate) {
    this.deviations = FollowedStatistic.deviations(falseAlarmRate);
    this.least = Math.exp(LEAST_MEAN + deviations * LEAST_SCALE);
  }

  /** Takes in the surprise of a reading. */
  void add(double surprise) {
    value += (Math.min(surprise, MOST) - value) / SMOOTHING;
    count++;
    past.add(Math.log(Math.max(value, 1e-3)), count);
  }

  double value() {
    return value;
  }

  double threshold() {
    double own = Math.exp(past.location() + deviations * past.scale());
    return own > least ? own : least;
  }

  void clear() {
    value = 1;
    count = 0;
    past.clear();
  }

  void write(ByteBuffer out) {
    out.putDouble(value).putLong(count);
    past.write(out);
  }

  void read(ByteBuffer in) {
    value = in.getDouble();
    count = in.getLong();
    past.read(in);
  }
}
