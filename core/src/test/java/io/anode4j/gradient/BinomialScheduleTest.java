package io.anode4j.gradient;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;

class BinomialScheduleTest {
  /** The fewest steps made again, by trying every place for the next checkpoint. */
  private static long[][] best(int steps, int checkpoints) {
    long[][] cost = new long[checkpoints + 1][steps + 1];
    for (int c = 1; c <= checkpoints; c++) {
      for (int n = 2; n <= steps; n++) {
        cost[c][n] = (long) n * (n - 1) / 2;
        for (int m = 1; m < n && c > 1; m++) {
          cost[c][n] = Math.min(cost[c][n], m + cost[c - 1][n - m] + cost[c][m]);
        }
      }
    }
    return cost;
  }

  @Test
  void isAsCheapAsTheBestOfAllSchedules() {
    long[][] best = best(70, 6);
    for (int c = 1; c <= 6; c++) {
      for (int n = 1; n <= 70; n++) {
        assertEquals(best[c][n], BinomialSchedule.cost(n, c), n + " steps, " + c);
        if (n > 1 && c > 1) {
          int m = BinomialSchedule.advance(n, c);
          assertTrue(m >= 1 && m < n);
          assertEquals(best[c][n], m + best[c - 1][n - m] + best[c][m], n + " steps, " + c);
        }
      }
    }
  }

  @Test
  void growsSlowlyWithTheNumberOfSteps() {
    // C(10 + 4, 10) = 1001: a thousand steps with ten checkpoints repeat each at most four times.
    assertTrue(BinomialSchedule.cost(1001, 10) < 4 * 1001);
    assertEquals(0, BinomialSchedule.cost(10, 10), 10);
    long[] costs = new long[100];
    Arrays.setAll(costs, i -> BinomialSchedule.cost(1_000_000, i + 2));
    for (int i = 1; i < costs.length; i++) {
      assertTrue(costs[i] < costs[i - 1], "more checkpoints are cheaper");
    }
  }
}
