package io.anode4j.filter;

import java.nio.ByteBuffer;
import java.util.Arrays;

/**
 * How far strange values are believed: what a state learns of a value that ordinary readings would
 * not show.
 *
 * <p>The first such value may be a glitch, so nothing is learnt from it: the state goes on as if
 * the value had been as expected. If the next one lies on the same side, it may be a new level: it
 * is believed as far as the limit, and each further one twice as far as the one before. So a new
 * level of any distance is reached in a few readings, and one wrong reading leaves no trace.
 *
 * <p>Of a fresh sensor nothing is known, so its first values are believed, within {@link
 * #FARTHEST}; while it warms up, a strange value after another is, too: whichever of the two was
 * wrong, the state is right again with the next.
 */
final class Doubt {
  /** Deviations within which no value is doubted; more where ordinary tails are heavier. */
  static final double LEAST = 6;

  /** Share of ordinary values that may be doubted. */
  private static final double RARE = 1e-4;

  /** No number within so many deviations spoils a state for longer than it warms up. */
  static final double FARTHEST = 100;

  /** Longest run that matters: by then any number is believed. */
  static final int LONGEST = 120;

  private final double[] beyond;
  private final int warmUp;

  /** Strange values in a row of each row and channel: negative below what was expected. */
  private final byte[] run;

  /**
   * Nothing doubted yet.
   *
   * @param tails tail of each channel's residual
   * @param warmUp readings in which a sensor warms up
   * @param rows sensors side by side
   */
  Doubt(TailDistribution.Curve[] tails, int warmUp, int rows) {
    this.beyond = beyond(tails);
    this.warmUp = warmUp;
    this.run = new byte[rows * tails.length];
  }

  /** Deviations of each channel beyond which a value is strange. */
  static double[] beyond(TailDistribution.Curve[] tails) {
    return Arrays.stream(tails).mapToDouble(Doubt::beyond).toArray();
  }

  private static double beyond(TailDistribution.Curve tail) {
    return Math.max(LEAST, tail.value(-Math.log(RARE)));
  }

  /**
   * Whether a value is strange, which is kept in mind until the channel's next value.
   *
   * @param at row and channel, {@code row × channels + channel}
   * @param residual deviations from what was expected
   */
  boolean isStrange(int at, double residual) {
    if (Math.abs(residual) <= beyond[at % beyond.length]) {
      run[at] = 0;
      return false;
    }
    return true;
  }

  /**
   * The part of a strange value's distance that is believed.
   *
   * @param at row and channel, {@code row × channels + channel}
   * @param distance distance from what was expected
   * @param deviation calibrated deviation of what was expected
   * @param limit how far the second strange value in a row is believed
   * @param count readings of the sensor before this one
   */
  double believed(int at, double distance, double deviation, double limit, long count) {
    int side = distance > 0 ? 1 : -1;
    int before = run[at];
    boolean again = before * side > 0;
    run[at] = (byte) (again ? side * Math.min(LONGEST, Math.abs(before) + 1) : side);
    boolean warming = count == 0 || count <= warmUp && before != 0;
    double most = 0;
    if (warming) {
      most = FARTHEST * deviation * Math.scalb(1.0, Math.abs(before));
    } else if (again) {
      most = limit * Math.scalb(1.0, Math.abs(before) - 1);
    }
    return side * Math.min(Math.abs(distance), most);
  }

  boolean isAny() {
    for (byte r : run) {
      if (r != 0) {
        return true;
      }
    }
    return false;
  }

  void copyRow(Doubt from, int row) {
    System.arraycopy(from.run, row * beyond.length, run, 0, beyond.length);
  }

  void clear() {
    Arrays.fill(run, (byte) 0);
  }

  void write(ByteBuffer out) {
    out.put(run);
  }

  void read(ByteBuffer in) {
    in.get(run);
  }
}
