package io.anode4j.report;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.RepetitionInfo;
import org.junit.jupiter.api.Test;

class EndLabelTest {
  @Test
  void leavesFreeLabelsAlone() {
    double[] wanted = {10, 40, 80};
    assertArrayEquals(wanted, EndLabel.spread(wanted, 15, 0, 100));
  }

  @Test
  void sharesTheShiftEvenly() {
    assertArrayEquals(
        new double[] {42.5, 57.5}, EndLabel.spread(new double[] {50, 50}, 15, 0, 100));
    assertArrayEquals(
        new double[] {35, 50, 65}, EndLabel.spread(new double[] {49, 50, 51}, 15, 0, 100), 1e-9);
  }

  @Test
  void staysWithinTheBounds() {
    assertArrayEquals(
        new double[] {70, 85, 100}, EndLabel.spread(new double[] {99, 99, 99}, 15, 0, 100));
    assertArrayEquals(new double[] {0, 15}, EndLabel.spread(new double[] {-9, -9}, 15, 0, 100));
    assertArrayEquals(new double[0], EndLabel.spread(new double[0], 15, 0, 100));
  }

  /** No other placement found at random is apart, and closer to the wish. */
  @RepeatedTest(20)
  void isTheLeastMove(RepetitionInfo info) {
    SplittableRandom random = new SplittableRandom(info.getCurrentRepetition());
    double[] wanted = random.doubles(6, 0, 60).sorted().toArray();
    double[] placed = EndLabel.spread(wanted, 10, -1000, 1000);
    for (int i = 1; i < placed.length; i++) {
      assertTrue(placed[i] - placed[i - 1] > 10 - 1e-9, () -> Arrays.toString(placed));
    }
    for (int attempt = 0; attempt < 2000; attempt++) {
      double[] other = new double[6];
      for (int i = 0; i < 6; i++) {
        double near = placed[i] + random.nextDouble(-2, 2);
        other[i] = i == 0 ? near : Math.max(near, other[i - 1] + 10);
      }
      assertTrue(cost(other, wanted) >= cost(placed, wanted) - 1e-9);
    }
  }

  private static double cost(double[] placed, double[] wanted) {
    double cost = 0;
    for (int i = 0; i < placed.length; i++) {
      cost += (placed[i] - wanted[i]) * (placed[i] - wanted[i]);
    }
    return cost;
  }
}
