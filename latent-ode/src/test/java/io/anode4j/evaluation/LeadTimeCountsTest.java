package io.anode4j.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Edges against the sorted distances themselves. */
class LeadTimeCountsTest {
  private static double[] leads(int count) {
    return new SplittableRandom(7).doubles(count, 0.001, 86_400).toArray();
  }

  private static double[] edges(LeadTimeCounts counts, double[] leads) {
    Arrays.stream(leads).forEach(counts::add);
    return counts.edges(8);
  }

  private static double[] expected(double[] leads) {
    double[] sorted = leads.clone();
    Arrays.sort(sorted);
    double[] edges = new double[8];
    for (int k = 1; k <= 8; k++) {
      edges[k - 1] = sorted[(int) Math.ceil(k / 8.0 * sorted.length) - 1];
    }
    return edges;
  }

  @Test
  void edgesAreThoseOfTheSortedDistances() {
    double[] leads = leads(1001);
    assertArrayEquals(expected(leads), edges(new LeadTimeCounts(), leads));
  }

  @Test
  void equalDistancesMakeOneRange() {
    double[] edges = edges(new LeadTimeCounts(), new double[] {5, 5, 5, 5, 5, 5, 5, 7});
    assertArrayEquals(new double[] {5, 7}, edges);
    assertEquals(0, new LeadTimeCounts().edges(8).length);
  }

  /** 64 different distances for 20,000: half of an octave has about 8 keys left. */
  @Test
  void beyondItsRoomDistancesAreRoundedUp() {
    double[] leads = leads(20_000);
    double[] rough = edges(new LeadTimeCounts(64), leads);
    double[] exact = expected(leads);
    assertEquals(exact.length, rough.length);
    assertEquals(exact[7], rough[7], "no edge beyond the longest distance");
    for (int k = 0; k < 8; k++) {
      assertTrue(rough[k] >= exact[k] && rough[k] < 1.3 * exact[k], rough[k] + " " + exact[k]);
    }
  }
}
