package io.anode4j.period;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class FrequencySearchTest {
  private static double period(double[] times, double[] values) {
    FrequencySearch search =
        new FrequencySearch(
            Observations.equal(times, values), VariabilityFeatures.MOST_FREQUENCIES);
    return 1 / search.best(values);
  }

  /** Two hours or two months, from 60 to 160 single observations in years, half of them noise. */
  @Test
  void periodsAreFoundInNoiseAtIrregularTimes() {
    int found = 0;
    int runs = 60;
    for (int seed = 0; seed < runs; seed++) {
      SplittableRandom random = new SplittableRandom(seed);
      double[] times = SparseStars.nights(60 + random.nextInt(100), random);
      double truth = 0.08 * Math.pow(750, random.nextDouble());
      double said = period(times, SparseStars.sinusoid(times, truth, 0.5, random));
      // A tenth of a cycle over the whole span.
      found += Math.abs(1 / said - 1 / truth) < 0.1 / 1_000 ? 1 : 0;
    }
    assertTrue(found >= runs - 2, found + " of " + runs);
  }

  /** A tenth of a peak's width, without noise far less. */
  @Test
  void theFrequencyIsRefinedBelowTheGrid() {
    SplittableRandom random = new SplittableRandom(3);
    double[] times = SparseStars.nights(80, random);
    double said = period(times, SparseStars.sinusoid(times, 0.3456, 0, random));
    assertEquals(1 / 0.3456, 1 / said, 2e-6);
  }

  /** Hours with holes have the Nyquist frequency of the hours: faster swings are not told. */
  @Test
  void regularTimesWithHolesAreSearchedUpToNyquist() {
    SplittableRandom random = new SplittableRandom(4);
    double[] times =
        IntStream.range(0, 400).filter(i -> random.nextInt(4) > 0).asDoubleStream().toArray();
    double[] values = Arrays.stream(times).map(t -> Math.sin(2 * Math.PI * t / 6.2)).toArray();
    assertEquals(6.2, period(times, values), 1e-3);
    double[] noise = Arrays.stream(times).map(t -> random.nextGaussian()).toArray();
    assertTrue(period(times, noise) > 1.9, "period " + period(times, noise));
  }

  /** Two short stretches far apart have one phase at slow frequencies, and are searched beyond. */
  @Test
  void stretchesFarApartAreNotTakenForAGrid() {
    SplittableRandom random = new SplittableRandom(8);
    double[] times =
        IntStream.range(0, 100)
            .mapToDouble(i -> (i < 50 ? 0 : 700) + random.nextDouble())
            .sorted()
            .toArray();
    double[] values = Arrays.stream(times).map(t -> Math.sin(2 * Math.PI * t / 0.21)).toArray();
    // Two clumps cannot tell the period from those with a cycle more or less between them.
    assertEquals(0.21, period(times, values), 0.01);
  }

  /** Fewer values tell fewer frequencies, and long series do not take for ever. */
  @Test
  void frequenciesAreBoundedByValuesAndWork() {
    int most = VariabilityFeatures.MOST_FREQUENCIES;
    assertTrue(FrequencySearch.frequencies(10, most) < 200);
    assertTrue(FrequencySearch.frequencies(40, most) < FrequencySearch.frequencies(60, most));
    assertEquals(most, FrequencySearch.frequencies(200, most));
    assertEquals(1 << 15, FrequencySearch.frequencies(4_096, most));
    assertEquals(1_000, FrequencySearch.frequencies(200, 1_000));
  }
}
