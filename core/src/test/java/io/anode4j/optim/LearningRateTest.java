package io.anode4j.optim;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

class LearningRateTest {
  @Test
  void constantStays() {
    assertEquals(0.3, LearningRate.constant(0.3).at(0));
    assertEquals(0.3, LearningRate.constant(0.3).at(1_000_000));
  }

  @Test
  void cosineFallsFromTheRateToTheLastOneAndStays() {
    LearningRate rate = LearningRate.cosine(1, 0.2, 100);
    assertEquals(1, rate.at(0));
    assertEquals(0.6, rate.at(50), 1e-15);
    assertEquals(0.2 + 0.4 * (1 + Math.sqrt(0.5)), rate.at(25), 1e-15);
    assertEquals(0.2, rate.at(100), 1e-15);
    assertEquals(0.2, rate.at(10_000), 1e-15);
    assertEquals(0, LearningRate.cosine(1, 10).at(10), 1e-15);
  }

  @Test
  void exponentialFallsToItsLowestRate() {
    LearningRate rate = LearningRate.exponential(0.01, 0.999, 0.001);
    assertEquals(0.01, rate.at(0));
    assertEquals(0.01 * 0.999 * 0.999, rate.at(2), 1e-17);
    assertEquals(0.001, rate.at(5_000));
  }

  @Test
  void stairFallsAtItsEdges() {
    LearningRate rate = LearningRate.stair(1, 0.5, 10);
    assertEquals(1, rate.at(9));
    assertEquals(0.5, rate.at(10));
    assertEquals(0.5, rate.at(19));
    assertEquals(0.25, rate.at(20));
  }

  @Test
  void warmUpRisesToTheFirstRateAndThenStartsTheSchedule() {
    LearningRate rate = LearningRate.stair(1, 0.5, 10).withWarmUp(4);
    assertEquals(0.25, rate.at(0));
    assertEquals(0.75, rate.at(2));
    assertEquals(1, rate.at(3));
    assertEquals(1, rate.at(4));
    assertEquals(1, rate.at(13));
    assertEquals(0.5, rate.at(14));
    LearningRate none = LearningRate.constant(2).withWarmUp(0);
    assertEquals(2, none.at(0));
  }

  @Test
  void refusesWhatIsNoSchedule() {
    assertThrows(IllegalArgumentException.class, () -> LearningRate.constant(0));
    assertThrows(IllegalArgumentException.class, () -> LearningRate.constant(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> LearningRate.cosine(1, 0));
    assertThrows(IllegalArgumentException.class, () -> LearningRate.cosine(1, 2, 10));
    assertThrows(IllegalArgumentException.class, () -> LearningRate.cosine(1, -1, 10));
    assertThrows(IllegalArgumentException.class, () -> LearningRate.exponential(1, 1.1, 0));
    assertThrows(IllegalArgumentException.class, () -> LearningRate.exponential(1, 0, 0));
    assertThrows(IllegalArgumentException.class, () -> LearningRate.stair(1, 0.5, 0));
    String message =
        assertThrows(IllegalArgumentException.class, () -> LearningRate.constant(1).withWarmUp(-1))
            .getMessage();
    assertTrue(message.contains("-1 steps"), message);
  }
}
