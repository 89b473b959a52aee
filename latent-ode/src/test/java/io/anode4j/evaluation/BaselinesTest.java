package io.anode4j.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import org.junit.jupiter.api.Test;

class BaselinesTest {
  private static final SeriesSet TRAINING =
      TestSeries.set(TestSeries.irregular("a", 2_000, 4, 0.3, t -> Math.sin(2 * Math.PI * t / 30)));
  private static final BaselineStatistics STATISTICS =
      BaselineStatistics.fit(TRAINING, 10, OptionalDouble.empty());
  private static final Map<String, Forecaster> ALL = Baselines.all(STATISTICS);

  private static Forecast forecast(String name, TimeSeries history, double... times) {
    return ALL.get(name).forecast(history, times);
  }

  @Test
  void allFourInTheOrderOfReports() {
    assertEquals(
        List.of("last_value", "training_mean", "linear", "seasonal_naive"),
        List.copyOf(ALL.keySet()));
  }

  @Test
  void answersTheTimesAskedInTheirOrder() {
    TimeSeries history = TestSeries.of("h", 1, 2, 4);
    for (String name : ALL.keySet()) {
      Forecast forecast = forecast(name, history, 9, 3, 1.5);
      assertEquals("h", forecast.id());
      assertEquals(List.of("x"), forecast.channels());
      assertArrayEquals(new double[] {9, 3, 1.5}, forecast.times());
    }
  }

  @Test
  void widthDependsOnTheTimeSinceTheHistoryEnded() {
    TimeSeries history = TestSeries.of("h", 1, 2, 4);
    Forecast forecast = forecast("last_value", history, 2.5, 5, 11, 500);
    assertArrayEquals(new double[] {4, 4, 4, 4}, column(forecast.mean()));
    assertEquals(STATISTICS.std("last_value", 0, 0.5), forecast.std(0, 0));
    assertEquals(STATISTICS.std("last_value", 0, 3), forecast.std(1, 0));
    assertEquals(STATISTICS.std("last_value", 0, 9), forecast.std(2, 0));
    assertEquals(STATISTICS.std("last_value", 0, 10), forecast.std(3, 0));
    assertTrue(forecast.std(1, 0) > forecast.std(0, 0));
  }

  @Test
  void withoutHistoryOnlyTheMeanIsKnown() {
    double mean = STATISTICS.standardisation().mean().get(0);
    for (String name : ALL.keySet()) {
      Forecast forecast = forecast(name, TimeSeries.empty("none", 1), 0, 7);
      assertArrayEquals(new double[] {mean, mean}, column(forecast.mean()));
      assertEquals(STATISTICS.std(name, 0, 10), forecast.std(0, 0));
    }
  }

  @Test
  void intervalsAreCalibratedOnNewData() {
    SeriesSet fresh =
        TestSeries.set(
            TestSeries.irregular("b", 2_000, 5, 0.3, t -> Math.sin(2 * Math.PI * (t + 7) / 30)));
    EvaluationReport report =
        Backtest.rolling(10, 150).run(fresh, ALL, STATISTICS.standardisation());
    report.overall().forEach((name, scores) -> assertEquals(0.9, scores.coverage90(), 0.05, name));
    assertEquals("seasonal_naive", report.bestBaseline().orElse(""));
  }

  @Test
  void otherChannelsThanInTrainingAreRefused() {
    TimeSeries two = TimeSeries.of("two", new double[] {1}, new double[][] {{1, 2}});
    String message =
        assertThrows(IllegalArgumentException.class, () -> forecast("last_value", two, 3))
            .getMessage();
    assertTrue(message.contains("Series 'two' has 2 channels; the 1 of"), message);
  }

  private static double[] column(double[][] table) {
    double[] column = new double[table.length];
    for (int i = 0; i < column.length; i++) {
      column[i] = table[i][0];
    }
    return column;
  }
}
