package io.anode4j.evaluation;

import static io.anode4j.evaluation.TestSeries.HOLE;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

class BacktestTest {
  private static final Standardisation UNIT = new Standardisation(List.of(0.0), List.of(1.0));

  /** Answers N(0, 1) and remembers what it was asked. */
  private static final class Spy implements Forecaster {
    private final List<TimeSeries> histories = new ArrayList<>();
    private final List<double[]> times = new ArrayList<>();
    private int calls;

    @Override
    public Forecast forecast(TimeSeries history, double[] asked) {
      histories.add(history);
      times.add(asked);
      double[][] std = new double[asked.length][history.channels()];
      for (double[] row : std) {
        java.util.Arrays.fill(row, 1);
      }
      List<String> names = java.util.Collections.nCopies(history.channels(), "c");
      return Forecast.gaussian(
          history.id(), names, asked, new double[asked.length][history.channels()], std);
    }

    @Override
    public List<Forecast> forecastAll(List<TimeSeries> all, List<double[]> asked) {
      calls++;
      return Forecaster.super.forecastAll(all, asked);
    }
  }

  private static EvaluationReport run(Backtest backtest, Forecaster forecaster, SeriesSet set) {
    return backtest.run(set, Map.of("model", forecaster), UNIT);
  }

  private static TimeSeries ramp(String id, int length) {
    return TestSeries.regular(id, length, 1, t -> t);
  }

  @Test
  void originsStandOneHorizonApartBeforeTheEnd() {
    Spy spy = new Spy();
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
    Spy spy = new Spy();
    TimeSeries tenths = TestSeries.regular("a", 101, 0.1, t -> t);
    run(Backtest.rolling(0.7, 10), spy, TestSeries.set(tenths));
    double[] asked = spy.times.stream().flatMapToDouble(java.util.Arrays::stream).toArray();
    double[] expected = java.util.Arrays.copyOfRange(tenths.times(), 101 - asked.length, 101);
    assertArrayEquals(expected, asked);
    assertEquals(70, asked.length, 1);
  }

  @Test
  void fixedOriginIsTheSameForAllSeries() {
    Spy spy = new Spy();
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
    Spy all = new Spy();
    EvaluationReport report = Backtest.at(2, 4).run(set, Map.of("model", all), two);
    assertArrayEquals(new double[] {4, 5, 6}, all.times.get(0));
    assertEquals(4, report.targets());
    assertEquals(2, report.perChannel().get("x").get("model").targets());
    Spy first = new Spy();
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
    Spy spy = new Spy();
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
        run(Backtest.at(10, 5).notBefore(id -> 10), new Spy(), TestSeries.set(ramp("a", 20)));
    assertEquals(1, report.origins());
  }

  @Test
  void rollingOriginsBeforeTheSeriesBeginsAreSkipped() {
    EvaluationReport report = run(Backtest.rolling(4, 5), new Spy(), TestSeries.set(ramp("a", 10)));
    assertEquals(1, report.origins());
    assertEquals(4, report.skipped().get(SkipReason.TOO_LITTLE_CONTEXT));
    report =
        run(Backtest.rolling(4, 5).minimumContext(0), new Spy(), TestSeries.set(ramp("a", 10)));
    assertEquals(3, report.origins());
  }

  @Test
  void originsOfAnEmptySeriesAreSkipped() {
    SeriesSet set = TestSeries.set(TimeSeries.empty("empty", 1));
    EvaluationReport report = run(Backtest.rolling(4, 5), new Spy(), set);
    assertEquals(5, report.skipped().get(SkipReason.TOO_LITTLE_CONTEXT));
    report = run(Backtest.rolling(4, 5).minimumContext(0), new Spy(), set);
    assertEquals(5, report.skipped().get(SkipReason.NO_TARGETS));
  }

