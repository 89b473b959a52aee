package io.anode4j.evaluation;

import static io.anode4j.evaluation.BacktestSpy.ramp;
import static io.anode4j.evaluation.BacktestSpy.run;
import static io.anode4j.evaluation.TestSeries.HOLE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Where a backtest stands, and what it asks from there. */
class BacktestOriginsTest {
  @Test
  void originsStandOneHorizonApartBeforeTheEnd() {
    BacktestSpy spy = new BacktestSpy();
    EvaluationReport report =
        run(Backtest.rolling(3, 2), spy, TestSeries.set(ramp("a", 20), ramp("b", 12)));
    assertEquals(2, report.series());
    assertEquals(4, report.origins());
    assertEquals(12, report.targets());
    assertArrayEquals(
        new double[] {13, 16, 5, 8},
        spy.histories.stream().mapToDouble(TimeSeries::lastTime).toArray());
    assertArrayEquals(new double[] {14, 15, 16}, spy.times.get(0));
    assertArrayEquals(new double[] {17, 18, 19}, spy.times.get(1));
    assertArrayEquals(new double[] {9, 10, 11}, spy.times.get(3));
  }

  @Test
  void windowsOfOneSeriesTileItInSpiteOfRounding() {
    BacktestSpy spy = new BacktestSpy();
    TimeSeries tenths = TestSeries.regular("a", 101, 0.1, t -> t);
    run(Backtest.rolling(0.7, 10), spy, TestSeries.set(tenths));
    double[] asked = spy.times.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
    double[] expected = java.util.Arrays.copyOfRange(tenths.times(), 101 - asked.length, 101);
    assertArrayEquals(expected, asked);
    assertEquals(70, asked.length, 1);
  }

  @Test
  void fixedOriginIsTheSameForAllSeries() {
    BacktestSpy spy = new BacktestSpy();
    EvaluationReport report =
        run(Backtest.at(9.5, 4), spy, TestSeries.set(ramp("a", 20), ramp("b", 12)));
    assertEquals(2, report.origins());
    assertEquals(9, spy.histories.get(0).lastTime());
    assertArrayEquals(new double[] {10, 11, 12, 13}, spy.times.get(0));
    assertArrayEquals(new double[] {10, 11}, spy.times.get(1));
    assertEquals(4, report.horizon());
  }

  @Test
  void onlyObservedTimesAreTargetsAndOnlyTheFirstIfAsked() {
    TimeSeries series =
        TimeSeries.of(
            "a",
            new double[] {0, 1, 2, 3, 4, 5, 6},
            new double[][] {{1, 1}, {1, 1}, {1, 1}, {HOLE, HOLE}, {1, HOLE}, {HOLE, 1}, {1, 1}});
    SeriesSet set = new SeriesSet(List.of("x", "y"), List.of(series), TimeFormat.number(), "test");
    Standardisation two = new Standardisation(List.of(0.0, 0.0), List.of(1.0, 1.0));
    BacktestSpy all = new BacktestSpy();
    EvaluationReport report = Backtest.at(2, 4).run(set, Map.of("model", all), two);
    assertArrayEquals(new double[] {4, 5, 6}, all.times.get(0));
    assertEquals(4, report.targets());
    assertEquals(2, report.perChannel().get("x").get("model").targets());
    BacktestSpy first = new BacktestSpy();
    report = Backtest.at(2, 4).first(2).run(set, Map.of("model", first), two);
    assertArrayEquals(new double[] {4, 5}, first.times.get(0));
    assertEquals(2, report.targets());
  }

  @Test
  void originsThatCannotBeScoredAreCounted() {
    SeriesSet set =
        TestSeries.set(
            ramp("good", 20),
            ramp("seen", 20),
            ramp("short", 12),
            TimeSeries.empty("empty", 1),
            TestSeries.of("silent", 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, 1, HOLE, HOLE),
            TestSeries.of("mute", HOLE, HOLE, HOLE, 1, 1, HOLE, HOLE, HOLE, HOLE, HOLE, HOLE, 1));
    BacktestSpy spy = new BacktestSpy();
    Backtest backtest =
        Backtest.at(10, 5)
            .notBefore(id -> id.equals("seen") ? 10.5 : Double.NEGATIVE_INFINITY)
            .minimumContext(11);
    EvaluationReport report = run(backtest, spy, set);
    assertEquals(List.of("good", "short"), spy.histories.stream().map(TimeSeries::id).toList());
    assertEquals(2, report.series());
    assertEquals(2, report.origins());
    assertEquals(6, report.targets());
    assertEquals(1, report.skipped().get(SkipReason.SEEN_IN_TRAINING));
    assertEquals(2, report.skipped().get(SkipReason.TOO_LITTLE_CONTEXT));
    assertEquals(1, report.skipped().get(SkipReason.NO_TARGETS));
  }

  @Test
  void originAtTheLastSeenTimeIsFair() {
    EvaluationReport report =
        run(
            Backtest.at(10, 5).notBefore(id -> 10),
            new BacktestSpy(),
            TestSeries.set(ramp("a", 20)));
    assertEquals(1, report.origins());
  }

  @Test
  void rollingOriginsBeforeTheSeriesBeginsAreSkipped() {
    EvaluationReport report =
        run(Backtest.rolling(4, 5), new BacktestSpy(), TestSeries.set(ramp("a", 10)));
    assertEquals(1, report.origins());
    assertEquals(4, report.skipped().get(SkipReason.TOO_LITTLE_CONTEXT));
    report =
        run(
            Backtest.rolling(4, 5).minimumContext(0),
            new BacktestSpy(),
            TestSeries.set(ramp("a", 10)));
    assertEquals(3, report.origins());
  }

  @Test
  void originsOfAnEmptySeriesAreSkipped() {
    SeriesSet set = TestSeries.set(TimeSeries.empty("empty", 1));
    EvaluationReport report = run(Backtest.rolling(4, 5), new BacktestSpy(), set);
    assertEquals(5, report.skipped().get(SkipReason.TOO_LITTLE_CONTEXT));
    report = run(Backtest.rolling(4, 5).minimumContext(0), new BacktestSpy(), set);
    assertEquals(5, report.skipped().get(SkipReason.NO_TARGETS));
  }

  @Test
  void historiesEndAtTheOrigin() {
    BacktestSpy spy = new BacktestSpy();
    run(Backtest.rolling(2.5, 3), spy, TestSeries.set(ramp("a", 30)));
    for (int k = 0; k < 3; k++) {
      TimeSeries history = spy.histories.get(k);
      double origin = 29 - 2.5 * (3 - k);
      assertTrue(history.lastTime() <= origin);
      assertEquals(0, history.after(origin).length());
      assertEquals(history.length(), history.until(1e9).length());
      assertThrows(IndexOutOfBoundsException.class, () -> history.time(history.length()));
      assertThrows(IndexOutOfBoundsException.class, () -> history.value(history.length(), 0));
      assertThrows(IndexOutOfBoundsException.class, () -> history.slice(0, history.length() + 1));
    }
  }
}
