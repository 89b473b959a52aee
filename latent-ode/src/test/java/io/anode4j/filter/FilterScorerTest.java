package io.anode4j.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.model.TimeGrid;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class FilterScorerTest {
  private static final NeuralFilter MODEL = TinyFilters.trained();
  private static final TimeSeries FRESH = TinyFilters.waves(1, 200, 0.2, 55).series().get(0);

  private final Scorer scorer = MODEL.newScorer();

  @BeforeEach
  void warm() {
    for (int i = 0; i < 150; i++) {
      scorer.update(reading(i));
    }
  }

  private static Reading reading(int i) {
    return new Reading(FRESH.time(i), FRESH.row(i));
  }

  @Test
  void saysWarmUp() {
    scorer.reset();
    for (int i = 0; i < 20; i++) {
      Score score = scorer.update(reading(i));
      assertEquals(i < 8, score.warmUp());
      assertEquals(i + 1, score.count());
      assertFalse(score.warmUp() && score.isAnomaly());
    }
  }

  @Test
  void anOutlierIsSeenInItsChannelAndSoonForgotten() {
    double t = scorer.lastTime() + 1;
    Forecast expected = scorer.forecast(new double[] {t, t + 1});
    byte[] before = scorer.save();
    Score score = scorer.update(new Reading(t, new double[] {500, expected.mean(0, 1)}));
    assertTrue(score.isAnomaly());
    assertTrue(score.pValue() < 1e-4, () -> "p " + score.pValue());
    assertTrue(score.contribution(0) > 10 * score.contribution(1));
    assertEquals((500 - score.mean(0)) / score.std(0), score.residual(0));
    double next = scorer.forecast(new double[] {t + 1}).mean(0, 0);
    // The state goes on as if what was expected had come.
    Scorer asExpected = MODEL.newScorer();
    asExpected.restore(before);
    asExpected.update(new Reading(t, new double[] {expected.mean(0, 0), expected.mean(0, 1)}));
    assertEquals(asExpected.forecast(new double[] {t + 1}).mean(0, 0), next, 1e-3 * score.std(0));
  }

  @Test
  void aGlitchOfAnySizeAtAnyTimeSpoilsNoStateAndNoScore() {
    for (double size : new double[] {10, 1e3, 1e12, 1e300, -1.7e308}) {
      for (int at = 0; at < 30; at++) {
        Scorer glitched = MODEL.newScorer();
        int alarms = 0;
        int levels = 0;
        for (int i = 0; i < 120; i++) {
          double[] values = FRESH.row(i);
          if (i == at) {
            values[0] = size;
            values[1] = -size;
          }
          Score score = glitched.update(new Reading(FRESH.time(i), values));
          assertTrue(Double.isFinite(score.anomaly() + score.level()), score::toString);
          assertTrue(Double.isFinite(score.mean(0) + score.std(1)), score::toString);
          alarms += score.isAnomaly() ? 1 : 0;
          levels += score.isUnusualLevel() ? 1 : 0;
        }
        assertTrue(alarms <= 8, alarms + " alarms after " + size + " as reading " + at);
        assertTrue(levels <= 8, levels + " levels after " + size + " as reading " + at);
      }
    }
  }

  @Test
  void aNewLevelIsFollowed() {
    double t = scorer.lastTime();
    for (int i = 1; i <= 12; i++) {
      scorer.update(new Reading(t + i, new double[] {70, -2}));
    }
    Scorer always = MODEL.newScorer();
    for (int i = -60; i <= 12; i++) {
      always.update(new Reading(t + i, new double[] {70, -2}));
    }
    double[] next = {t + 13};
    Forecast expected = always.forecast(next);
    // As if it had always been there.
    assertEquals(expected.mean(0, 0), scorer.forecast(next).mean(0, 0), 2 * expected.std(0, 0));
  }

  @Test
  void savesWhatItDoubtsAndGoesOnTheSame() {
    Scorer resumed = MODEL.newScorer();
    resumed.restore(scorer.save());
    int longest = 0;
    for (int i = 150; i < 190; i++) {
      double[] values = FRESH.row(i);
      values[0] = i == 155 || i > 170 && i < 176 ? 1e6 : values[0];
      Score expected = scorer.update(new Reading(FRESH.time(i), values));
      assertEquals(
          expected.toString(), resumed.update(new Reading(FRESH.time(i), values)).toString());
      byte[] state = resumed.save();
      longest = Math.max(longest, state.length);
      resumed = MODEL.newScorer();
      resumed.restore(state);
    }
    assertTrue(longest > MODEL.stateBytes(), "a doubt takes a few bytes more");
    assertArrayEquals(scorer.save(), resumed.save());
    scorer.reset();
    assertEquals(MODEL.stateBytes(), scorer.save().length);
  }

  @Test
  void aStrangeLevelReachedInSmallStepsIsSeen() {
    Score before = scorer.update(reading(150));
    assertFalse(before.isUnusualLevel(), before::toString);
    Score score = before;
    for (int i = 1; i <= 120; i++) {
      // Within a deviation of the wave at each step, thrice its amplitude away in the end.
      double[] values = {50 + 0.15 * i, -2};
      score = scorer.update(new Reading(before.reading().time() + i, values));
    }
    assertTrue(score.isUnusualLevel(), score.level() + " of " + score.levelThreshold());
    assertTrue(score.level() > 2 * before.level());
    byte[] state = scorer.save();
    Scorer other = MODEL.newScorer();
    other.restore(state);
    Reading next = new Reading(scorer.lastTime() + 1, new double[] {68, -2});
    assertEquals(scorer.update(next).level(), other.update(next).level());
  }

  @Test
  void ordinaryReadingsAlarmAboutAsOftenAsWanted() {
    Scorer strict = MODEL.newScorer(0.05);
    int[] alarms = new int[2];
    int counted = 0;
    for (TimeSeries s : TinyFilters.waves(8, 400, 0.3, 21)) {
      strict.reset();
      for (int i = 0; i < s.length(); i++) {
        Score score = strict.update(new Reading(s.time(i), s.row(i)));
        counted += score.warmUp() ? 0 : 1;
        alarms[0] += score.isAnomaly() ? 1 : 0;
        alarms[1] += score.isUnusualLevel() ? 1 : 0;
      }
    }
    // The threshold was fitted on 180 readings whose smoothed scores are alike for eight in a row:
    // about twenty independent ones, which know a share of 0.05 within a factor of three.
    assertEquals(0.05, (double) alarms[0] / counted, 0.1);
    assertEquals(0.05, (double) alarms[1] / counted, 0.1);
  }

  @Test
  void pValuesOfOrdinaryReadingsAreUniform() {
    int[] below = new int[3];
    int counted = 0;
    for (TimeSeries s : TinyFilters.waves(6, 300, 0.3, 12)) {
      scorer.reset();
      for (int i = 0; i < s.length(); i++) {
        Score score = scorer.update(new Reading(s.time(i), s.row(i)));
        if (!score.warmUp()) {
          counted++;
          below[0] += score.pValue() < 0.5 ? 1 : 0;
          below[1] += score.pValue() < 0.1 ? 1 : 0;
          below[2] += score.pValue() < 0.01 ? 1 : 0;
        }
      }
    }
    // Calibrated on 180 readings: a share of 0.1 is known there to 0.022, and twice that is room.
    assertEquals(0.5, (double) below[0] / counted, 0.1);
    assertEquals(0.1, (double) below[1] / counted, 0.05);
    assertEquals(0.01, (double) below[2] / counted, 0.02);
  }

  @Test
  void aReadingWithoutValuesChangesNothing() {
    byte[] before = scorer.save();
    double[] nothing = {Double.NaN, Double.NaN};
    Score score = scorer.update(new Reading(scorer.lastTime() + 1, nothing));
    assertEquals(1, score.pValue());
    assertEquals(0, score.logLikelihood());
    assertFalse(score.isObserved(0));
    assertArrayEquals(before, scorer.save());
  }

  @Test
  void readingsOfOneTimeAreTakenInTurn() {
    double t = scorer.lastTime() + 1;
    scorer.update(new Reading(t, new double[] {50, Double.NaN}));
    Score second = scorer.update(new Reading(t, new double[] {Double.NaN, -2}));
    assertTrue(Double.isFinite(second.logLikelihood()));
    assertEquals(t, scorer.lastTime());
  }

  @Test
  void refusesReadingsOfThePastAndOfOtherChannels() {
    byte[] before = scorer.save();
    double past = scorer.lastTime() - 1;
    assertThrows(
        IllegalArgumentException.class,
        () -> scorer.update(new Reading(past, new double[] {1, 2})));
    assertThrows(
        IllegalArgumentException.class,
        () -> scorer.update(new Reading(past + 9, new double[] {1})));
    assertThrows(IllegalArgumentException.class, () -> scorer.forecast(new double[] {past}));
    assertThrows(
        IllegalArgumentException.class,
        () -> new Reading(1, new double[] {Double.POSITIVE_INFINITY}));
    assertThrows(IllegalArgumentException.class, () -> new Reading(Double.NaN, new double[1]));
    assertThrows(IllegalArgumentException.class, () -> MODEL.newScorer(1));
    assertArrayEquals(before, scorer.save());
  }

  @Test
  void forecastWidensAndLeavesTheStateAlone() {
    byte[] before = scorer.save();
    Forecast f = scorer.forecast(TimeGrid.every(0.5).count(30));
    assertEquals(30, f.length());
    assertTrue(f.std(29, 0) > f.std(0, 0));
    assertArrayEquals(before, scorer.save());
  }

  @Test
  void expectsTheNextReadingByItsOwnGaps() {
    double usual = (FRESH.time(149) - FRESH.time(100)) / 49;
    assertEquals(scorer.lastTime() + usual, scorer.expectedNext(), 0.3 * usual);
    assertTrue(scorer.overdueAfter() > scorer.lastTime() + 2 * usual);
    scorer.reset();
    assertTrue(Double.isNaN(scorer.lastTime()));
    assertTrue(Double.isNaN(scorer.expectedNext()));
    assertThrows(IllegalStateException.class, () -> scorer.forecast(TimeGrid.every(1.0)));
  }

  @Test
  void damagedAndForeignStatesAreRefused() {
    byte[] state = scorer.save();
    Scorer other = MODEL.newScorer();
    for (int i = 0; i < state.length; i++) {
      byte[] flipped = state.clone();
      flipped[i] ^= 4;
      assertEquals(StateException.Reason.DAMAGED, reason(other, flipped));
      assertEquals(StateException.Reason.DAMAGED, reason(other, java.util.Arrays.copyOf(state, i)));
    }
    assertEquals(0, other.count());
    SensorState later = new SensorState('F', "0".repeat(64));
    byte[] foreign = later.end(later.begin(0));
    assertEquals(StateException.Reason.OTHER_MODEL, reason(other, foreign));
    byte[] newer = foreign.clone();
    newer[0] = 9;
    java.util.zip.CRC32 crc = new java.util.zip.CRC32();
    crc.update(newer, 0, newer.length - 4);
    java.nio.ByteBuffer.wrap(newer).putInt(newer.length - 4, (int) crc.getValue());
    assertEquals(StateException.Reason.UNKNOWN_VERSION, reason(other, newer));
  }

  private static StateException.Reason reason(Scorer scorer, byte[] state) {
    return assertThrows(StateException.class, () -> scorer.restore(state)).reason();
  }
}
