package io.anode4j.data.synthetic;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anode4j.data.RowSample;
import io.anode4j.data.SeriesSet;
import io.anode4j.data.TimeSeries;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PeriodicToyTest {

  @Test
  void hasThePublishedSizesTimesAndNoise() {
    Generated toy = PeriodicToy.published(1).generate();
    assertEquals(1000, toy.observed().size());
    double[] times = toy.observed().get("periodic-0").times();
    assertEquals(100, times.length);
    assertEquals(0, times[0]);
    assertTrue(times[99] <= 5 && times[99] > 4.5);
    double noiseSum = 0;
    for (TimeSeries series : toy.observed()) {
      assertArrayEquals(times, series.times());
      TimeSeries truth = toy.truth().get(series.id());
      assertEquals(truth.value(0, 0), series.value(0, 0));
      for (int i = 1; i < times.length; i++) {
        double noise = series.value(i, 0) - truth.value(i, 0);
        assertTrue(noise > -1e-12 && noise <= 0.01, "noise " + noise);
        noiseSum += noise;
      }
    }
    // Mean of 99,000 draws of U[0, 0.01]: 0.005 with standard deviation 1e-5.
    assertEquals(0.005, noiseSum / 99_000, 6e-5);
  }

  @Test
  void isASineWithFrequencyAndOffsetOfThePublishedDistributions() {
    SeriesSet truth = PeriodicToy.published(2).generate().truth();
    double offsetSum = 0;
    double offsetSquares = 0;
    double frequencySum = 0;
    for (TimeSeries series : truth) {
      double offset = series.value(0, 0);
      offsetSum += offset;
      offsetSquares += (offset - 1) * (offset - 1);
      // Early on the phase is below a quarter turn, where the sine can be inverted.
      int early = series.countUntil(0.3) - 1;
      double sine = series.value(early, 0) - offset;
      double frequency = Math.asin(sine) / (2 * Math.PI * series.time(early));
      assertTrue(0.4 - 1e-9 <= frequency && frequency < 0.8 + 1e-9, "frequency " + frequency);
      frequencySum += frequency;
      for (int i = 0; i < series.length(); i++) {
        double expected = offset + Math.sin(2 * Math.PI * frequency * series.time(i));
        assertEquals(expected, series.value(i, 0), 1e-9);
      }
    }
    assertEquals(0.6, frequencySum / 1000, 0.02);
    assertEquals(1, offsetSum / 1000, 0.016);
    assertEquals(0.1, Math.sqrt(offsetSquares / 1000), 0.012);
  }

  /** Measured with the authors' own generator: 0.323, 0.098, 0.033 and 0.0058. */
  @ParameterizedTest
  @CsvSource({"10, 0.323", "20, 0.098", "30, 0.033", "50, 0.0058"})
  void straightLinesReconstructItAsWellAsTheAuthorsToy(int observed, double error) {
    double sum = 0;
    int draws = 12;
    for (int seed = 0; seed < draws; seed++) {
      SeriesSet all = PeriodicToy.published(seed).withSeries(200).generate().observed();
      SeriesSet some = RowSample.of(all, observed, seed);
      for (TimeSeries series : all) {
        sum += lineError(series, some.get(series.id())) / all.size() / draws;
      }
    }
    // The times are shared, so that few draws of them make the error scatter.
    assertEquals(1, sum / error, 0.3);
  }

  private static double lineError(TimeSeries all, TimeSeries some) {
    double sum = 0;
    for (int i = 0; i < all.length(); i++) {
      int after = Math.min(Math.max(some.countUntil(all.time(i)), 1), some.length() - 1);
      double t0 = some.time(after - 1);
      double t1 = some.time(after);
      double clamped = Math.min(Math.max(all.time(i), t0), t1);
      double weight = (clamped - t0) / (t1 - t0);
      double line = some.value(after - 1, 0) * (1 - weight) + some.value(after, 0) * weight;
      sum += (line - all.value(i, 0)) * (line - all.value(i, 0));
    }
    return sum / all.length();
  }

  @Test
  void theSeedDecidesAndMoreSeriesDoNotChangeTheFirst() {
    PeriodicToy toy = PeriodicToy.published(3).withSeries(5).withTimes(20).withNoiseWeight(0.5);
    assertEquals(toy.generate(), toy.generate());
    assertEquals(
        toy.generate().observed().series(),
        toy.withSeries(9).generate().observed().series().subList(0, 5));
    assertNotEquals(
        toy.generate().observed(), new PeriodicToy(5, 20, 0.5, false, 4).generate().observed());
    assertEquals("periodic toy, seed 3", toy.generate().observed().source());
  }

  @Test
  void seriesMayHaveTheirOwnTimes() {
    SeriesSet set = PeriodicToy.published(3).withSeries(3).withOwnTimes().generate().observed();
    assertFalse(Arrays.equals(set.get("periodic-0").times(), set.get("periodic-1").times()));
    assertEquals(100, set.get("periodic-2").length());
  }

  @Test
  void refusesImpossibleSizes() {
    PeriodicToy toy = PeriodicToy.published(3);
    assertThrows(IllegalArgumentException.class, () -> toy.withSeries(-1));
    assertThrows(IllegalArgumentException.class, () -> toy.withTimes(0));
    assertThrows(IllegalArgumentException.class, () -> toy.withNoiseWeight(Double.NaN));
  }
}
