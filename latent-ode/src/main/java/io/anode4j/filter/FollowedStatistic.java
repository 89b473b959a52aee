package io.anode4j.filter;

import java.nio.ByteBuffer;
import org.apache.commons.numbers.gamma.InverseErfc;

/**
 * A statistic above 0, about 1 where all is ordinary, and the threshold that its own past sets. Its
 * cube root, near Gaussian for means of squares and of surprises (Wilson and Hilferty 1931), is
 * followed robustly; the threshold is the quantile of the wanted rate. A margin in deviations makes
 * up for what is no Gaussian: it grows with each reading above and shrinks with each below, so that
 * the rate comes out in the long run (adaptive conformal inference, Gibbs and Candès 2021). An
 * alarm that lasts counts as an anomaly and no longer as an error, or nearly so: the margin does
 * not learn it. The scale has a floor, and no threshold is below 1: else whoever was quieter than
 * ordinary for a while would alarm at what is ordinary.
 */
final class FollowedStatistic {
  private static final double MEMORY = 16_384;

  /** Least scale, as a part of the location. */
  private static final double LEAST_SCALE = 0.05;

  private static final double LEAST = 1e-4;

  /** How much of a deviation the margin moves by an error. */
  private static final double STEP = 0.03;

  /** Readings above the threshold in a row that count in full, and what later ones count. */
  private static final int FRESH = 32;

  private static final double LATER = 1 / 16.0;
  private static final double LEAST_MARGIN = -0.5;
  private static final double MOST_MARGIN = 6;

  static final int BYTES = 8 + 8 + 8 + 8 + 4 + RobustMoments.BYTES;

  private final double rate;
  private final double deviations;
  private final RobustMoments past = new RobustMoments(MEMORY);
  private double value = 1;
  private double floor;
  private double margin;
  private int above;
  private long count;

  FollowedStatistic(double rate) {
    this.rate = rate;
    this.deviations = deviations(rate);
  }

  /** Standard deviations beyond which a Gaussian lies at a rate. */
  static double deviations(double rate) {
    return Math.sqrt(2) * InverseErfc.value(2 * rate);
  }

  /**
   * States its value as it is now.
   *
   * @param statistic the value
   * @param least the least deviation that its cube root is taken to have
   */
  void set(double statistic, double least) {
    value = Math.max(LEAST, statistic);
    floor = least;
  }

  double value() {
    return value;
  }

  /** The threshold, of what was learnt so far; infinite before that. */
  double threshold() {
    if (count == 0) {
      return Double.MAX_VALUE;
    }
    double root = past.location() + (deviations + margin) * Math.max(past.scale(), least());
    return Math.max(1, root * root * root);
  }

  private double least() {
    return Math.max(floor, LEAST_SCALE * past.location());
  }

  /** Learns from the value as it is now, less if it counts less. */
  void learn(double weight) {
    boolean error = value > threshold();
    above = error ? above + 1 : 0;
    double counted = above > FRESH ? LATER : 1;
    double moved = margin + STEP * counted * ((error ? 1 : 0) - rate);
    margin = Math.max(LEAST_MARGIN, Math.min(MOST_MARGIN, moved));
    count++;
    past.add(Math.cbrt(value), count, weight, count == 1 ? 0 : least());
  }

  /** Forgets what was usual, not how far beyond it the threshold lies. */
  void again() {
    count = 0;
  }

  void clear() {
    value = 1;
    floor = 0;
    margin = 0;
    above = 0;
    count = 0;
    past.clear();
  }

  void write(ByteBuffer out) {
    out.putDouble(value).putDouble(floor).putDouble(margin).putInt(above).putLong(count);
    past.write(out);
  }

  void read(ByteBuffer in) {
    value = in.getDouble();
    floor = in.getDouble();
    margin = in.getDouble();
    above = in.getInt();
    count = in.getLong();
    past.read(in);
  }
}
