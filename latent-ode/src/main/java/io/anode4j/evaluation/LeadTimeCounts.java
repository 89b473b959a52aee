package io.anode4j.evaluation;

import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;

/**
 * How often which distance from the origin occurs, in bounded memory: exact up to a number of
 * different distances, beyond it distances are rounded up to ever fewer digits, at first to 22 bits
 * (a relative error of 2.4e-7).
 */
final class LeadTimeCounts {
  private static final int MOST = 1 << 17;

  /** Of 52 bits behind the point 22 are left at first. */
  private static final int FIRST_DROP = 52 - 22;

  private final int most;
  private Map<Double, Long> counts = new HashMap<>();
  private int dropped;
  private double longest;
  private long total;

  LeadTimeCounts() {
    this(MOST);
  }

  LeadTimeCounts(int most) {
    this.most = most;
  }

  /** Counts a distance, at least 0. */
  void add(double lead) {
    longest = Math.max(longest, lead);
    total++;
    counts.merge(rounded(lead), 1L, Long::sum);
    while (counts.size() > most) {
      dropped = dropped == 0 ? FIRST_DROP : dropped + 1;
      Map<Double, Long> fewer = new HashMap<>();
      counts.forEach((key, count) -> fewer.merge(rounded(key), count, Long::sum));
      counts = fewer;
    }
  }

  /** Up, so that what lies within an edge still does. */
  private double rounded(double lead) {
    long mask = (1L << dropped) - 1;
    return Double.longBitsToDouble((Double.doubleToLongBits(lead) + mask) & ~mask);
  }

  /** {@return the upper edges of about so many ranges with equally many distances, increasing} */
  double[] edges(int ranges) {
    double[] leads = counts.keySet().stream().mapToDouble(Double::doubleValue).sorted().toArray();
    double[] edges = new double[ranges];
    int found = 0;
    long upTo = 0;
    int next = 0;
    for (int k = 1; k <= ranges && total > 0; k++) {
      long rank = (long) Math.ceil((double) k / ranges * total);
      while (upTo < rank) {
        upTo += counts.getOrDefault(leads[next++], 0L);
      }
      double edge = Math.min(longest, leads[next - 1]);
      if (found == 0 || edge > edges[found - 1]) {
        edges[found++] = edge;
      }
    }
    return Arrays.copyOf(edges, found);
  }
}
