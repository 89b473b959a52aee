package io.anode4j.evaluation;

import static io.anode4j.evaluation.BacktestSpy.UNIT;
import static io.anode4j.evaluation.BacktestSpy.ramp;
import static io.anode4j.evaluation.BacktestSpy.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.forecast.Forecaster;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;

/** What a backtest refuses, and what becomes of errors. */
class BacktestFailuresTest {
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
  void errorOfAForecasterComesThroughAsItIs() {
    Forecaster broken =
        (history, times) -> {
          throw new AssertionError("broken");
        };
    SeriesSet set = TestSeries.set(ramp("a", 20));
    AssertionError failure =
        assertThrows(
            AssertionError.class, () -> run(Backtest.rolling(2, 1).threads(2), broken, set));
    assertEquals("broken", failure.getMessage());
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
    Forecaster fewer = (history, times) -> new BacktestSpy().forecast(history, new double[] {99});
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
        () -> Backtest.rolling(1, 1).run(set, Map.of("model", new BacktestSpy()), two));
    refused("no forecaster", () -> Backtest.rolling(1, 1).run(set, Map.of(), UNIT));
  }

  private static void refused(String part, Runnable attempt) {
    String message = assertThrows(IllegalArgumentException.class, attempt::run).getMessage();
    assertTrue(message.contains(part), message);
    assertTrue(message.contains("expected"), message);
  }
}
