package io.anode4j.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class PairedDifferenceTest {
  private static final List<String> X = List.of("x");

  /** Zeros, and in each series an error of its own for all of its windows. */
  private static SeriesSet data(int count, int length, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TimeSeries> all = new ArrayList<>();
    for (int k = 0; k < count; k++) {
      double[] times = new double[length];
      double[][] values = new double[length][1];
      for (int i = 0; i < length; i++) {
        times[i] = i;
        values[i][0] = random.nextGaussian();
      }
      all.add(TimeSeries.of("s" + k, times, values));
    }
    return new SeriesSet(X, all, TimeFormat.number(), "made here");
  }

  /** States 0, with an offset for each series. */
  private static Forecaster offset(double common, double ofSeries) {
    return (history, times) -> {
      double mean = common + ofSeries * (history.id().hashCode() % 2 == 0 ? 1 : -1);
      double[][] means = new double[times.length][1];
      double[][] stds = new double[times.length][1];
      Arrays.stream(means).forEach(row -> row[0] = mean);
      Arrays.stream(stds).forEach(row -> row[0] = 1);
      return Forecast.gaussian(history.id(), X, times, means, stds);
    };
  }

  private static EvaluationReport report(SeriesSet data, Map<String, Forecaster> forecasters) {
    Standardisation unit = new Standardisation(List.of(0.0), List.of(1.0));
    return Backtest.rolling(5, 6).run(data, forecasters, unit);
  }

  private static Map<String, Forecaster> pair(Forecaster model, Forecaster rule) {
    Map<String, Forecaster> both = new LinkedHashMap<>();
    both.put(EvaluationReport.MODEL, model);
    both.put("rule", rule);
    return both;
  }

  /** (d/√n) from the definition, for windows of equal size. */
  @Test
  void theErrorIsThatOfAMeanOverWindows() {
    WindowScores one = new WindowScores();
    WindowScores other = new WindowScores();
    PairedScores paired = new PairedScores(new LinkedHashSet<>(List.of("one", "other")));
    double[] errors = {0.5, -1, 2, 0, 1.5};
    for (double error : errors) {
      one.add("s", sum(error));
      other.add("s", sum(0));
    }
    double mean = 0;
    double squares = 0;
    for (double error : errors) {
      mean += error * error / errors.length;
    }
    for (double error : errors) {
      squares += (error * error - mean) * (error * error - mean);
    }
    paired.add(List.of(one, other));
    paired.endSeries();
    PairedDifference by = paired.difference("one", "other", Metric.MSE).orElseThrow();
    assertEquals(mean, by.mean(), 1e-12);
    assertEquals(Math.sqrt(squares / 4 / 5), by.standardError(), 1e-12);
    assertEquals(5, by.groups());
    PairedDifference back = paired.difference("other", "one", Metric.MSE).orElseThrow();
    assertEquals(new PairedDifference(-by.mean(), by.standardError(), 5), back);
    assertTrue(paired.difference("one", "third", Metric.MSE).isEmpty());
  }

  /** Windows of eight series and more count once a series, however chunks cut them. */
  @Test
  void windowsOfManySeriesCountOnceASeries() {
    PairedScores paired = new PairedScores(new LinkedHashSet<>(List.of("one", "other")));
    SplittableRandom random = new SplittableRandom(5);
    double[] bySeries = new double[9];
    for (int chunk = 0; chunk < 6; chunk++) {
      WindowScores one = new WindowScores();
      WindowScores other = new WindowScores();
      for (int k = 3 * chunk; k < 3 * chunk + 3; k++) {
        double error = random.nextGaussian();
        one.add("s" + k / 2, sum(error));
        other.add("s" + k / 2, sum(0));
        bySeries[k / 2] += error * error;
      }
      paired.add(List.of(one, other));
    }
    paired.endSeries();
    PairedDifference by = paired.difference("one", "other", Metric.MSE).orElseThrow();
    double mean = Arrays.stream(bySeries).sum() / 18;
    double squares = Arrays.stream(bySeries).map(d -> (d - 2 * mean) * (d - 2 * mean)).sum();
    assertEquals(9, by.groups());
    assertEquals(mean, by.mean(), 1e-12);
    assertEquals(Math.sqrt(9.0 / 8 * squares) / 18, by.standardError(), 1e-12);
  }

  private static ScoreSum sum(double error) {
    ScoreSum sum = new ScoreSum();
    Forecast zero =
        Forecast.gaussian("s", X, new double[] {1}, new double[][] {{0}}, new double[][] {{1}});
    sum.add(zero, 0, 0, error, 1);
    return sum;
  }

  /**
   * Two forecasters that are equally wrong: of 200 sets, about 5 % may call it more than chance.
   */
  @Test
  void equalForecastersAreRarelyToldApart() {
    int apart = 0;
    for (int seed = 0; seed < 200; seed++) {
      EvaluationReport report = report(data(12, 40, seed), pair(offset(0.3, 0), offset(-0.3, 0)));
      apart +=
          report.paired().difference("model", "rule", Metric.CRPS).orElseThrow().isChance() ? 0 : 1;
    }
    // Binomial(200, 0.07) for 11 degrees of freedom at 2 standard errors; 30 is four deviations
    // off.
    assertTrue(apart < 30, apart + " of 200");
  }

  @Test
  void aWorseModelIsToldToStandAside() {
    EvaluationReport report = report(data(12, 40, 1), pair(offset(1, 0), offset(0, 0)));
    assertTrue(report.table().contains("worse than rule by more than chance"), report.table());
    assertTrue(report.skillError("model") > 0);
    assertEquals(0, report.skillError("rule"));
    EvaluationReport better = report(data(12, 40, 1), pair(offset(0, 0), offset(1, 0)));
    assertTrue(better.table().contains("better than rule by more than chance"), better.table());
  }

  @Test
  void whatIsChanceIsStarredAsWell() {
    String table = report(data(12, 40, 3), pair(offset(0.01, 0), offset(-0.01, 0))).table();
    long stars = table.chars().filter(c -> c == '*').count();
    assertTrue(stars >= 2 * 3, table);
    assertTrue(table.contains("the same within chance"), table);
  }

  @Test
  void oneWindowSaysNothing() {
    EvaluationReport report =
        Backtest.rolling(5, 1)
            .run(
                data(1, 20, 4),
                pair(offset(0.5, 0), offset(0, 0)),
                new Standardisation(List.of(0.0), List.of(1.0)));
    assertTrue(Double.isNaN(report.skillError("model")));
    assertTrue(report.table().contains("One window says nothing"), report.table());
    assertFalse(report.table().contains("NaN"), report.table());
  }
}