  @Test
  void historiesEndAtTheOrigin() {
    Spy spy = new Spy();
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

  @Test
  void theFutureChangesNoForecast() {
    SeriesSet training = TestSeries.set(TestSeries.walk("t", 400, 1));
    BaselineStatistics statistics = BaselineStatistics.fit(training, 5, OptionalDouble.of(12));
    TimeSeries series = TestSeries.walk("a", 60, 2);
    double[][] altered = new double[60][];
    for (int i = 0; i < 60; i++) {
      altered[i] = series.row(i);
      altered[i][0] += i > 54 ? 1_000 : 0;
    }
    SeriesSet truth = TestSeries.set(series);
    SeriesSet lie = TestSeries.set(TimeSeries.of("a", series.times(), altered));
    Baselines.all(statistics)
        .forEach(
            (name, baseline) -> {
              List<Forecast> first = forecasts(baseline, truth);
              List<Forecast> second = forecasts(baseline, lie);
              assertEquals(1, first.size());
              assertArrayEquals(first.get(0).mean(), second.get(0).mean(), name);
              assertArrayEquals(first.get(0).std(), second.get(0).std(), name);
            });
  }

  /** What a forecaster answers in a backtest. */
  private static List<Forecast> forecasts(Forecaster forecaster, SeriesSet set) {
    List<Forecast> answers = new ArrayList<>();
    Forecaster recorded =
        (history, times) -> {
          answers.add(forecaster.forecast(history, times));
          return answers.get(answers.size() - 1);
        };
    run(Backtest.rolling(5, 1), recorded, set);
    return answers;
  }

  @Test
  void allForecastersAreAskedTheSame() {
    Spy one = new Spy();
    Spy two = new Spy();
    Backtest.rolling(3, 4).run(TestSeries.set(ramp("a", 30)), Map.of("one", one, "two", two), UNIT);
    assertEquals(one.histories, two.histories);
    assertArrayEquals(one.times.toArray(), two.times.toArray());
  }

  @Test
  void manyOriginsAreAskedAtOnce() {
    Spy spy = new Spy();
    TimeSeries[] series = new TimeSeries[300];
    for (int k = 0; k < series.length; k++) {
      series[k] = ramp("s" + k, 10);
    }
    assertEquals(300, run(Backtest.rolling(2, 1), spy, TestSeries.set(series)).origins());
    assertEquals(2, spy.calls);
  }

  @Test
  void longHorizonsAreAskedInSmallerPieces() {
    Spy spy = new Spy();
    TimeSeries[] series = new TimeSeries[4];
    for (int k = 0; k < series.length; k++) {
      series[k] = ramp("s" + k, 40_010);
    }
    run(Backtest.rolling(40_000, 1), spy, TestSeries.set(series));
    assertEquals(2, spy.calls);
  }

  @Test
  void resultDoesNotDependOnTheNumberOfThreads() {
    TimeSeries[] series = new TimeSeries[7];
    for (int k = 0; k < series.length; k++) {
      series[k] = TestSeries.irregular("s" + k, 900, k, 0.3, Math::sin);
    }
    SeriesSet set = TestSeries.set(series);
    BaselineStatistics statistics = BaselineStatistics.fit(set, 3, OptionalDouble.empty());
    Backtest backtest = Backtest.rolling(3, 100);
    EvaluationReport alone =
        backtest.run(set, Baselines.all(statistics), statistics.standardisation());
    assertTrue(alone.origins() > 600);
    assertEquals(
        alone,
        backtest.threads(3).run(set, Baselines.all(statistics), statistics.standardisation()));
  }

  @Test
  void failureOfAForecasterComesThroughAsItIs() {
    IllegalStateException failure = new IllegalStateException("no answer");
    Forecaster broken =
        (history, times) -> {
          throw failure;
        };
    SeriesSet set = TestSeries.set(ramp("a", 20));
    assertSame(
        failure,
        assertThrows(IllegalStateException.class, () -> run(Backtest.rolling(2, 1), broken, set)));
    assertSame(
        failure,
        assertThrows(
            IllegalStateException.class,
            () -> run(Backtest.rolling(2, 1).threads(2), broken, set)));
  }

  @Test
  void errorOfAForecasterIsReported() {
    Forecaster broken =
        (history, times) -> {
          throw new AssertionError("broken");
        };
    SeriesSet set = TestSeries.set(ramp("a", 20));
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class, () -> run(Backtest.rolling(2, 1).threads(2), broken, set));
    assertTrue(failure.getMessage().contains("broken"), failure.getMessage());
  }

  @Test
  void interruptedBacktestStops() {
    // Never answers, so that the backtest is certain to wait when the interrupt is noticed.
    Forecaster stuck =
        (history, times) -> {
          try {
            new CountDownLatch(1).await();
          } catch (InterruptedException e) {
            throw new IllegalStateException("stopped", e);
          }
          throw new AssertionError("nobody opens the latch");
        };
    SeriesSet set = TestSeries.set(ramp("a", 20));
    Thread.currentThread().interrupt();
    IllegalStateException failure =
        assertThrows(
            IllegalStateException.class, () -> run(Backtest.rolling(2, 1).threads(2), stuck, set));
    assertTrue(Thread.interrupted(), "the interrupt must not be swallowed");
    assertTrue(failure.getMessage().contains("interrupted"), failure.getMessage());
  }

  @Test
  void answersToOtherQuestionsAreRefused() {
    SeriesSet set = TestSeries.set(ramp("a", 20));
    Forecaster fewer = (history, times) -> new Spy().forecast(history, new double[] {99});
    String message =
        assertThrows(IllegalStateException.class, () -> run(Backtest.rolling(2, 1), fewer, set))
            .getMessage();
    assertTrue(message.contains("Forecaster 'model' answered with Forecast[a: 1 times"), message);
    Forecaster none =
        new Forecaster() {
          @Override
          public Forecast forecast(TimeSeries history, double[] times) {
            throw new AssertionError();
          }

          @Override
          public List<Forecast> forecastAll(List<TimeSeries> histories, List<double[]> times) {
            return List.of();
          }
        };
    message =
        assertThrows(IllegalStateException.class, () -> run(Backtest.rolling(2, 1), none, set))
            .getMessage();
    assertTrue(message.contains("answered with 0 forecasts; one for each of 1"), message);
    Forecaster wider =
        (history, times) ->
            Forecast.gaussian(
                "a",
                List.of("x", "y"),
                times,
                new double[times.length][2],
                new double[times.length][2]);
    assertThrows(IllegalStateException.class, () -> run(Backtest.rolling(2, 1), wider, set));
  }

