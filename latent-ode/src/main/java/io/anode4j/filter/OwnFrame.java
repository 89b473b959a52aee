package io.anode4j.filter;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * Where a sensor itself has been: location and scale of each channel, which follow slowly, and how
 * the channels move together. How far out the last readings lie is Hotelling's T² (1931) of their
 * smoothed place in this frame, by the covariance of the places before them.
 */
final class OwnFrame {
  private static final double MEMORY = 16_384;

  /** Readings that the place is smoothed over. */
  static final double SMOOTHING = 32;

  /** Values of a channel beyond which their number no longer matters. */
  private static final int ENOUGH = 1 << 30;

  /** A single value counts as so many deviations at most. */
  private static final double MOST = 5;

  /** What is added to each variance, as a share of it: correlations seen are never perfect. */
  private static final double RIDGE = 0.1;

  private static final double LEAST = 1e-3;

  /** Least deviation of a channel, as a part of what its values change by. */
  private static final double STEP = 0.5;

  private final int channels;
  private final RobustMoments[] moments;
  private final StepSize[] steps;
  private final int[] seen;
  private final double[] place;
  private final Covariance covariance;
  private final double[] solved;
  private long count;

  OwnFrame(int channels, boolean together) {
    this.channels = channels;
    this.moments = new RobustMoments[channels];
    this.steps = new StepSize[channels];
    for (int c = 0; c < channels; c++) {
      moments[c] = new RobustMoments(MEMORY);
      steps[c] = new StepSize();
    }
    this.seen = new int[channels];
    this.place = new double[channels];
    this.solved = new double[channels];
    this.covariance = new Covariance(channels, together);
  }

  static int bytes(int channels, boolean together) {
    return 8
        + channels * (RobustMoments.BYTES + StepSize.BYTES + 8 + 4)
        + Covariance.bytes(channels, together);
  }

  /** Readings that its figures stand on. */
  long count() {
    return count;
  }

  double location(int channel) {
    return seen[channel] == 0 ? Double.NaN : moments[channel].location();
  }

  /**
   * T² of the smoothed place with these values, over the number of channels that measure: 1 on
   * average.
   *
   * @param values one a channel
   * @param counted which of them count; the others are taken to be where they usually are
   * @param measuring how many channels measure, observed or not
   */
  double distance(double[] values, boolean[] counted, int measuring) {
    for (int c = 0; c < channels; c++) {
      double z = counted[c] ? deviations(c, values[c]) : 0;
      place[c] += (z - place[c]) / SMOOTHING;
    }
    covariance.solve(place, RIDGE, LEAST, solved);
    double sum = 0;
    for (int c = 0; c < channels; c++) {
      sum += place[c] * solved[c];
    }
    return sum / measuring;
  }

  /** What each channel adds to the distance asked for last, as −ln of a Gaussian's density. */
  double[] contributions() {
    double[] parts = new double[channels];
    for (int c = 0; c < channels; c++) {
      parts[c] = Math.max(0, place[c] * solved[c]) / 2;
    }
    return parts;
  }

  /** A channel's value in deviations from where it has been, bounded; 0 before it was seen. */
  double deviations(int channel, double value) {
    if (seen[channel] < 2) {
      return 0;
    }
    double location = moments[channel].location();
    double least = Math.max(RobustMoments.LEAST * Math.abs(location), Float.MIN_NORMAL);
    least = Math.max(least, floor(channel));
    double z = (value - location) / Math.max(moments[channel].scale(), least);
    return Math.max(-MOST, Math.min(MOST, z));
  }

  private double floor(int channel) {
    return STEP * steps[channel].typical();
  }

  /** Learns from a reading, less if it counts less. */
  void learn(double[] values, double weight) {
    count++;
    if (count > SMOOTHING) {
      covariance.add(place, weight * Math.max(1 / (count - SMOOTHING), 1 / MEMORY));
    }
    for (int c = 0; c < channels; c++) {
      if (Double.isFinite(values[c])) {
        seen[c] = Math.min(seen[c] + 1, ENOUGH);
        steps[c].add(values[c]);
        moments[c].add(values[c], seen[c], weight, floor(c));
      }
    }
  }

  /** Lets what comes now count as if little had come before. */
  void hurry(long known) {
    count = Math.min(count, known);
    for (int c = 0; c < channels; c++) {
      seen[c] = (int) Math.min(seen[c], known);
    }
  }

  void clear() {
    count = 0;
    Arrays.fill(seen, 0);
    Arrays.fill(place, 0);
    covariance.clear();
    for (int c = 0; c < channels; c++) {
      moments[c].clear();
      steps[c].clear();
    }
  }

  void write(ByteBuffer out) {
    out.putLong(count);
    for (int c = 0; c < channels; c++) {
      out.putDouble(place[c]).putInt(seen[c]);
      moments[c].write(out);
      steps[c].write(out);
    }
    covariance.write(out);
  }

  void read(ByteBuffer in) {
    count = in.getLong();
    for (int c = 0; c < channels; c++) {
      place[c] = in.getDouble();
      seen[c] = in.getInt();
      moments[c].read(in);
      steps[c].read(in);
    }
    covariance.read(in);
  }
}
