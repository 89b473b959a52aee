package io.anode4j.filter;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

class AdaptiveSensorModelTest {
  private static final List<String> AB = List.of("a", "b");
  private static final SensorModel UNTRAINED =
      AdaptiveSensorModel.of(RobustSensorModel.of(AB, TimeFormat.number()));
  private static NeuralFilter filter;

  @BeforeAll
  static void train() {
    List<TimeSeries> series = new ArrayList<>();
    for (int k = 0; k < 4; k++) {
      double[][] values = values(400, k);
      double[] times = IntStream.range(0, 400).asDoubleStream().toArray();
      series.add(TimeSeries.of("s" + k, times, values));
    }
    FilterConfig tiny =
        FilterConfig.builder().hidden(8).decoderUnits(8).windowsPerEpoch(64).epochs(6).build();
    filter =
        NeuralFilterTrainer.with(tiny).fit(new SeriesSet(AB, series, TimeFormat.number(), "test"));
  }

  /** Two channels that go together but for noise of a tenth. */
  private static double[][] values(int n, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    double[][] values = new double[n][];
    double slow = 0;
    for (int i = 0; i < n; i++) {
      slow = 0.9 * slow + 0.43 * random.nextGaussian();
      double noise = 0.1 * random.nextGaussian();
      values[i] = new double[] {20 + slow + noise, 5 + slow + 0.1 * random.nextGaussian()};
    }
    return values;
  }

  private static boolean[] alarms(Scorer scorer, double[][] values, int from) {
    boolean[] alarms = new boolean[values.length];
    for (int i = 0; i < values.length; i++) {
      Score score = scorer.update(new Reading(from + i, values[i]));
      alarms[i] = score.isAnomaly() || score.isUnusualLevel();
    }
    return alarms;
  }

  private static double share(boolean[] alarms, int from, int to) {
    return IntStream.range(from, to).filter(i -> alarms[i]).count() / (double) (to - from);
  }

  @Test
  void theRateOfBothTogetherComesOut() {
    for (double rate : new double[] {0.01, 0.001}) {
      boolean[] alarms = alarms(UNTRAINED.newScorer(rate), values(100_000, 9), 0);
      double found = share(alarms, 3600, alarms.length);
      assertTrue(found < 2 * rate, "wanted " + rate + ", found " + found);
      assertTrue(found > rate / 5, "wanted " + rate + ", found " + found);
    }
  }

  /** A sensor of another day: everything is 30 deviations away from what training saw. */
  @Test
  void anotherDayIsOrdinaryAfterAnHour() {
    double[][] moved = values(8000, 11);
    for (double[] row : moved) {
      row[0] += 30;
      row[1] -= 30;
    }
    double plain = share(alarms(filter.newScorer(0.01), moved, 0), 3600, moved.length);
    boolean[] alarms = alarms(AdaptiveSensorModel.of(filter).newScorer(0.01), moved, 0);
    assertEquals(1, plain, 0.01);
    assertTrue(share(alarms, 3600, moved.length) < 0.02, share(alarms, 3600, moved.length) + "");
  }

  /** Two deviations of one channel, which are many of what it is apart from the other. */
  @Test
  void channelsThatNoLongerGoTogetherAreFound() {
    double[][] values = values(3000, 12);
    for (int i = 2500; i < 2700; i++) {
      values[i][1] -= 2;
    }
    boolean[] alarms = alarms(UNTRAINED.newScorer(0.001), values, 0);
    assertTrue(share(alarms, 2520, 2700) > 0.6, share(alarms, 2520, 2700) + "");
    assertTrue(share(alarms, 1000, 2500) < 0.01, share(alarms, 1000, 2500) + "");
  }

  /** Most of an anomaly of 400 readings stays an alarm; a level that stays is, after 512. */
  @Test
  void anAnomalyIsNotLearntAndANewLevelIs() {
    double[][] values = values(8000, 13);
    for (int i = 3000; i < 8000; i++) {
      values[i][0] += 8;
      values[i][1] += 8;
    }
    boolean[] alarms = alarms(UNTRAINED.newScorer(0.001), values, 0);
    assertTrue(share(alarms, 3010, 3400) > 0.7, share(alarms, 3010, 3400) + "");
    assertTrue(share(alarms, 6600, 8000) < 0.02, share(alarms, 6600, 8000) + "");
  }

  @Test
  void expectationsAndForecastsAreInTheSensorsOwnUnits() {
    Scorer scorer = AdaptiveSensorModel.of(filter).newScorer();
    double[][] values = values(500, 14);
    Score last = null;
    for (int i = 0; i < 500; i++) {
      values[i][0] += 500;
      last = scorer.update(new Reading(i, values[i]));
    }
    assertEquals(520, last.mean(0), 5);
    assertEquals(520, scorer.forecast(new double[] {505}).mean(0, 0), 5);
    assertEquals(values[499][0], last.reading().values()[0]);
  }

