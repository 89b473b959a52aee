package io.anode4j.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeFormat;
import io.anode4j.forecast.Forecast;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RobustScorerTest {
  private static final RobustSensorModel MODEL =
      RobustSensorModel.of(List.of("a", "b"), TimeFormat.number());

  /** Two channels of noise, each value hanging on the one before by a part. */
  private static final class Noise {
    private final Random random;
    private final double persistence;
    private final boolean heavy;
    private final double[] now = new double[2];

    Noise(long seed, double persistence, boolean heavy) {
      this.random = new Random(seed);
      this.persistence = persistence;
      this.heavy = heavy;
    }

    double[] next() {
      for (int c = 0; c < 2; c++) {
        double shock = random.nextGaussian();
        if (heavy) {
          // Student's t of three degrees of freedom.
          double chi = 0;
          for (int i = 0; i < 3; i++) {
            double z = random.nextGaussian();
            chi += z * z;
          }
          shock /= Math.sqrt(chi / 3);
        }
        now[c] = persistence * now[c] + shock;
      }
      return new double[] {100 + 3 * now[0], -5 + 0.1 * now[1]};
    }
  }

  /** The wanted rate holds for noise of other kinds than the one that it was derived from. */
  @ParameterizedTest
  @CsvSource({
    "0, false, 0.01", "0, false, 0.001",
    "0.9, false, 0.01", "0.9, false, 0.001",
    "0, true, 0.01", "0, true, 0.001",
    "0.99, false, 0.01",
  })
  void ordinaryReadingsAlarmNoMoreThanTwiceAsOftenAsWanted(
      double persistence, boolean heavy, double rate) {
    int alarms = 0;
    int levels = 0;
    int all = 0;
    for (int seed = 1; seed <= 10; seed++) {
      Noise noise = new Noise(seed, persistence, heavy);
      Scorer scorer = MODEL.newScorer(rate);
      for (int i = 0; i < 6000; i++) {
        Score score = scorer.update(new Reading(i, noise.next()));
        if (i >= 1000) {
          alarms += score.isAnomaly() ? 1 : 0;
          levels += score.isUnusualLevel() ? 1 : 0;
          all++;
        }
      }
    }
    double found = alarms / (double) all;
    assertTrue(found <= 2 * rate, found + " predictions for " + rate);
    assertTrue(levels <= 2 * rate * all, levels / (double) all + " levels for " + rate);
  }

  @Test
  void seesAStepAndForgetsItOnlySlowly() {
    Noise noise = new Noise(5, 0, false);
    Scorer scorer = MODEL.newScorer(1e-3);
    int seen = 0;
    int level = 0;
    for (int i = 0; i < 1200; i++) {
      double[] values = noise.next();
      values[0] += i >= 1000 ? 6 * 3 : 0;
      Score score = scorer.update(new Reading(i, values));
      seen += i >= 1000 && score.isAnomaly() ? 1 : 0;
      level += i >= 1000 && score.isUnusualLevel() ? 1 : 0;
      if (i == 1003) {
        assertTrue(score.isAnomaly() && score.isUnusualLevel(), score::toString);
        assertTrue(score.levelContribution(0) > score.levelContribution(1));
        assertTrue(score.contribution(0) > score.contribution(1));
      }
    }
    assertTrue(seen >= 5, seen + " alarms of the prediction");
    assertTrue(level >= 180, level + " of the level: it is not learnt within 200 readings");
  }

  @Test
  void followsASlowDriftWithoutAnAlarm() {
    Noise noise = new Noise(6, 0, false);
    Scorer scorer = MODEL.newScorer(1e-3);
    int alarms = 0;
    for (int i = 0; i < 20_000; i++) {
      double[] values = noise.next();
      values[0] += 3.0 * i / 2000; // a deviation in two thousand readings
      Score score = scorer.update(new Reading(i, values));
      alarms += i > 2000 && (score.isAnomaly() || score.isUnusualLevel()) ? 1 : 0;
    }
    assertTrue(alarms < 2 * 2 * 1e-3 * 18_000, alarms + " alarms");
  }

  @Test
  void goesOnFromItsBytesToTheBit() {
    Noise noise = new Noise(7, 0.5, false);
    Scorer one = MODEL.newScorer();
    Scorer other = MODEL.newScorer();
    for (int i = 0; i < 300; i++) {
      Reading reading = new Reading(0.5 * i, noise.next());
      other.restore(other.save());
      Score a = one.update(reading);
      Score b = other.update(reading);
      assertEquals(a.toString(), b.toString());
      assertEquals(a.level(), b.level());
    }
    assertEquals(MODEL.stateBytes(), one.save().length);
    byte[] cut = java.util.Arrays.copyOf(one.save(), 90);
    assertThrows(StateException.class, () -> other.restore(cut));
    byte[] foreign =
        RobustSensorModel.of(List.of("a", "c"), TimeFormat.number()).newScorer().save();
    assertThrows(StateException.class, () -> other.restore(foreign));
  }

  /** Constants, single values, missing channels: every figure stays finite. */
  @Test
  void oddSensorsGetFiniteScores() {
    Scorer scorer = MODEL.newScorer();
    for (int i = 0; i < 500; i++) {
      double a = i == 400 ? 3e38 : 7;
      double b = i % 50 == 0 ? i : Double.NaN;
      Score score = scorer.update(new Reading(i, new double[] {a, b}));
      assertTrue(Double.isFinite(score.anomaly() + score.level() + score.mean(0) + score.std(0)));
      assertTrue(Double.isFinite(score.threshold() + score.levelThreshold()));
      assertTrue(score.std(0) > 0 && score.std(1) > 0);
    }
    Forecast forecast = scorer.forecast(new double[] {500, 600});
    assertEquals(7, forecast.mean(0, 0), 1e-6);
    assertTrue(forecast.std(1, 0) > 0);
    scorer.reset();
    assertEquals(0, scorer.count());
    assertFalse(scorer.update(new Reading(0, new double[] {1, 2})).isAnomaly());
  }

  /** A random walk is expected at its last value and spreads as its steps add up. */
  @Test
  void aWalkSpreadsAsTimeGoesOn() {
    Random random = new Random(9);
    Scorer scorer = MODEL.newScorer();
    double walk = 0;
    for (int i = 0; i < 4000; i++) {
      walk += random.nextGaussian();
      scorer.update(new Reading(i, new double[] {walk, random.nextGaussian()}));
    }
    Forecast forecast = scorer.forecast(new double[] {4000, 4015});
    assertEquals(walk, forecast.mean(1, 0));
    assertEquals(1, forecast.std(0, 0), 0.15);
    assertEquals(4, forecast.std(1, 0), 0.6);
    assertEquals(forecast.std(0, 1), forecast.std(1, 1), "noise does not spread");
    assertEquals(1, forecast.std(0, 1), 0.15);
  }

  @Test
  void refusesMoreChannelsThanAStateHolds() {
    List<String> most =
        IntStream.range(0, RobustSensorModel.MOST_CHANNELS).mapToObj(i -> "c" + i).toList();
    assertTrue(RobustSensorModel.of(most, TimeFormat.number()).stateBytes() <= 4096);
    List<String> more =
        IntStream.range(0, RobustSensorModel.MOST_CHANNELS + 1).mapToObj(i -> "c" + i).toList();
    for (List<String> wrong : List.of(more, List.<String>of(), List.of("a", "a"))) {
      assertThrows(
          IllegalArgumentException.class, () -> RobustSensorModel.of(wrong, TimeFormat.number()));
    }
    Scorer scorer = MODEL.newScorer();
    scorer.update(new Reading(5, new double[] {1, 2}));
    assertThrows(
        IllegalArgumentException.class, () -> scorer.update(new Reading(4, new double[] {1, 2})));
    assertThrows(
        IllegalArgumentException.class, () -> scorer.update(new Reading(6, new double[] {1})));
    assertThrows(IllegalArgumentException.class, () -> scorer.forecast(new double[] {4}));
    assertThrows(IllegalArgumentException.class, () -> MODEL.newScorer(0));
  }
}
