package io.anode4j.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;

/** Scores that scorers from outside make. */
class OwnScoreTest {
  private static final Reading READING = new Reading(7, new double[] {3, Double.NaN});

  private static Score score(double... std) {
    return Score.of(READING, 20, false, new double[] {1, 5}, std, Score.Alarm.of(9, 6.9), 8, 12);
  }

  @Test
  void aScoreSaysWhatItWasGivenAndWhatFollows() {
    Score score = score(2, 1);
    assertEquals(READING, score.reading());
    assertEquals(20, score.count());
    assertTrue(score.isAnomaly());
    assertFalse(score.isUnusualLevel());
    assertEquals(Math.exp(-9), score.pValue(), 1e-12);
    assertEquals(1, score.residual(0));
    // ln N(3; 1, 2²) and −ln P(|Z| ≥ 1) = −ln 0.31731.
    assertEquals(-0.5 - Math.log(2) - 0.5 * Math.log(2 * Math.PI), score.logLikelihood(), 1e-12);
    assertEquals(-Math.log(0.317310507863), score.contribution(0), 1e-3);
    assertEquals(0, score.contribution(1), "nothing was observed there");
    assertEquals(8, score.expectedNext());
    assertEquals(12, score.overdueAfter());
  }

  @Test
  void shapesAndDeviationsAreChecked() {
    assertThrows(IllegalArgumentException.class, () -> score(2));
    assertThrows(IllegalArgumentException.class, () -> score(2, 0));
    String message =
        String.valueOf(
            assertThrows(IllegalArgumentException.class, () -> score(2, Double.NaN)).getMessage());
    assertTrue(message.contains("above 0"), message);
  }
}
