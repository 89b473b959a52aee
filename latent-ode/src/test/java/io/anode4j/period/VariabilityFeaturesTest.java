package io.anode4j.period;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.TimeSeries;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class VariabilityFeaturesTest {
  private static final List<String> NAMES = VariabilityFeatures.names(List.of("x"));
  private static final int MOST = VariabilityFeatures.MOST_FREQUENCIES;

  private static double feature(double[] features, String name) {
    return features[NAMES.indexOf("x_" + name)];
  }

  private static double[] of(double[] times, double[] values) {
    return VariabilityFeatures.of(SparseStars.series("s", times, values), MOST);
  }

  /** {@code numpy} and {@code scipy.stats} on the same values. */
  @Test
  void featuresOfValuesAreThoseOfOtherSoftware() {
    double[] times =
        IntStream.range(0, 40).mapToDouble(i -> 3 * i + 1.3 * Math.sin(2 * i)).toArray();
    double[] values =
        IntStream.range(0, 40)
            .mapToDouble(
                i ->
                    5
                        + 2 * Math.cos(2 * Math.PI * times[i] / 7.3 + 1)
                        + 0.7 * Math.sin(11 * i)
                        + 0.01 * times[i])
            .toArray();
    double[] features = of(times, values);
    assertEquals(1.563593609974781, feature(features, "deviation"), 1e-12);
    assertEquals(-0.04615099242495269, feature(features, "skewness"), 1e-12);
    assertEquals(1.6201420618515951, feature(features, "kurtosis"), 1e-12);
    assertEquals(1.3244287730011646, feature(features, "median_deviation"), 1e-12);
    assertEquals(1.2016967972211914 / 4.427216143893225, feature(features, "middle_20"), 1e-12);
    assertEquals(0.01137070147746745, feature(features, "slope"), 1e-12);
    assertEquals(2.287843397330434, feature(features, "von_neumann"), 1e-12);
  }

  @Test
  void aStarHasItsPeriodAndASecondOne() {
    SplittableRandom random = new SplittableRandom(2);
    double[] times = SparseStars.nights(200, random);
    double[] values = SparseStars.sinusoid(times, 0.51, 0.05, random);
    double[] second = SparseStars.sinusoid(times, 0.38, 0, random);
    Arrays.setAll(values, i -> values[i] + 0.3 * second[i]);
    double[] features = of(times, values);
    assertEquals(0.51, Math.pow(10, feature(features, "log_period")), 1e-3);
    assertEquals(0.38, Math.pow(10, feature(features, "second_log_period")), 1e-3);
    assertEquals(1, feature(features, "amplitude_1"), 0.05);
    assertEquals(0.3, feature(features, "amplitude_ratio"), 0.05);
    assertEquals(0.38 / 0.51, feature(features, "period_ratio"), 1e-3);
    assertTrue(feature(features, "folded") < 0.4, "folded " + feature(features, "folded"));
  }

  /** An eclipsing star of unlike minima: the sinusoid has half of its period. */
  @Test
  void unlikeHalvesShowAtTwiceThePeriod() {
    SplittableRandom random = new SplittableRandom(9);
    double[] times = SparseStars.nights(200, random);
    double[] values =
        Arrays.stream(times)
            .map(t -> 2 * Math.PI * t / 1.7)
            .map(a -> Math.cos(2 * a) + 0.3 * Math.cos(a) + 0.05 * random.nextGaussian())
            .toArray();
    double[] features = of(times, values);
    assertEquals(0.85, Math.pow(10, feature(features, "log_period")), 1e-3);
    assertEquals(0.09 / 1.09, feature(features, "odd_share"), 0.03);
    assertTrue(feature(features, "folded_twice") < 0.7 * feature(features, "folded"));
  }

  /** Days since 2000 and seconds since 1970 tell the same, but for their unit. */
  @Test
  void hugeTimesLoseNothing() {
    SplittableRandom random = new SplittableRandom(3);
    double[] times =
        Arrays.stream(SparseStars.nights(100, random))
            .map(t -> Math.rint(t * 1024) / 1024)
            .toArray();
    double[] values = SparseStars.sinusoid(times, 0.31, 0.3, random);
    double[] days = of(times, values);
    double[] seconds = of(Arrays.stream(times).map(t -> 1.7e9 + t * 86_400).toArray(), values);
    for (String same : List.of("power", "amplitude_1", "phase_21", "second_power", "folded")) {
      assertEquals(feature(days, same), feature(seconds, same), 1e-4, same);
    }
    double unit = Math.log10(86_400);
    assertEquals(feature(days, "log_period") + unit, feature(seconds, "log_period"), 1e-6);
  }

  @Test
  void fewOrEqualOrNoValuesHaveNoFeatures() {
    double[] times = {1, 2, 3.5, 4, 7, 9};
    double[] none = new double[NAMES.size()];
    Arrays.fill(none, Double.NaN);
    for (int n = 1; n < 5; n++) {
      double[] few = Arrays.copyOf(times, n);
      assertArrayEquals(none, of(few, few));
    }
    double[] still = new double[6];
    Arrays.fill(still, 3);
    assertArrayEquals(none, of(times, still));
    Arrays.fill(still, Double.NaN);
    assertArrayEquals(none, of(times, still));
    assertArrayEquals(none, VariabilityFeatures.of(TimeSeries.empty("e", 1), MOST));
  }

  /** Finite or absent, whatever the series. */
  @Test
  void oddSeriesHaveFiniteFeaturesOrNone() {
    double[] even = IntStream.range(0, 30).asDoubleStream().toArray();
    double[] step = Arrays.stream(even).map(t -> t < 29 ? 0 : 1).toArray();
    double[] wave = Arrays.stream(even).map(Math::sin).toArray();
    List<double[][]> odd =
        List.of(
            new double[][] {even, step},
            new double[][] {even, even},
            new double[][] {even, Arrays.stream(wave).map(v -> 1e300 * v).toArray()},
            new double[][] {even, Arrays.stream(wave).map(v -> 1e-300 * v).toArray()},
            new double[][] {even, Arrays.stream(wave).map(v -> 1e9 + v).toArray()},
            new double[][] {Arrays.stream(even).map(t -> t * Double.MIN_VALUE).toArray(), wave},
            new double[][] {Arrays.stream(even).map(t -> (t - 15) * 1e307).toArray(), wave},
            new double[][] {Arrays.stream(even).map(t -> 1e15 + t).toArray(), wave},
            new double[][] {Arrays.stream(even).map(t -> Math.exp(t * 9)).toArray(), wave},
            new double[][] {
              Arrays.stream(even).map(t -> t % 2 == 0 ? t : t - 1 + 1e-9).toArray(), wave
            },
            new double[][] {{1, 2, 3, 4, 5}, {0, 1, 0, 1, 0}});
    for (int k = 0; k < odd.size(); k++) {
      double[] features = of(odd.get(k)[0], odd.get(k)[1]);
      assertEquals(NAMES.size(), features.length);
      for (double f : features) {
        assertFalse(Double.isInfinite(f), "series " + k + ": " + Arrays.toString(features));
      }
    }
  }

  /** A channel of its own times is searched at those, one of the same times shares the search. */
  @Test
  void aChannelDoesNotDependOnTheOthers() {
    SplittableRandom random = new SplittableRandom(4);
    double[] times = SparseStars.nights(90, random);
    double[] a = SparseStars.sinusoid(times, 0.31, 0.3, random);
    double[] b = SparseStars.sinusoid(times, 2.2, 0.3, random);
    double[][] rows = new double[90][];
    Arrays.setAll(rows, i -> new double[] {a[i], b[i], i % 3 == 0 ? Double.NaN : a[i]});
    double[] all = VariabilityFeatures.of(TimeSeries.of("s", times, rows), MOST);
    int size = NAMES.size();
    assertArrayEquals(of(times, a), Arrays.copyOf(all, size));
    assertArrayEquals(of(times, b), Arrays.copyOfRange(all, size, 2 * size));
    double[] holes = a.clone();
    Arrays.setAll(holes, i -> i % 3 == 0 ? Double.NaN : a[i]);
    assertArrayEquals(of(times, holes), Arrays.copyOfRange(all, 2 * size, 3 * size));
  }

  /** Half a minute is enough for all, however many. */
  @Test
  void manySeriesAreSearchedAtFewerFrequencies() {
    SplittableRandom random = new SplittableRandom(5);
    double[] times = SparseStars.nights(900, random);
    TimeSeries one = SparseStars.series("s", times, times);
    assertEquals(MOST, VariabilityFeatures.frequencies(Collections.nCopies(10, one)));
    assertEquals(MOST / 8, VariabilityFeatures.frequencies(Collections.nCopies(4_000, one)));
    assertTrue(VariabilityFeatures.frequencies(Collections.nCopies(1_000_000, one)) >= 256);
    assertThrows(IllegalArgumentException.class, () -> VariabilityFeatures.requireFrequencies(0));
  }

  @Test
  void aLongSeriesIsThinned() {
    double[] times = IntStream.range(0, 50_000).mapToDouble(i -> i + 0.3 * Math.sin(i)).toArray();
    double[] values = Arrays.stream(times).map(t -> Math.sin(2 * Math.PI * t / 900)).toArray();
    double[] features = of(times, values);
    assertEquals(900, Math.pow(10, feature(features, "log_period")), 0.5);
  }
}
