package io.anode4j.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.ByteBuffer;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SmoothedSurpriseTest {
  private static final double THRESHOLD = 2;

  private static double ordinary(SplittableRandom random) {
    return Math.min(6, -Math.log(1 - random.nextDouble()));
  }

  @Test
  void isTheExponentialMeanOfOrdinaryReadingsToTheBit() {
    SmoothedSurprise smoothed = new SmoothedSurprise(8, THRESHOLD);
    SplittableRandom random = new SplittableRandom(1);
    double expected = 1;
    for (int i = 0; i < 1000; i++) {
      double surprise = ordinary(random);
      expected = expected + (surprise - expected) / 8;
      assertEquals(expected, smoothed.add(surprise));
      assertFalse(smoothed.inBurst());
    }
  }

  @ParameterizedTest
  @ValueSource(doubles = {12, 30, 1e3, 1e12, 1e300, Double.MAX_VALUE, Double.POSITIVE_INFINITY})
  void oneBurstRaisesTheAlarmAndIsForgotten(double size) {
    for (double smoothing : new double[] {1, 1.5, 2, 8, 20}) {
      double threshold = smoothing == 1 ? 7 : THRESHOLD;
      SmoothedSurprise with = new SmoothedSurprise(smoothing, threshold);
      SmoothedSurprise without = new SmoothedSurprise(smoothing, threshold);
      int window = (int) Math.ceil(smoothing);
      double scale = size > 20 ? size : 8 * smoothing;
      assertTrue(with.add(scale) > threshold, () -> "seen at smoothing " + smoothing);
      without.add(1);
      for (int i = 1; i <= window; i++) {
        with.add(1);
        without.add(1);
      }
      // As if the burst had been an ordinary reading.
      assertEquals(without.value(), with.value(), 1e-12);
    }
  }

  @Test
  void burstsThatFollowOneAnotherFadeAsAllReadingsDo() {
    SmoothedSurprise smoothed = new SmoothedSurprise(8, THRESHOLD);
    smoothed.add(1e9);
    smoothed.add(1);
    double value = smoothed.add(1e9);
    for (int i = 0; i < 6; i++) {
      value += (1 - value) / 8;
      smoothed.add(1);
    }
    assertEquals(value, smoothed.value(), 1e-12);
    assertTrue(smoothed.value() > THRESHOLD, "the second confirmed the first");
  }

  @Test
  void whatIsSavedGoesOnTheSame() {
    SmoothedSurprise whole = new SmoothedSurprise(8, THRESHOLD);
    SmoothedSurprise resumed = new SmoothedSurprise(8, THRESHOLD);
    SplittableRandom random = new SplittableRandom(2);
    for (int i = 0; i < 200; i++) {
      double surprise = i % 23 == 5 ? 1e6 : ordinary(random);
      ByteBuffer state = ByteBuffer.allocate(8 + SmoothedSurprise.BURST_BYTES);
      resumed.writeValue(state);
      resumed.writeBurst(state);
      resumed = new SmoothedSurprise(8, THRESHOLD);
      resumed.readValue(state.flip());
      resumed.readBurst(state);
      assertEquals(whole.add(surprise), resumed.add(surprise));
    }
  }

  @Test
  void surprisesOfManyChannelsAddUpAtAnySize() {
    for (int channels : new int[] {1, 2, 3, 8, 100}) {
      double before = 0;
      for (double sum = 1; sum < 1e308; sum *= 10) {
        double combined = ScoreCalibration.combined(sum, channels);
        assertTrue(combined >= before && combined <= sum, channels + " channels, " + sum);
        before = combined;
      }
      assertTrue(before > 1e300);
      double infinite = ScoreCalibration.combined(Double.POSITIVE_INFINITY, channels);
      assertEquals(Double.POSITIVE_INFINITY, infinite);
    }
  }
}
