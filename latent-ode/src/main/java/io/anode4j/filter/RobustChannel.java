package io.anode4j.filter;

import java.nio.ByteBuffer;

/**
 * What is known of one channel of one sensor: three ways to expect its next value, by the last
 * value and by two means, each with the size of its errors, and the level of the last thousand
 * values.
 */
final class RobustChannel {
  private static final double SHORT = 8;
  private static final double LONG = 64;
  private static final double ERRORS = 256;
  private static final double LEVEL = 1024;
  private static final int WAYS = 3;

  /** Values that the means take in whatever they are. */
  private static final int FIRST = 8;

  static final int BYTES = 8 + 8 + 8 + 8 + WAYS * RobustMoments.BYTES + RobustMoments.BYTES;

  private final double[] ways = new double[WAYS];
  private final RobustMoments[] errors = {
    new RobustMoments(ERRORS), new RobustMoments(ERRORS), new RobustMoments(ERRORS)
  };
  private final RobustMoments level = new RobustMoments(LEVEL);
  private long count;

  long count() {
    return count;
  }

  /** The way whose errors are smallest. */
  private int best() {
    int best = 0;
    for (int w = 1; w < WAYS; w++) {
      best = size(w) < size(best) ? w : best;
    }
    return best;
  }

  /** Root of the mean square of the errors. */
  private double size(int way) {
    return Math.hypot(errors[way].location(), errors[way].scale());
  }

  /** The value expected next; 0 before there was one. */
  double mean() {
    return count == 0 ? 0 : ways[best()];
  }

  /** Deviation of what is expected, above 0. */
  double std() {
    if (count < 2) {
      return Math.max(1, Math.abs(mean()));
    }
    return Math.max(size(best()), least());
  }

  private double least() {
    return Math.max(RobustMoments.LEAST * Math.abs(level.location()), Float.MIN_NORMAL);
  }

  /** Whether errors add up as time goes on, as those of the last value do. */
  boolean wanders() {
    return count > 0 && best() == 0;
  }

  /** Distance from the level in its deviations. */
  double fromLevel(double value) {
    double scale = Math.max(level.scale(), least());
    return count < 2 ? 0 : Math.abs(value - level.location()) / scale;
  }

  void add(double value) {
    double most = count < FIRST ? Double.MAX_VALUE : RobustMoments.BOUND * std();
    count++;
    if (count == 1) {
      java.util.Arrays.fill(ways, value);
    } else {
      for (int w = 0; w < WAYS; w++) {
        errors[w].add(value - ways[w], count - 1);
      }
      ways[0] = value;
      ways[1] += bounded(value - ways[1], most) * Math.max(1.0 / count, 1 / SHORT);
      ways[2] += bounded(value - ways[2], most) * Math.max(1.0 / count, 1 / LONG);
    }
    level.add(value, count);
  }

  private static double bounded(double step, double most) {
    return Math.max(-most, Math.min(most, step));
  }

  void clear() {
    count = 0;
    level.clear();
    for (RobustMoments one : errors) {
      one.clear();
    }
  }

  void write(ByteBuffer out) {
    out.putLong(count);
    for (int w = 0; w < WAYS; w++) {
      out.putDouble(ways[w]);
      errors[w].write(out);
    }
    level.write(out);
  }

  void read(ByteBuffer in) {
    count = in.getLong();
    for (int w = 0; w < WAYS; w++) {
      ways[w] = in.getDouble();
      errors[w].read(in);
    }
    level.read(in);
  }
}
