package io.anode4j.classification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class OpinionPoolTest {
  private static final int COUNT = 4000;

  /** Scores s with truth drawn from sigmoid(s), told as sigmoid(sharpness · s). */
  private static double[][] told(double[] scores, double sharpness) {
    double[][] p = new double[scores.length][2];
    for (int i = 0; i < scores.length; i++) {
      p[i][1] = 1 / (1 + Math.exp(-sharpness * scores[i]));
      p[i][0] = 1 - p[i][1];
    }
    return p;
  }

  private static double[] scores(long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    return random.doubles(COUNT, -3, 3).toArray();
  }

  private static int[] truth(double[] scores, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    int[] y = new int[scores.length];
    for (int i = 0; i < y.length; i++) {
      y[i] = random.nextDouble() < 1 / (1 + Math.exp(-scores[i])) ? 1 : 0;
    }
    return y;
  }

  /** One that is three times too sure has the temperature 3. */
  @Test
  void theTemperatureIsFound() {
    double[] scores = scores(1);
    OpinionPool blend = OpinionPool.fit(List.<double[][]>of(told(scores, 3)), truth(scores, 2));
    assertEquals(1.0 / 3, blend.weights().get(0), 0.02);
    double[] p = blend.of(List.<double[]>of(told(new double[] {1.5}, 3)[0]));
    assertEquals(1 / (1 + Math.exp(-1.5)), p[1], 0.02);
  }

  @Test
  void oneThatKnowsNothingWeighsNothingToSpeakOf() {
    double[] scores = scores(1);
    OpinionPool blend =
        OpinionPool.fit(List.of(told(scores, 1), told(scores(5), 1)), truth(scores, 2));
    assertEquals(1, blend.weights().get(0), 0.1);
    assertTrue(blend.weights().get(1) < 0.08, blend.toString());
  }

  @Test
  void oneThatIsAlwaysWrongIsLeftOut() {
    double[] scores = scores(1);
    OpinionPool blend =
        OpinionPool.fit(List.of(told(scores, 1), told(scores(3), -1)), truth(scores, 2));
    OpinionPool wrong = OpinionPool.fit(List.<double[][]>of(told(scores, -1)), truth(scores, 2));
    assertTrue(blend.weights().stream().allMatch(w -> w >= 0), blend.toString());
    assertEquals(List.of(0.0), wrong.weights());
    assertArrayEquals(
        new double[] {0.5, 0.5}, wrong.of(List.<double[]>of(new double[] {0.9, 0.1})));
  }

  @Test
  void withoutExamplesAllAreAlike() {
    OpinionPool blend = OpinionPool.fit(List.of(new double[0][], new double[0][]), new int[0]);
    assertEquals(OpinionPool.equal(2).weights().get(0), blend.weights().get(0), 1e-9);
  }

  @Test
  void aCertaintyOfNothingStaysFinite() {
    double[] p = OpinionPool.equal(1).of(List.<double[]>of(new double[] {0, 1}));
    assertEquals(1, p[1], 1e-12);
  }

  @Test
  void weightsOutOfRangeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new OpinionPool(List.of()));
    assertThrows(IllegalArgumentException.class, () -> new OpinionPool(List.of(-1.0)));
    assertThrows(IllegalArgumentException.class, () -> new OpinionPool(List.of(Double.NaN)));
  }
}
