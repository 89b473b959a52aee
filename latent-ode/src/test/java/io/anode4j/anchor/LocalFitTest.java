package io.anode4j.anchor;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeSeries;
import io.anode4j.data.ValueScaler;
import io.anode4j.data.Window;
import io.anode4j.data.Windows;
import io.anode4j.forecast.Forecast;
import io.anode4j.tensor.Workers;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class LocalFitTest {
  private static final double CONTEXT = 48;
  private static final double HORIZON = 12;
  private static final AnchorRules RULES = new AnchorRules(CONTEXT, HORIZON, List.of(24.0));

  /** Of one kind the season repeats, of the other every change stays. */
  private static TimeSeries series(String id, boolean seasonal, int length) {
    SplittableRandom random = new SplittableRandom(id.hashCode());
    double[] times = new double[length];
    double[][] values = new double[length][1];
    double time = 0;
    double walk = 0;
    for (int i = 0; i < length; i++) {
      time += 0.5 + random.nextDouble();
      walk += 0.5 * random.nextGaussian();
      times[i] = time;
      values[i][0] =
          seasonal ? Math.sin(2 * Math.PI * time / 24) + 0.1 * random.nextGaussian() : walk;
    }
    return TimeSeries.of(id, times, values);
  }

  private static AnchorForecaster forecaster() {
    List<TimeSeries> training = new ArrayList<>();
    for (int k = 0; k < 6; k++) {
      training.add(series("t" + k, k % 2 == 0, 300));
    }
    List<SeriesPast> pasts = training.stream().map(s -> SeriesPast.of(s, CONTEXT)).toList();
    List<Window> windows = new ArrayList<>();
    for (TimeSeries s : training) {
      windows.addAll(
          Windows.of(CONTEXT, HORIZON).every(s, 2, s.firstTime() + 60, s.lastTime() - HORIZON));
    }
    try (Workers workers = new Workers(1, "The test")) {
      FrameStatistics frames = FrameStatistics.fit(pasts, windows, CONTEXT, workers);
      AnchorFit fit =
          new AnchorFit(
              RULES, frames, id -> pasts.get(Integer.parseInt(id.substring(1))), windows, workers);
      return new AnchorForecaster(
          List.of("x"), ValueScaler.of(new double[] {0}, new double[] {1}), frames, fit.fit(100));
    }
  }

  private static double error(AnchorForecaster usual, boolean local, boolean seasonal) {
    double sum = 0;
    int count = 0;
    for (int k = 0; k < 12; k++) {
      TimeSeries all = series("unseen" + k, seasonal, 400);
      TimeSeries history = all.until(all.time(360));
      TimeSeries after = all.after(all.time(360)).until(all.time(360) + HORIZON);
      AnchorForecaster.Seen seen = usual.seen(history);
      Forecast forecast =
          (local ? usual.local(seen, 1) : usual).forecast(history, after.times(), seen);
      for (int t = 0; t < after.length(); t++) {
        sum += Math.abs(after.value(t, 0) - forecast.mean(t, 0));
        count++;
      }
    }
    return sum / count;
  }

  @Test
  void aSeriesIsForecastByWhatHoldsOfItself() {
    AnchorForecaster usual = forecaster();
    double ofAll = error(usual, false, true);
    double own = error(usual, true, true);
    assertTrue(own < 0.8 * ofAll, "a season: " + own + " against " + ofAll);
    // Noise of 0.1 has a mean absolute error of 0.08 for any forecast.
    assertTrue(own < 0.2, "a season: " + own);
    double walk = error(usual, true, false);
    double walkOfAll = error(usual, false, false);
    assertTrue(walk < 1.05 * walkOfAll, "a walk: " + walk + " against " + walkOfAll);
  }

  @Test
  void aShortPastKeepsTheWeightsOfAll() {
    AnchorForecaster usual = forecaster();
    TimeSeries history = series("short", true, 60);
    for (int rows : new int[] {1, 5, 40, 60}) {
      TimeSeries part = history.slice(0, rows);
      assertSame(usual.anchor(), usual.local(usual.seen(part), 1).anchor());
    }
    TimeSeries empty = history.slice(0, 0);
    assertSame(usual.anchor(), usual.local(usual.seen(empty), 1).anchor());
  }

  @Test
  void nothingAfterTheOriginIsRead() {
    AnchorForecaster usual = forecaster();
    TimeSeries history = series("h", true, 400);
    SeriesPast past = SeriesPast.of(history, CONTEXT);
    double origin = history.time(300);
    LinearAnchor then = new LocalFit(usual.anchor(), usual.frames(), past, origin).anchor(1);
    SeriesPast known = SeriesPast.of(history.until(origin), CONTEXT);
    LinearAnchor same = new LocalFit(usual.anchor(), usual.frames(), known, origin).anchor(1);
    assertArrayEquals(same.weights()[0], then.weights()[0]);
    assertNotEquals(usual.anchor().weights()[0][0], then.weights()[0][0]);
  }

  @Test
  void logarithmsComeBackAsMedians() {
    Logarithms logarithms = new Logarithms(List.of(0.5, 0.0));
    TimeSeries series =
        TimeSeries.of(
            "a",
            new double[] {0, 1, 2},
            new double[][] {{Math.E, -3}, {Double.NaN, 2}, {-7, Double.NaN}});
    TimeSeries logs = logarithms.of(series);
    assertEquals(1, logs.value(0, 0), 1e-15);
    assertTrue(Double.isNaN(logs.value(1, 0)));
    assertEquals(Math.log(0.5), logs.value(2, 0), 1e-15);
    assertEquals(-3, logs.value(0, 1));
    Forecast back =
        logarithms.back(
            Forecast.gaussian(
                "a",
                List.of("x", "y"),
                new double[] {3},
                new double[][] {{2, 2}},
                new double[][] {{0.1, 0.1}}));
    assertEquals(Math.exp(2), back.mean(0, 0), 1e-12);
    assertEquals(0.1 * Math.exp(2), back.std(0, 0), 1e-12);
    assertEquals(2, back.mean(0, 1));
    assertEquals(0.1, back.std(0, 1));
  }
}
