package io.anode4j.evaluation;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import io.anode4j.tensor.Workers;
import java.util.OptionalDouble;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LongerSeasonTest {
  private static final double DAY = 24;

  private static OptionalDouble longer(SeriesSet set, double period) {
    try (Workers workers = new Workers(2, "The test")) {
      return LongerSeason.find(set, period, workers);
    }
  }

  /** Days that are alike, but for one in so many. */
  private static double restDay(double time, int days) {
    boolean rest = ((long) Math.floor(time / DAY)) % days == 0;
    return (rest ? 0.4 : 1) * (1 - Math.cos(2 * Math.PI * time / DAY));
  }

  @ParameterizedTest
  @ValueSource(ints = {3, 5, 7, 12})
  void oneDayInManyIsUnlikeTheOthers(int days) {
    SeriesSet set =
        TestSeries.set(
            TestSeries.irregular("a", 24 * 7 * 40, days, 0.1, t -> restDay(t, days)),
            TestSeries.irregular("b", 24 * 7 * 40, 9, 0.1, t -> restDay(t + 30, days)));
    assertEquals(days * DAY, longer(set, DAY).orElse(0));
  }

  @Test
  void manyShortSeriesShowItTogether() {
    TimeSeries[] series = new TimeSeries[100];
    for (int k = 0; k < series.length; k++) {
      double phase = 24 * k;
      Random random = new Random(k);
      series[k] =
          TestSeries.regular(
              "s" + k, 24 * 28, 1, t -> restDay(t + phase, 7) + 0.2 * random.nextGaussian());
    }
    assertEquals(7 * DAY, longer(TestSeries.set(series), DAY).orElse(0));
  }

  /** On one scale for all, the one that is far larger and without a week would decide. */
  @Test
  void aLargeSeriesDoesNotDecideForAll() {
    TimeSeries[] series = new TimeSeries[40];
    for (int k = 0; k < series.length; k++) {
      double size = k < 4 ? 1e4 : 1;
      int days = k < 4 ? 1_000 : 7;
      Random random = new Random(k);
      series[k] =
          TestSeries.regular(
              "s" + k,
              24 * 35,
              1,
              t -> size * (restDay(t + 24, days) + 0.1 * random.nextGaussian()));
    }
    assertEquals(7 * DAY, longer(TestSeries.set(series), DAY).orElse(0));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12})
  void whereThereIsNoneNoneIsFound(long seed) {
    Random random = new Random(seed);
    double[] level = {0};
    TimeSeries walk =
        TestSeries.regular(
            "walk",
            24 * 60,
            1,
            t -> {
              level[0] += 0.1 * random.nextGaussian();
              return level[0] + Math.sin(2 * Math.PI * t / DAY);
            });
    assertEquals(0, longer(TestSeries.set(walk), DAY).orElse(0), "a walk");
    SeriesSet noisy =
        TestSeries.set(
            TestSeries.irregular("n", 2_000, seed, 1, t -> Math.sin(2 * Math.PI * t / DAY)));
    assertEquals(0, longer(noisy, DAY).orElse(0), "noise");
  }

  @Test
  void tooFewCyclesAreNone() {
    SeriesSet set = TestSeries.set(TestSeries.regular("a", 24 * 14, 1, t -> restDay(t, 7)));
    assertEquals(0, longer(set, DAY).orElse(0));
    assertEquals(0, longer(TestSeries.set(TestSeries.regular("b", 3, 1, t -> t)), DAY).orElse(0));
  }
}
