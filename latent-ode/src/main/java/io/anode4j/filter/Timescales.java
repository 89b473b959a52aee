package io.anode4j.filter;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How one channel has run lately, on six timescales at once: its deviations smoothed over 2, 4, …
 * 64 readings, and how strange they are together, Hotelling's T² (1931) by their own covariance.
 * The differences of neighbouring scales are what happened in a stretch of the past, the nearer the
 * finer; so this is a principal-components detector of the last hundred or two readings (Sub-PCA)
 * whose window costs six numbers. It sees a shape that does not occur otherwise, at ordinary
 * values: a beat left out, a rise too slow, an unrest.
 */
final class Timescales {
  private static final int SCALES = 6;

  /** Values before its T² counts. */
  static final int SETTLE = 64;

  /** T² of a reading beyond which it counts no further. */
  private static final double MOST = 30;

  /** T² beyond which a reading teaches the less the farther out it is. */
  private static final double BOUND = 9;

  private static final double MEMORY = 16_384;

  /** What is added to each variance, as a share of it, and besides. */
  private static final double RIDGE = 0.1;

  private static final double LEAST = 1e-5;

  static final int BYTES = 4 + 4 * SCALES + Covariance.bytes(SCALES, true);

  private final float[] smoothed = new float[SCALES];
  private final double[] vector = new double[SCALES];
  private final double[] solved = new double[SCALES];
  private final Covariance covariance;
  private int count;
  private double last;

  Timescales() {
    float[] independent = new float[SCALES];
    for (int k = 0; k < SCALES; k++) {
      independent[k] = 1f / ((4 << k) - 1);
    }
    this.covariance = new Covariance(independent);
  }

  /** Whether enough was seen for its T² to mean something. */
  boolean isSettled() {
    return count >= SETTLE;
  }

  /**
   * Takes in the next value.
   *
   * @param deviation from the channel's location, in its deviations
   * @return T² over the number of scales, bounded; about a half on average on independent noise, as
   *     the ridge shrinks what neighbouring scales have in common
   */
  double distance(double deviation) {
    for (int k = 0; k < SCALES; k++) {
      smoothed[k] += (float) ((deviation - smoothed[k]) / (2 << k));
      vector[k] = smoothed[k];
    }
    covariance.solve(vector, RIDGE, LEAST, solved);
    double sum = 0;
    for (int k = 0; k < SCALES; k++) {
      sum += vector[k] * solved[k];
    }
    last = Math.max(0, sum / SCALES);
    return Math.min(last, MOST);
  }

  /** Learns from the value taken in last, less if it counts less. */
  void learn(double weight) {
    count = Math.min(count + 1, (int) MEMORY);
    double believed = count > SETTLE && last > BOUND ? BOUND / last : 1;
    covariance.add(vector, weight * believed / count);
  }

  void clear() {
    count = 0;
    Arrays.fill(smoothed, 0);
    covariance.clear();
  }

  void write(ByteBuffer out) {
    out.putInt(count);
    for (float one : smoothed) {
      out.putFloat(one);
    }
    covariance.write(out);
  }

  void read(ByteBuffer in) {
    count = in.getInt();
    for (int k = 0; k < SCALES; k++) {
      smoothed[k] = in.getFloat();
    }
    covariance.read(in);
  }
}
