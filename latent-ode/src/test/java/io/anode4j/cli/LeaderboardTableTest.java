package io.anode4j.cli;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.evaluation.Leaderboard;
import io.anode4j.evaluation.Leaderboard.Standing;
import java.util.List;
import org.junit.jupiter.api.Test;

class LeaderboardTableTest {
  private static String table(double drawn) {
    Standing all = new Standing(Leaderboard.WEIGHED, 0.5, 0, 0, 1);
    Standing rule = new Standing("last_value", 0.51, 0.01, 0.02, 0.7);
    return LeaderboardTable.of(new Leaderboard(40, List.of(all, rule), "last_value", drawn));
  }

  @Test
  void itSaysHowFarTheWeightsGaveWay() {
    assertTrue(table(0.63).contains("better than last_value: weights went 63 % of the way"));
    assertFalse(table(0.02).contains("went"), "a trifle");
  }
}
