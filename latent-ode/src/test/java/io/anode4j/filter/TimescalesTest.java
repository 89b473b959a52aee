package io.anode4j.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeFormat;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class TimescalesTest {
  /**
   * Before anything is learnt, scale k has the variance 1/(2·2ᵏ − 1) of independent values, so T²
   * of a first value 1 is the sum of 4⁻ᵏ·(2·2ᵏ − 1)/1.1, k = 1 … 6, over six.
   */
  @Test
  void aFirstValueIsAsStrangeAsWorkedOutByHand() {
    double expected = 0;
    for (int k = 1; k <= 6; k++) {
      expected += Math.pow(4, -k) * (2 * Math.pow(2, k) - 1) / 1.1 / 6;
    }
    assertEquals(expected, new Timescales().distance(1), 1e-3);
  }

  /** It would be 1 without the share that is added to the variances. */
  @Test
  void isAHalfOnAverageOnNoise() {
    Timescales scales = new Timescales();
    SplittableRandom random = new SplittableRandom(1);
    double sum = 0;
    for (int i = 0; i < 20_000; i++) {
      double squared = scales.distance(random.nextGaussian());
      scales.learn(1);
      sum += i >= 4000 ? squared / 16_000 : 0;
    }
    assertEquals(0.5, sum, 0.1);
  }

  /** A wave that becomes five times slower, at values that occur every time. */
  @Test
  void aCourseIsStrangeAtOrdinaryValues() {
    Timescales scales = new Timescales();
    SplittableRandom random = new SplittableRandom(2);
    double[] highest = new double[2];
    for (int i = 0; i < 6000; i++) {
      boolean strange = i >= 5000 && i < 5100;
      double wave = Math.sin(2 * Math.PI * i / (strange ? 100 : 20));
      double squared = scales.distance(wave + 0.05 * random.nextGaussian());
      scales.learn(1);
      if (i >= 1000 && i < 5100) {
        highest[strange ? 1 : 0] = Math.max(highest[strange ? 1 : 0], squared);
      }
    }
    assertTrue(highest[1] > 1.5 * highest[0], highest[1] + " against " + highest[0]);
  }

  @Test
  void isFollowedAsFarAsAStateHasRoom() {
    for (int channels : new int[] {1, 8, 12, 19, 24}) {
      List<String> names = IntStream.range(0, channels).mapToObj(i -> "c" + i).toList();
      AdaptiveSensorModel model =
          AdaptiveSensorModel.of(RobustSensorModel.of(names, TimeFormat.number()));
      assertTrue(model.stateBytes() <= SensorState.MOST, channels + ": " + model.stateBytes());
      assertTrue(channels > 19 || model.courses() > 0, channels + " channels, none is followed");
      assertEquals(channels <= 12, model.courses() == channels, channels + "");
    }
  }
}
