package io.anode4j.latent;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeFormat;
import io.anode4j.data.TimeSeries;
import io.anode4j.forecast.Forecast;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Visitors an hour, few, with a daily rhythm: Poisson distributed, beside a temperature. */
class CountsTest {
  private static final double[] AHEAD = {1, 2, 3, 6, 9, 12};

  @TempDir private Path folder;

  static SeriesSet visitors(int count, int hours, long seed) {
    SplittableRandom random = new SplittableRandom(seed);
    List<TimeSeries> all = new ArrayList<>();
    for (int s = 0; s < count; s++) {
      double level = random.nextDouble(0.5, 2);
      double[] times = new double[hours];
      double[][] rows = new double[hours][];
      for (int i = 0; i < hours; i++) {
        times[i] = i;
        double day = Math.sin(2 * Math.PI * i / 24);
        rows[i] = new double[] {poisson(level * Math.exp(day), random), 20.4 + 3 * day};
      }
      all.add(TimeSeries.of("shop" + s, times, rows));
    }
    return new SeriesSet(List.of("visitors", "temperature"), all, TimeFormat.number(), "visitors");
  }

  private static int poisson(double rate, SplittableRandom random) {
    double left = Math.exp(-rate);
    double product = random.nextDouble();
    int count = 0;
    while (product > left) {
      product *= random.nextDouble();
      count++;
    }
    return count;
  }

  private static LatentOde trained() {
    return LatentOdeTrainer.with(TinyModels.anchored().build())
        .horizon(12)
        .fit(visitors(8, 480, 1));
  }

  @Test
  void theyAreForecastAsWholeNumbers() throws IOException {
    LatentOde model = trained();
    Path file = folder.resolve("counts.anode");
    model.save(file);
    LatentOde again = LatentOde.load(file);
    int within = 0;
    int asked = 0;
    for (TimeSeries shop : visitors(40, 240, 9)) {
      TimeSeries known = shop.until(220);
      double[] times = new double[AHEAD.length];
      for (int i = 0; i < times.length; i++) {
        times[i] = known.lastTime() + AHEAD[i];
      }
      Forecast forecast = model.forecast(known, times);
      assertArrayEquals(forecast.quantile(0.9), again.forecast(known, times).quantile(0.9));
      for (int i = 0; i < times.length; i++) {
        for (double p : new double[] {0.05, 0.5, 0.95}) {
          double quantile = forecast.quantile(p, i, 0);
          assertTrue(quantile >= 0 && quantile == Math.rint(quantile), "found " + quantile);
        }
        assertTrue(forecast.quantile(0.5, i, 1) % 1 != 0, "temperatures are no counts");
        double seen = shop.value(shop.length() - 20 + (int) AHEAD[i], 0);
        asked++;
        within +=
            seen >= forecast.quantile(0.05, i, 0) && seen <= forecast.quantile(0.95, i, 0) ? 1 : 0;
      }
    }
    // Of 240 targets; what is discrete covers more than it says.
    assertTrue(within >= 0.85 * asked, within + " of " + asked);
  }

  /** Two in a hundred: after nothing but zeros a network would be sure of zeros beyond measure. */
  @Test
  void nobodyIsSureOfNone() {
    SplittableRandom random = new SplittableRandom(4);
    List<TimeSeries> rare = new ArrayList<>();
    for (int s = 0; s < 8; s++) {
      double[] times = new double[250];
      double[][] rows = new double[times.length][1];
      for (int i = 0; i < times.length; i++) {
        times[i] = i;
        rows[i][0] = random.nextDouble() < 0.02 ? 1 : 0;
      }
      rare.add(TimeSeries.of("part" + s, times, rows));
    }
    SeriesSet data = new SeriesSet(List.of("failures"), rare, TimeFormat.number(), "parts");
    LatentOde model = LatentOdeTrainer.with(TinyModels.anchored().build()).horizon(12).fit(data);
    for (TimeSeries part : rare) {
      Forecast forecast = model.forecast(part, new double[] {part.lastTime() + 6});
      assertTrue(1 - forecast.cdf(0, 0, 0) > 0.004, "P(failures > 0) " + forecast.mean(0, 0));
      assertEquals(0, forecast.quantile(0.5, 0, 0));
    }
  }

  @Test
  void oneWithAFractionIsNotHeldToThem() {
    LatentOde model = trained();
    TimeSeries shop = visitors(1, 240, 5).series().get(0);
    double[][] rows = new double[shop.length()][];
    for (int i = 0; i < rows.length; i++) {
      rows[i] = new double[] {shop.value(i, 0) / 2, shop.value(i, 1)};
    }
    TimeSeries halves = TimeSeries.of("halves", shop.times(), rows);
    Forecast forecast = model.forecast(halves, new double[] {halves.lastTime() + 1});
    double quantile = forecast.quantile(0.95, 0, 0);
    assertTrue(quantile > 0 && quantile != Math.rint(quantile), "found " + quantile);
    assertEquals(0, forecast.cdf(0, 0, -1e-9));
  }
}