  @Test
  void aSavedStateGoesOnToTheBit() {
    for (SensorModel model : List.of(UNTRAINED, AdaptiveSensorModel.of(filter))) {
      Scorer whole = model.newScorer();
      Scorer other = model.newScorer();
      double[][] values = values(700, 15);
      for (int i = 400; i < 700; i++) {
        values[i][0] += 40;
      }
      for (int i = 0; i < 700; i++) {
        Scorer again = model.newScorer();
        if (i > 0) {
          again.restore(other.save());
        }
        other = again;
        Score expected = whole.update(new Reading(i, values[i]));
        Score found = other.update(new Reading(i, values[i]));
        assertEquals(expected.toString(), found.toString());
        assertEquals(expected.level(), found.level());
        assertEquals(expected.levelThreshold(), found.levelThreshold());
      }
      assertArrayEquals(whole.save(), other.save());
      assertTrue(whole.save().length <= SensorState.MOST);
    }
  }

  /** A state saved before by the model inside goes on; the frame is learnt from there. */
  @Test
  void aStateOfTheModelInsideIsTakenOver() {
    Scorer plain = filter.newScorer();
    alarms(plain, values(300, 16), 0);
    Scorer adaptive = AdaptiveSensorModel.of(filter).newScorer();
    adaptive.restore(plain.save());
    assertEquals(300, adaptive.count());
    assertTrue(adaptive.warmUp());
    alarms(adaptive, values(64, 17), 300);
    assertTrue(!adaptive.warmUp());
  }

  @Test
  void whatIsNoStateOfItIsRefused() {
    Scorer scorer = UNTRAINED.newScorer();
    alarms(scorer, values(100, 18), 0);
    byte[] state = scorer.save();
    byte[] damaged = state.clone();
    damaged[40] ^= 1;
    assertThrows(StateException.class, () -> scorer.restore(damaged));
    assertThrows(StateException.class, () -> scorer.restore(new byte[3]));
    SensorModel other =
        AdaptiveSensorModel.of(RobustSensorModel.of(List.of("x", "y"), TimeFormat.number()));
    assertThrows(StateException.class, () -> other.newScorer().restore(state));
    assertArrayEquals(state, scorer.save());
  }

  @Test
  void manyChannelsFitByTheirVariancesOrAreRefused() {
    List<String> names = IntStream.range(0, 24).mapToObj(i -> "c" + i).toList();
    AdaptiveSensorModel many =
        AdaptiveSensorModel.of(RobustSensorModel.of(names, TimeFormat.number()));
    Scorer scorer = many.newScorer();
    SplittableRandom random = new SplittableRandom(1);
    for (int i = 0; i < 300; i++) {
      scorer.update(new Reading(i, random.doubles(24).toArray()));
    }
    assertTrue(scorer.save().length <= 4096 && scorer.save().length <= many.stateBytes());
    List<String> more = IntStream.range(0, 38).mapToObj(i -> "c" + i).toList();
    assertThrows(
        IllegalArgumentException.class,
        () -> AdaptiveSensorModel.of(RobustSensorModel.of(more, TimeFormat.number())));
  }

  /** T² against the closed form of two variables: (a² − 2rab + b²)/(1 − r²)/2. */
  @Test
  void covarianceSolvesAsTheClosedFormOfTwo() {
    Covariance covariance = new Covariance(2, true);
    double r = 0.6;
    covariance.add(new double[] {1, r}, 1);
    Covariance sum = new Covariance(2, true);
    sum.add(new double[] {1, 1}, 1);
    sum.add(new double[] {1, -1}, (1 - r) / 2);
    double[] x = new double[2];
    sum.solve(new double[] {2, -1}, 0, 0, x);
    double squared = 2 * x[0] - x[1];
    assertEquals((4 + 2 * r * 2 + 1) / (1 - r * r), squared, 1e-5);
  }

  /** Commands that are given at random drown neither of the statistics, and alone they count. */
  @Test
  void switchesDoNotCountBesideMeasurements() {
    Scorer with = adaptive("a", "b", "on", "fast");
    Scorer without = UNTRAINED.newScorer(0.01);
    Scorer alone = adaptive("on", "fast");
    double[][] values = values(3000, 19);
    SplittableRandom random = new SplittableRandom(20);
    double highest = 0;
    for (int i = 0; i < 3000; i++) {
      double on = random.nextDouble() < 0.02 ? 1 : 0;
      double fast = i == 2900 ? 1 : 0;
      Score plain = without.update(new Reading(i, values[i]));
      Score score =
          with.update(new Reading(i, new double[] {values[i][0], values[i][1], on, fast}));
      // What the first two readings left has been forgotten.
      if (i > 1000) {
        assertEquals(plain.level(), score.level(), 0.05 * plain.level() + 0.01);
        assertEquals(plain.anomaly(), score.anomaly(), 0.05 * plain.anomaly());
      }
      highest = Math.max(highest, alone.update(new Reading(i, new double[] {on, fast})).level());
    }
    assertTrue(highest > 3, "level of switches alone " + highest);
  }

  private static Scorer adaptive(String... channels) {
    return AdaptiveSensorModel.of(RobustSensorModel.of(List.of(channels), TimeFormat.number()))
        .newScorer(0.01);
  }
}
