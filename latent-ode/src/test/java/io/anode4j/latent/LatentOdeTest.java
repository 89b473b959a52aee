package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import io.anode4j.model.TimeGrid;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Test;

class LatentOdeTest {
  private static final LatentOde MODEL = TinyModels.trained();
  private static final List<TimeSeries> HISTORIES = TinyModels.waves(9, 25, 77).series();

  private static double[][] means(Forecast forecast) {
    return forecast.mean();
  }

  @Test
  void aForecastIsTheSameAloneAndAmongOthers() {
    List<double[]> times = new ArrayList<>();
    for (TimeSeries s : HISTORIES) {
      times.add(TimeGrid.every(0.25).count(3 + times.size()).after(s.lastTime()));
    }
    List<Forecast> together = MODEL.forecastAll(HISTORIES, times);
    for (int i = 0; i < HISTORIES.size(); i++) {
      Forecast alone = MODEL.forecast(HISTORIES.get(i), times.get(i));
      assertArrayEquals(means(alone), means(together.get(i)));
      assertArrayEquals(alone.std(), together.get(i).std());
    }
  }

  @Test
  void timesMayBeAnywhereAndInAnyOrder() {
    TimeSeries s = HISTORIES.get(0);
    double[] asked = {
      s.lastTime() + 1, s.firstTime() - 0.5, s.time(10), s.lastTime() + 1, s.lastTime() + 0.1
    };
    Forecast forecast = MODEL.forecast(s, asked);
    assertArrayEquals(asked, forecast.times());
    assertEquals(forecast.mean(0, 0), forecast.mean(3, 0));
    // A solve ends on the last time asked: another last time is another last step, within rtol.
    assertEquals(MODEL.forecast(s, new double[] {asked[4]}).mean(0, 1), forecast.mean(4, 1), 1e-3);
    assertTrue(forecast.std(1, 0) > 0);
  }

  @Test
  void onlyTheContextCounts() {
    TimeSeries s = TinyModels.waves(1, 60, 4).series().get(0);
    TimeSeries recent = s.after(s.lastTime() - MODEL.context());
    assertArrayEquals(
        means(MODEL.forecast(s, TimeGrid.every(0.5).count(4))),
        means(MODEL.forecast(recent, TimeGrid.every(0.5).count(4))));
  }

  @Test
  void withoutHistoryItKnowsTheTrainingDataAlone() {
    Forecast forecast = MODEL.forecast(TimeSeries.empty("new", 2), new double[] {5});
    assertEquals(MODEL.baselines().standardisation().mean().get(0), forecast.mean(0, 0), 1e-9);
    assertEquals(MODEL.baselines().standardisation().std().get(1), forecast.std(0, 1), 1e-9);
    TimeSeries unseen =
        TimeSeries.of(
            "new",
            new double[] {1, 2},
            new double[][] {{Double.NaN, Double.NaN}, {Double.NaN, Double.NaN}});
    assertEquals(forecast.mean(0, 0), MODEL.forecast(unseen, new double[] {5}).mean(0, 0));
  }

  @Test
  void rowsWithoutValuesChangeNothing() {
    TimeSeries s = HISTORIES.get(2);
    double[] times = new double[s.length() + 1];
    double[][] values = new double[s.length() + 1][];
    for (int i = 0; i < s.length(); i++) {
      times[i < 5 ? i : i + 1] = s.time(i);
      values[i < 5 ? i : i + 1] = s.row(i);
    }
    times[5] = (s.time(4) + s.time(5)) / 2;
    values[5] = new double[] {Double.NaN, Double.NaN};
    TimeSeries padded = TimeSeries.of(s.id(), times, values);
    assertArrayEquals(
        means(MODEL.forecast(s, TimeGrid.every(0.5).count(2))),
        means(MODEL.forecast(padded, TimeGrid.every(0.5).count(2))));
  }

  @Test
  void otherChannelsAreRefused() {
    TimeSeries one = TimeSeries.of("x", new double[] {0}, new double[][] {{1}});
    IllegalArgumentException refusal =
        assertThrows(IllegalArgumentException.class, () -> MODEL.forecast(one, new double[] {1}));
    assertTrue(String.valueOf(refusal.getMessage()).contains("[wave, slope]"));
    assertThrows(IllegalArgumentException.class, () -> MODEL.forecastAll(HISTORIES, List.of()));
  }

  @Test
  void manyThreadsMayAskAtOnce() throws Exception {
    double[][] expected = means(MODEL.forecast(HISTORIES.get(1), TimeGrid.every(0.3).count(5)));
    ExecutorService pool = Executors.newFixedThreadPool(4);
    try {
      List<Future<Forecast>> asked = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        asked.add(
            pool.submit(() -> MODEL.forecast(HISTORIES.get(1), TimeGrid.every(0.3).count(5))));
      }
      for (Future<Forecast> answer : asked) {
        assertArrayEquals(expected, means(answer.get()));
      }
    } finally {
      pool.shutdownNow();
    }
  }

  @Test
  void aGridCountsFromTheEndOfTheHistory() {
    assertArrayEquals(new double[] {12.5, 15, 17.5}, TimeGrid.every(2.5).count(3).after(10), 1e-12);
    assertEquals(300, TimeGrid.every(Duration.ofMinutes(5)).step());
    assertThrows(IllegalArgumentException.class, () -> TimeGrid.every(0));
    assertThrows(IllegalArgumentException.class, () -> new TimeGrid(1, 0));
  }

  @Test
  void itSaysWhatItIs() {
    assertEquals(TimeFormat.number().name(), MODEL.timeFormat().name());
    assertTrue(MODEL.toString().contains("wave"));
    assertEquals(2, MODEL.horizon());
    assertEquals(6, MODEL.context());
    assertEquals(3, MODEL.history().size());
  }
}
