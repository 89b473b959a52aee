package io.anode4j.evaluation;

import static io.anode4j.evaluation.TestSeries.HOLE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anode4j.data.TimeSeries;
import io.anode4j.data.WallClock;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;

class PointRuleTest {
  private static final LastValue LAST = new LastValue(List.of(42.0));

  private static double[] at(double... times) {
    return times;
  }

  @Test
  void lastValueSkipsHoles() {
    TimeSeries history = TestSeries.of("a", 1, 2, HOLE, HOLE);
    assertArrayEquals(at(2, 2), LAST.predict(history, 0, at(4, 100)));
  }

  @Test
  void lastValueOfNothingIsTheTrainingMean() {
    assertArrayEquals(at(42), LAST.predict(TestSeries.of("a", HOLE, HOLE), 0, at(4)));
    assertArrayEquals(at(42), LAST.predict(TimeSeries.empty("a", 1), 0, at(4)));
  }

  @Test
  void trainingMeanIgnoresTheHistory() {
    assertArrayEquals(
        at(42, 42), new TrainingMean(List.of(42.0)).predict(TestSeries.of("a", 1), 0, at(4, 9)));
  }

  @Test
  void linearTrendContinuesALineThroughHoles() {
    LinearTrend trend = new LinearTrend(LAST, List.of(1e9), 4);
    TimeSeries history = TestSeries.of("a", 100, 1, 3, HOLE, 7, 9, HOLE);
    assertArrayEquals(at(15, 19), trend.predict(history, 0, at(8, 10)), 1e-12);
  }

  @Test
  void linearTrendIsTheLeastSquaresLine() {
    LinearTrend trend = new LinearTrend(LAST, List.of(1e9), 8);
    // By hand: mean time 1.5, mean value 2.5, slope (1.5·1.5 + 0.5·1.5 − 0.5·0.5 + …) = 6.5 / 5.
    TimeSeries history = TestSeries.of("a", 1, 1, 3, 5);
    assertEquals(2.5 + 1.4 * (5 - 1.5), trend.predict(history, 0, at(5))[0], 1e-12);
  }

  @Test
  void linearTrendKeepsItsDigitsAtTimesSinceTheEpoch() {
    LinearTrend trend = new LinearTrend(LAST, List.of(1e9), 4);
    double now = 1.7e9;
    TimeSeries history =
        TimeSeries.of("a", at(now, now + 1, now + 2), new double[][] {{1e6}, {1e6 + 1}, {1e6 + 2}});
    assertEquals(1e6 + 5, trend.predict(history, 0, at(now + 5))[0], 1e-6);
  }

  @Test
  void linearTrendStopsOneRangeFromTheLastValue() {
    LinearTrend trend = new LinearTrend(LAST, List.of(10.0), 2);
    assertArrayEquals(at(7, 12, 12), trend.predict(TestSeries.of("a", 1, 2), 0, at(6, 11, 99)));
    assertArrayEquals(at(-9), trend.predict(TestSeries.of("a", 2, 1), 0, at(99)));
  }

  @Test
  void linearTrendWithTooFewPointsIsTheLastValue() {
    LinearTrend trend = new LinearTrend(LAST, List.of(10.0), 8);
    assertArrayEquals(at(2), trend.predict(TestSeries.of("a", 1, 2), 0, at(6)));
    assertArrayEquals(at(42), trend.predict(TestSeries.of("a", HOLE), 0, at(6)));
    assertArrayEquals(at(4), trend.predict(TestSeries.of("a", 1, 2, 3), 0, at(3)), 1e-12);
  }

  @Test
  void seasonalNaiveRepeatsTheLastSeason() {
    SeasonalNaive rule = new SeasonalNaive(LAST, 4, WallClock.PLAIN);
    TimeSeries history = TestSeries.of("a", 10, 20, 30, 40, 11, 21, 31, 41);
    assertArrayEquals(
        at(11, 21, 31, 41, 11, 21), rule.predict(history, 0, at(8, 9, 10, 11, 12, 13)), 1e-12);
    assertEquals(26, rule.predict(history, 0, at(9.5))[0], 1e-12);
  }

