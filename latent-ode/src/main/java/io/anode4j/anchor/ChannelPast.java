package io.anode4j.anchor;

import io.anode4j.data.TimeSeries;
import java.util.Arrays;

/**
 * The observed values of one channel of one series, with running statistics, so that what was known
 * at any moment costs a binary search. A moment is a count: of the first so many values.
 */
final class ChannelPast {
  /** So many times nearer than a gap may be wide, a value stands for the time itself. */
  private static final double NEARBY = 25;

  /** Moves of usual size that are added to the channel's own. */
  private static final double USUAL_MOVES = 4;

  private final double[] times;
  private final double[] values;

  /** Sums of the first i values less the very first, which keeps digits at any level. */
  private final double[] sums;

  /** Squared deviations from block means over the first i values. */
  private final double[] squares;

  /** Degrees of freedom of {@link #squares}. */
  private final int[] degrees;

  /** How often a value was another than the one before it, among the first i values. */
  private final int[] moves;

  /** Squares of these moves, summed. */
  private final double[] moved;

  /**
   * Reads a channel.
   *
   * @param series a series
   * @param channel which channel
   * @param block length of the blocks whose means are taken off before scatter is measured
   */
  ChannelPast(TimeSeries series, int channel, double block) {
    int n = series.observedCount(channel);
    times = new double[n];
    values = new double[n];
    sums = new double[n + 1];
    squares = new double[n + 1];
    degrees = new int[n + 1];
    moves = new int[n + 1];
    moved = new double[n + 1];
    int k = 0;
    for (int i = 0; i < series.length() && k < n; i++) {
      if (series.isObserved(i, channel)) {
        times[k] = series.time(i);
        values[k++] = series.value(i, channel);
      }
    }
    accumulate(block);
  }

  private ChannelPast(double[] times, double[] values) {
    this.times = times;
    this.values = values;
    sums = new double[times.length + 1];
    squares = new double[times.length + 1];
    degrees = new int[times.length + 1];
    moves = new int[times.length + 1];
    moved = new double[times.length + 1];
    accumulate(Double.POSITIVE_INFINITY);
  }

  /** All values less their mean and by a scale; none where they are all the same. */
  ChannelPast standardised(double scale) {
    double mean = times.length == 0 ? 0 : mean(0, times.length);
    double[] standard = Arrays.stream(values).map(v -> (v - mean) / scale).toArray();
    boolean moves = Arrays.stream(values).anyMatch(v -> v != values[0]);
    return moves ? new ChannelPast(times, standard) : new ChannelPast(new double[0], new double[0]);
  }

  /** Welford's running variance within each block, after those of the blocks before. */
  private void accumulate(double block) {
    double start = Double.NEGATIVE_INFINITY;
    double mean = 0;
    double inBlock = 0;
    double before = 0;
    int count = 0;
    int degreesBefore = 0;
    for (int i = 0; i < times.length; i++) {
      if (!(times[i] < start + block)) {
        before += inBlock;
        degreesBefore += Math.max(0, count - 1);
        start = times[i];
        mean = 0;
        inBlock = 0;
        count = 0;
      }
      double value = values[i] - values[0];
      double change = value - mean;
      mean += change / ++count;
      inBlock += change * (value - mean);
      sums[i + 1] = sums[i] + value;
      squares[i + 1] = before + inBlock;
      degrees[i + 1] = degreesBefore + count - 1;
      double move = i == 0 ? 0 : values[i] - values[i - 1];
      moves[i + 1] = moves[i] + (move == 0 ? 0 : 1);
      moved[i + 1] = moved[i] + move * move;
    }
  }

  /** How many values there are until a time, that time's included. */
  int until(double time) {
    int at = Arrays.binarySearch(times, time);
    return at < 0 ? -at - 1 : at + 1;
  }

  /** Number of values. */
  int size() {
    return times.length;
  }

  double time(int index) {
    return times[index];
  }

  double value(int index) {
    return values[index];
  }

  /** Mean of the values with indices {@code from … to - 1}, at least one. */
  double mean(int from, int to) {
    return values[0] + (sums[to] - sums[from]) / (to - from);
  }

  /** Degrees of freedom behind {@link #scatter}. */
  int degrees(int count) {
    return degrees[count];
  }

  /** Standard deviation within blocks over the first values; NaN where there is none. */
  double scatter(int count) {
    return degrees[count] > 0 ? Math.sqrt(squares[count] / degrees[count]) : Double.NaN;
  }

  /** How often one of the first values was another than the one before it. */
  int moves(int count) {
    return moves[count];
  }

  /** Sum of the squares of these moves. */
  double squaredMoves(int count) {
    return moved[count];
  }

  /**
   * How far the channel moves when it does: root mean square over the first values of all moves, of
   * which few are pulled to the usual one, on the logarithm.
   */
  double move(int count, double usual) {
    int own = moves[count];
    if (moved[count] == 0) {
      return usual;
    }
    double logs = own * Math.log(moved[count] / own) / 2 + USUAL_MOVES * Math.log(usual);
    return Math.exp(logs / (own + USUAL_MOVES));
  }

  /**
   * Value at a time by interpolation over the first values alone. Where a gap is too wide, as from
   * quarter to quarter of a year, whose lengths differ, a value next to the time stands for it.
   *
   * @param time any time
   * @param count how many values are known
   * @param widest widest gap that may be bridged; half of it beyond the last known value
   * @return the value, NaN before the first, in wider gaps and too long after the last
   */
  double at(double time, int count, double widest) {
    int k = Math.min(until(time), count);
    if (k == 0) {
      return Double.NaN;
    }
    double since = time - times[k - 1];
    if (k == count || since == 0) {
      return since <= widest / 2 ? values[k - 1] : Double.NaN;
    }
    double gap = times[k] - times[k - 1];
    if (gap > widest) {
      return nearby(k, since, gap, widest / NEARBY);
    }
    return values[k - 1] + since / gap * (values[k] - values[k - 1]);
  }

  private double nearby(int right, double since, double gap, double near) {
    if (Math.min(since, gap - since) > near) {
      return Double.NaN;
    }
    return 2 * since <= gap ? values[right - 1] : values[right];
  }
}
