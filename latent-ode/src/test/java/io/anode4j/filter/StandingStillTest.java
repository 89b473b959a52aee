package io.anode4j.filter;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeFormat;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

/** Signals that stand still have no spread; what they do later is not strange for ever. */
class StandingStillTest {
  private static final SensorModel MODEL =
      AdaptiveSensorModel.of(RobustSensorModel.of(List.of("a"), TimeFormat.number()));

  @Test
  void aSignalThatStoodStillAndThenLivesDoesNotAlarmForEver() {
    Scorer scorer = MODEL.newScorer(0.01);
    SplittableRandom random = new SplittableRandom(1);
    int alarms = 0;
    for (int i = 0; i < 8000; i++) {
      double value = i < 1000 ? 0 : random.nextGaussian();
      Score score = scorer.update(new Reading(i, new double[] {value}));
      alarms += i >= 4000 && (score.isAnomaly() || score.isUnusualLevel()) ? 1 : 0;
    }
    assertTrue(alarms < 0.03 * 4000, alarms + " alarms in 4,000 ordinary readings");
  }

  /** Two levels by turns, as of a heater by night and day: half an hour of each. */
  @Test
  void aSignalOfFewLevelsIsOrdinary() {
    Scorer scorer = MODEL.newScorer(0.01);
    int alarms = 0;
    for (int i = 0; i < 8000; i++) {
      double value = i % 288 < 180 ? 20 : 80 + i % 3;
      Score score = scorer.update(new Reading(i, new double[] {value}));
      alarms += i >= 2000 && (score.isAnomaly() || score.isUnusualLevel()) ? 1 : 0;
    }
    assertTrue(alarms < 0.03 * 6000, alarms + " alarms in 6,000 ordinary readings");
  }

  @Test
  void aStepIsTheMeanOfStepsAndNoGlitchTakesHoldOfIt() {
    StepSize size = new StepSize();
    for (int i = 0; i < 100; i++) {
      size.add(i / 10 % 2 == 0 ? 0 : 4);
    }
    assertEquals(4, size.typical(), 1e-6);
    size.add(1e300);
    assertTrue(size.typical() < 5, "" + size.typical());
    assertEquals(4, size.typical(), 0.5);
  }
}