  @Test
  void seasonalNaiveGoesFurtherBackOverGaps() {
    SeasonalNaive rule = new SeasonalNaive(LAST, 4, WallClock.PLAIN);
    TimeSeries history = TestSeries.of("a", 10, 20, 30, 40, 11, HOLE, HOLE, 41);
    assertArrayEquals(at(20, 30, 41), rule.predict(history, 0, at(9, 10, 11)), 1e-12);
  }

  @Test
  void seasonalNaiveFallsBackOnTheLastValue() {
    TimeSeries history = TestSeries.of("a", 10, 20, 30);
    assertArrayEquals(
        at(30), new SeasonalNaive(LAST, 8, WallClock.PLAIN).predict(history, 0, at(3)));
    assertArrayEquals(
        at(30), new SeasonalNaive(LAST, 0, WallClock.PLAIN).predict(history, 0, at(3)));
    assertArrayEquals(
        at(42),
        new SeasonalNaive(LAST, 4, WallClock.PLAIN).predict(TimeSeries.empty("a", 1), 0, at(3)));
  }

  /** Clocks were put forward at 2025-03-30T01:00Z: yesterday at eight is 23 hours ago. */
  @Test
  void seasonalNaiveRepeatsTheDaysOfItsClock() {
    double midnight = 1_743_202_800; // 2025-03-29T00:00 in Berlin, UTC+1
    double[] times = new double[47]; // two days but the skipped hour
    double[][] values = new double[times.length][1];
    WallClock berlin = WallClock.of("Europe/Berlin");
    for (int i = 0; i < times.length; i++) {
      times[i] = midnight + 3600 * i;
      values[i][0] = berlin.shown(times[i]) / 3600 % 24;
    }
    TimeSeries history = TimeSeries.of("a", times, values).until(times[24]);
    double[] asked = Arrays.copyOfRange(times, 26, 47);
    double[] said = new SeasonalNaive(LAST, 86_400, berlin).predict(history, 0, asked);
    for (int i = 0; i < asked.length; i++) {
      assertEquals(values[26 + i][0], said[i], 1e-9);
    }
    assertEquals(
        values[26][0] - 1,
        new SeasonalNaive(LAST, 86_400, WallClock.PLAIN).predict(history, 0, asked)[0],
        1e-9);
  }

  @Test
  void seasonalNaiveReachesTheLastValueInSpiteOfRounding() {
    // 0.1 · 3 is a hair above 0.3: the season before 0.6 must still be 0.3, not 0.
    SeasonalNaive rule = new SeasonalNaive(LAST, 0.1 * 3, WallClock.PLAIN);
    TimeSeries history =
        TimeSeries.of("a", at(0, 0.1, 0.2, 0.3), new double[][] {{1}, {2}, {3}, {4}});
    assertEquals(4, rule.predict(history, 0, at(0.6))[0], 1e-9);
    SeasonalNaive other = new SeasonalNaive(LAST, 0.3, WallClock.PLAIN);
    assertEquals(4, other.predict(history, 0, at(0.1 * 6))[0], 1e-9);
  }

  @Test
  void interpolationNeedsNearNeighbours() {
    ChannelHistory series =
        new ChannelHistory(TestSeries.of("a", HOLE, 10, HOLE, HOLE, 40, HOLE), 0);
    assertEquals(20, series.interpolate(2, 3), 1e-12);
    assertEquals(25, series.interpolate(2.5, 3), 1e-12);
    assertEquals(10, series.interpolate(1, 0));
    assertEquals(40, series.interpolate(4, 0));
    assertEquals(Double.NaN, series.interpolate(2, 2.9));
    assertEquals(Double.NaN, series.interpolate(3.85, 2.5));
    assertEquals(40, series.interpolate(3.95, 2.5), "next to a value");
    assertEquals(10, series.interpolate(1.05, 2.5), "next to a value");
    assertEquals(Double.NaN, series.interpolate(0.5, 99));
    assertEquals(Double.NaN, series.interpolate(4.5, 99));
    assertEquals(Double.NaN, series.interpolate(-1, 99));
    ChannelHistory gap = new ChannelHistory(TestSeries.of("a", 1, HOLE, HOLE, HOLE, 5), 0);
    assertEquals(Double.NaN, gap.interpolate(1, 1.5));
    assertEquals(Double.NaN, gap.interpolate(3.5, 1.5));
  }
}
