package io.anode4j.evaluation;

import static io.anode4j.evaluation.BacktestSpy.UNIT;
import static io.anode4j.evaluation.BacktestSpy.ramp;
import static io.anode4j.evaluation.BacktestSpy.run;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BacktestTest {
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
    BacktestSpy one = new BacktestSpy();
    BacktestSpy two = new BacktestSpy();
    Backtest.rolling(3, 4).run(TestSeries.set(ramp("a", 30)), Map.of("one", one, "two", two), UNIT);
    assertEquals(one.histories, two.histories);
    assertArrayEquals(one.times.toArray(), two.times.toArray());
  }

  @Test
  void manyOriginsAreAskedAtOnce() {
    BacktestSpy spy = new BacktestSpy();
    TimeSeries[] series = new TimeSeries[300];
    for (int k = 0; k < series.length; k++) {
      series[k] = ramp("s" + k, 10);
    }
    assertEquals(300, run(Backtest.rolling(2, 1), spy, TestSeries.set(series)).origins());
    assertEquals(2, spy.calls);
  }

  @Test
  void longHorizonsAreAskedInSmallerPieces() {
    BacktestSpy spy = new BacktestSpy();
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
  void scoresAreThoseOfTheForecastInUnitsOfTheScale() {
    // N(0, 1) on the outcomes 17, 18, 19 in units of 2.
    Standardisation half = new Standardisation(List.of(123.0), List.of(2.0));
    EvaluationReport report =
        Backtest.rolling(3, 1)
            .run(TestSeries.set(ramp("a", 20)), Map.of("model", new BacktestSpy()), half);
    Scores scores = report.overall().get("model");
    assertEquals((17 * 17 + 18 * 18 + 19 * 19) / 12.0, scores.mse(), 1e-12);
    assertEquals(9, scores.mae(), 1e-9);
    assertEquals(9 - 0.5 / Math.sqrt(Math.PI), scores.crps(), 1e-9);
    assertEquals(scores, report.perChannel().get("x").get("model"));
  }

  @Test
  void leadTimesSplitTheTargetsEvenly() {
    EvaluationReport report =
        run(Backtest.rolling(24, 3), new BacktestSpy(), TestSeries.set(ramp("a", 100)));
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
        run(
            Backtest.at(10, 5).first(1),
            new BacktestSpy(),
            TestSeries.set(ramp("a", 20), ramp("b", 20)));
    assertEquals(1, report.byLeadTime().size());
    assertEquals(1, report.byLeadTime().get(0).to());
  }

  @Test
  void nothingToScoreIsAReportOfNothing() {
    EvaluationReport report = run(Backtest.rolling(3, 1), new BacktestSpy(), TestSeries.set());
    assertEquals(0, report.origins());
    assertEquals(0, report.targets());
    assertEquals(List.of(), report.byLeadTime());
    assertTrue(Double.isNaN(report.overall().get("model").crps()));
  }

  @Test
  void modelComesFirst() {
    Map<String, Forecaster> forecasters = new LinkedHashMap<>();
    forecasters.put("b", new BacktestSpy());
    forecasters.put("model", new BacktestSpy());
    forecasters.put("a", new BacktestSpy());
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
}
