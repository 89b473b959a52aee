package io.anode4j.period;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.SplittableRandom;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class LombScargleTest {
  private static final double[] FREQUENCIES = {0.01, 0.05, 1 / 7.3, 0.3, 0.7, 1.9};

  private static double[] times() {
    return IntStream.range(0, 40).mapToDouble(i -> 3 * i + 1.3 * Math.sin(2 * i)).toArray();
  }

  private static double[] values(double[] times) {
    return IntStream.range(0, 40)
        .mapToDouble(
            i ->
                5
                    + 2 * Math.cos(2 * Math.PI * times[i] / 7.3 + 1)
                    + 0.7 * Math.sin(11 * i)
                    + 0.01 * times[i])
        .toArray();
  }

  /** {@code LombScargle(t, y).power(f, method='slow')} of astropy 8.0.1. */
  @Test
  void equalWeightsGiveThePowerOfAstropy() {
    double[] golden = {
      0.006167097869937815,
      0.003881942743128784,
      0.8443093859313524,
      0.007246686626131854,
      0.10429342589719211,
      0.01721323902552906
    };
    Observations seen = Observations.equal(times(), values(times()));
    for (int k = 0; k < golden.length; k++) {
      assertEquals(golden[k], LombScargle.power(seen, FREQUENCIES[k]), 1e-12);
    }
  }

  /** The same with {@code dy}: weights are the inverse squares of errors. */
  @Test
  void errorsGiveThePowerOfAstropy() {
    double[] golden = {
      0.02213771868710406,
      0.17690593311062117,
      0.8864782869370159,
      0.08583521982247123,
      0.015000902637428351,
      0.00522967953310318
    };
    double[] weight =
        IntStream.range(0, 40).mapToDouble(i -> 1 / Math.pow(0.2 + 0.1 * (i % 4), 2)).toArray();
    double sum = Arrays.stream(weight).sum();
    double[] shares = Arrays.stream(weight).map(w -> w / sum).toArray();
    Observations seen = new Observations(times(), values(times()), shares);
    for (int k = 0; k < golden.length; k++) {
      assertEquals(golden[k], LombScargle.power(seen, FREQUENCIES[k]), 1e-12);
    }
    assertGrid(seen, 300, 2e-5);
  }

  private static void assertGrid(Observations seen, int count, double tolerance) {
    LombScargle grid = new LombScargle(seen, 0.013, count);
    float[] power = grid.power(seen.value());
    assertEquals(count, power.length);
    for (int k = 0; k < count; k++) {
      assertEquals(LombScargle.power(seen, grid.frequency(k)), power[k], tolerance, "at " + k);
    }
  }

  /**
   * Also over many blocks, and when a block is cut short by many observations. Of few there are
   * frequencies at which sine and cosine are nearly one, and float32 tells less.
   */
  @Test
  void theGridIsThePowerAtEachFrequency() {
    SplittableRandom random = new SplittableRandom(5);
    for (int n : new int[] {20, 63, 700}) {
      double[] times = SparseStars.nights(n, random);
      double[] values = SparseStars.sinusoid(times, 3.1, 0.5, random);
      assertGrid(Observations.equal(times, values), 20_011, n == 20 ? 5e-4 : 2e-5);
    }
  }

  @Test
  void aSinusoidIsExplainedWhollyAtItsFrequency() {
    SplittableRandom random = new SplittableRandom(6);
    double[] times = SparseStars.nights(50, random);
    Observations seen = Observations.equal(times, SparseStars.sinusoid(times, 0.37, 0, random));
    assertEquals(1, LombScargle.power(seen, 1 / 0.37), 1e-9);
  }

  /** Of n values over whole cycles the power is {@code (2/n²)·|Σ y·exp(iωt)|² / variance}. */
  @Test
  void regularTimesGiveSchustersPeriodogram() {
    int n = 64;
    SplittableRandom random = new SplittableRandom(7);
    double[] times = IntStream.range(0, n).asDoubleStream().toArray();
    double[] values = random.doubles(n, -1, 1).toArray();
    Observations seen = Observations.equal(times, values);
    for (int k = 1; k < n / 2; k++) {
      double c = 0;
      double s = 0;
      for (int i = 0; i < n; i++) {
        c += values[i] * Math.cos(2 * Math.PI * k * i / n);
        s += values[i] * Math.sin(2 * Math.PI * k * i / n);
      }
      double expected = 2 * (c * c + s * s) / n / n / seen.variance();
      assertEquals(expected, LombScargle.power(seen, (double) k / n), 1e-9);
    }
  }

  /** Where all times have one phase, or two, a sinusoid would explain anything: it says nothing. */
  @Test
  void aliasesOfNothingHaveNoPower() {
    double[] times = IntStream.range(0, 30).asDoubleStream().toArray();
    double[] values = Arrays.stream(times).map(t -> Math.sin(t * t)).toArray();
    Observations seen = Observations.equal(times, values);
    assertEquals(0, LombScargle.power(seen, 1));
    assertEquals(0, LombScargle.power(seen, 0.5));
    float[] power = new LombScargle(seen, 0.25, 8).power(values);
    assertTrue(power[1] == 0 && power[3] == 0, Arrays.toString(power));
  }
}