  @Test
  void scoresAreThoseOfTheForecastInUnitsOfTheScale() {
    // N(0, 1) on the outcomes 17, 18, 19 in units of 2.
    Standardisation half = new Standardisation(List.of(123.0), List.of(2.0));
    EvaluationReport report =
        Backtest.rolling(3, 1).run(TestSeries.set(ramp("a", 20)), Map.of("model", new Spy()), half);
    Scores scores = report.overall().get("model");
    assertEquals((17 * 17 + 18 * 18 + 19 * 19) / 12.0, scores.mse(), 1e-12);
    assertEquals(9, scores.mae(), 1e-9);
    assertEquals(9 - 0.5 / Math.sqrt(Math.PI), scores.crps(), 1e-9);
    assertEquals(scores, report.perChannel().get("x").get("model"));
  }

  @Test
  void leadTimesSplitTheTargetsEvenly() {
    EvaluationReport report =
        run(Backtest.rolling(24, 3), new Spy(), TestSeries.set(ramp("a", 100)));
    assertEquals(8, report.byLeadTime().size());
    double from = 0;
    long targets = 0;
    double squares = 0;
    for (LeadTimeScores lead : report.byLeadTime()) {
      assertEquals(from, lead.from());
      assertEquals(from + 3, lead.to());
      Scores scores = lead.scores().get("model");
      assertEquals(9, scores.targets());
      targets += scores.targets();
      squares += scores.mse() * scores.targets();
      from = lead.to();
    }
    assertEquals(report.targets(), targets);
    assertEquals(report.overall().get("model").mse(), squares / targets, 1e-9);
  }

  @Test
  void equalLeadTimesShareOneRange() {
    EvaluationReport report =
        run(Backtest.at(10, 5).first(1), new Spy(), TestSeries.set(ramp("a", 20), ramp("b", 20)));
    assertEquals(1, report.byLeadTime().size());
    assertEquals(1, report.byLeadTime().get(0).to());
  }

  @Test
  void nothingToScoreIsAReportOfNothing() {
    EvaluationReport report = run(Backtest.rolling(3, 1), new Spy(), TestSeries.set());
    assertEquals(0, report.origins());
    assertEquals(0, report.targets());
    assertEquals(List.of(), report.byLeadTime());
    assertTrue(Double.isNaN(report.overall().get("model").crps()));
  }

  @Test
  void modelComesFirst() {
    Map<String, Forecaster> forecasters = new LinkedHashMap<>();
    forecasters.put("b", new Spy());
    forecasters.put("model", new Spy());
    forecasters.put("a", new Spy());
    EvaluationReport report =
        Backtest.rolling(3, 1).run(TestSeries.set(ramp("x", 20)), forecasters, UNIT);
    assertEquals(List.of("model", "b", "a"), List.copyOf(report.overall().keySet()));
    assertEquals(
        List.of("model", "b", "a"), List.copyOf(report.byLeadTime().get(0).scores().keySet()));
  }

  @Test
  void settingsAreCopied() {
    Backtest backtest = Backtest.rolling(3, 1);
    assertNotEquals(backtest.firstTimes(), backtest.first(2).firstTimes());
    assertEquals(Integer.MAX_VALUE, backtest.firstTimes());
    assertEquals(7, backtest.minimumContext(7).first(2).threads(2).minimumContext());
    assertEquals(3, backtest.minimumContext());
    assertEquals(5, backtest.notBefore(id -> 5).first(3).threads(2).lastSeen("a"));
  }

  @Test
  void badSettingsAreRefused() {
    refused("horizon 0.0", () -> Backtest.rolling(0, 1));
    refused("horizon NaN", () -> Backtest.rolling(Double.NaN, 1));
    refused("horizon Infinity", () -> Backtest.at(1, Double.POSITIVE_INFINITY));
    refused("number of origins 0", () -> Backtest.rolling(1, 0));
    refused("origin NaN", () -> Backtest.at(Double.NaN, 1));
    refused("number of first times 0", () -> Backtest.rolling(1, 1).first(0));
    refused("minimum context -1", () -> Backtest.rolling(1, 1).minimumContext(-1));
    refused("number of threads 0", () -> Backtest.rolling(1, 1).threads(0));
    Standardisation two = new Standardisation(List.of(0.0, 0.0), List.of(1.0, 1.0));
    SeriesSet set = TestSeries.set(ramp("a", 20));
    refused(
        "scale has 2 channels; 1",
        () -> Backtest.rolling(1, 1).run(set, Map.of("model", new Spy()), two));
    refused("no forecaster", () -> Backtest.rolling(1, 1).run(set, Map.of(), UNIT));
  }

  private static void refused(String part, Runnable attempt) {
    String message = assertThrows(IllegalArgumentException.class, attempt::run).getMessage();
    assertTrue(message.contains(part), message);
    assertTrue(message.contains("expected"), message);
  }
}
