package io.anode4j.detection;

import java.util.Comparator;
import java.util.stream.IntStream;

/**
 * Readings from the strangest to the most ordinary. Those of equal scores are above any threshold
 * together, so they come as one group.
 */
final class Ranking {
  private final double[] scores;
  private final int[] order;

  Ranking(double[] scores) {
    this.scores = scores;
    this.order =
        IntStream.range(0, scores.length)
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -scores[i]))
            .mapToInt(Integer::intValue)
            .toArray();
  }

  int size() {
    return order.length;
  }

  /** The reading of a rank, 0 is the strangest. */
  int at(int rank) {
    return order[rank];
  }

  double score(int rank) {
    return scores[order[rank]];
  }

  /** Whether a rank is the last of those with its score. */
  boolean endsGroup(int rank) {
    return rank + 1 == order.length || score(rank) != score(rank + 1);
  }
}
