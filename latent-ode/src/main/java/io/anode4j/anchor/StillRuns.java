package io.anode4j.anchor;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a channel does after it has stood still. Of one that shows the same value again and again
 * its own scatter says that it will never move; how often such a channel did, and how far, the
 * training data know: rain comes after dry weeks, and a constant stays one.
 */
final class StillRuns {
  /** So many runs must have been as long, or chance decides. */
  private static final int LEAST_RUNS = 3;

  /** Lengths of runs double, from 2 on; none is longer than this. */
  private static final int LENGTHS = 24;

  private static final int RECENT = 8;

  private final double[] squares = new double[LENGTHS];
  private final long[] places = new long[LENGTHS];
  private final int[] runs = new int[LENGTHS];

  /**
   * Root mean square of how far the next value lay off, in units of how far the series moves when
   * it does, over all places at which the last {@code 2, 4, 8 …} values had been the same.
   *
   * @param pasts all that was seen of the channel in each series
   * @param usual how far one that has not moved would, see {@link ChannelPast#move}
   * @return by the logarithm of the length, as long as runs were found; empty where a channel does
   *     not move once it stands still
   */
  List<Double> movement(Stream<ChannelPast> pasts, double usual) {
    pasts.forEach(past -> read(past, past.move(past.size(), usual)));
    List<Double> movement = new ArrayList<>();
    for (int k = 0; k < LENGTHS && runs[k] >= LEAST_RUNS; k++) {
      movement.add(Math.sqrt(squares[k] / places[k]));
    }
    return movement.stream().anyMatch(far -> far > 0) ? movement : List.of();
  }

  private void read(ChannelPast past, double unit) {
    for (int i = 0, length = 1; i + 1 < past.size(); i++) {
      double moved = (past.value(i + 1) - past.value(i)) / unit;
      boolean ends = moved != 0;
      for (int k = 0; 2 << k <= length && k < LENGTHS; k++) {
        places[k]++;
        squares[k] += moved * moved;
        runs[k] += ends || i + 2 == past.size() ? 1 : 0;
      }
      length = ends ? 1 : length + 1;
    }
  }

  /**
   * The most equal values in a row among the first ones, of those rows that reach into the last few
   * of them: an event that has just been does not end the stillness that it came from.
   */
  static int length(ChannelPast past, int count) {
    int longest = 0;
    int end = count;
    while (end > 0 && end > count - RECENT) {
      int first = end - 1;
      while (first > 0 && past.value(first - 1) == past.value(end - 1)) {
        first--;
      }
      longest = Math.max(longest, end - first);
      end = first;
    }
    return longest;
  }

  /**
   * Which share of the steps of a context were none. One that moves at nearly every step does not
   * stand still where two values happen to be the same: its own scatter says how it goes on.
   */
  static double share(ChannelPast past, int start, int count) {
    int first = Math.max(0, Math.min(start, count - RECENT));
    int steps = count - first - 1;
    return steps < 1 ? 0 : 1 - (past.moves(count) - past.moves(first + 1)) / (double) steps;
  }

  /**
   * How far a channel is expected to move that has been still for so long, in the same units.
   *
   * @param movement what {@link #movement} found
   * @param length how many values were the same
   * @return root mean square; beyond the longest runs that were found by the rule of succession:
   *     twice as long without moving, half as probable to move; 0 after a single value
   */
  static double after(List<Double> movement, int length) {
    if (movement.isEmpty() || length < 2) {
      return 0;
    }
    int k = Math.min(movement.size(), 31 - Integer.numberOfLeadingZeros(length)) - 1;
    boolean last = k == movement.size() - 1;
    double longest = 4 << k; // where the next lengths would begin
    return movement.get(k) * (last ? Math.sqrt(Math.min(1, longest / length)) : 1);
  }
}
