package io.anode4j.forecast;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ForecastTest {
  private static final List<String> ONE = List.of("x");

  /** One point whose mixture has the given components. */
  private static Forecast point(double[] mean, double[] std) {
    double[][][] means = new double[mean.length][1][1];
    double[][][] stds = new double[mean.length][1][1];
    for (int s = 0; s < mean.length; s++) {
      means[s][0][0] = mean[s];
      stds[s][0][0] = std[s];
    }
    return Forecast.mixture("a", ONE, new double[] {1}, means, stds);
  }

  private static Forecast random(int samples, long seed) {
    Random random = new Random(seed);
    double[] mean = random.doubles(samples, -3, 3).toArray();
    double[] std = random.doubles(samples, 0.1, 1.5).toArray();
    return point(mean, std);
  }

  /** Integral of (F(x) − [y ≤ x])², the definition of the score, by the midpoint rule. */
  private static double integratedScore(Forecast forecast, double y) {
    double width = 1e-3;
    double sum = 0;
    // The jump at y lies on the border of two cells.
    for (int k = -40_000; k < 40_000; k++) {
      double miss = forecast.cdf(0, 0, y + (k + 0.5) * width) - (k >= 0 ? 1 : 0);
      sum += miss * miss * width;
    }
    return sum;
  }

  @Test
  void gaussianKnowsItsMoments() {
    Forecast forecast =
        Forecast.gaussian(
            "s7",
            List.of("a", "b"),
            new double[] {5, 2},
            new double[][] {{1, 2}, {3, 4}},
            new double[][] {{0.1, 0.2}, {0.3, 0.4}});
    assertEquals("s7", forecast.id());
    assertEquals(List.of("a", "b"), forecast.channels());
    assertArrayEquals(new double[] {5, 2}, forecast.times());
    assertEquals(2, forecast.length());
    assertEquals(1, forecast.samples());
    assertEquals(2, forecast.time(1));
    assertEquals(3, forecast.mean(1, 0));
    assertEquals(0.2, forecast.std(0, 1));
    assertArrayEquals(new double[] {3, 4}, forecast.mean()[1]);
    assertArrayEquals(new double[] {0.1, 0.2}, forecast.std()[0]);
    assertEquals(4, forecast.component(0, 1, 1));
    assertEquals("Forecast[s7: 2 times × 2 channels, 1 samples]", forecast.toString());
  }

  @Test
  void arraysAreCopiedInAndOut() {
    double[] times = {1};
    double[][] mean = {{2}};
    Forecast forecast = Forecast.gaussian("a", ONE, times, mean, new double[][] {{1}});
    times[0] = 9;
    mean[0][0] = 9;
    forecast.times()[0] = 9;
    forecast.mean()[0][0] = 9;
    assertEquals(1, forecast.time(0));
    assertEquals(2, forecast.mean(0, 0));
  }

  @Test
  void mixtureFollowsTheLawOfTotalVariance() {
    Forecast forecast = point(new double[] {-1, 1, 3}, new double[] {1, 2, 3});
    assertEquals(1, forecast.mean(0, 0), 1e-15);
    // mean variance 14/3, variance of the means 8/3
    assertEquals(Math.sqrt(22.0 / 3), forecast.std(0, 0), 1e-15);
    assertEquals(-1, forecast.component(0, 0, 0));
    assertEquals(3, forecast.component(2, 0, 0));
  }

  @Test
  void componentsOfDifferentPointsAreNotMixedUp() {
    double[][][] means = new double[2][3][2];
    double[][][] stds = new double[2][3][2];
    for (int s = 0; s < 2; s++) {
      for (int t = 0; t < 3; t++) {
        for (int c = 0; c < 2; c++) {
          means[s][t][c] = 100 * s + 10 * t + c;
          stds[s][t][c] = 1 + t + c;
        }
      }
    }
    Forecast forecast =
        Forecast.mixture("a", List.of("u", "v"), new double[] {1, 2, 3}, means, stds);
    for (int t = 0; t < 3; t++) {
      for (int c = 0; c < 2; c++) {
        assertEquals(100 + 10 * t + c, forecast.component(1, t, c));
        assertEquals(50 + 10 * t + c, forecast.mean()[t][c]);
        assertEquals(Math.hypot(50, 1 + t + c), forecast.std()[t][c], 1e-12);
        assertEquals(10 * t + c, forecast.quantile(0.25)[t][c], 1e-7);
      }
    }
  }

  @Test
  void standardNormalAgreesWithTables() {
    Forecast forecast = point(new double[] {0}, new double[] {1});
    assertEquals(0.8413447460685429, forecast.cdf(0, 0, 1), 1e-15);
    assertEquals(6.220960574271786e-16, forecast.cdf(0, 0, -8), 1e-28);
    assertEquals(1.959963984540054, forecast.quantile(0.975, 0, 0), 1e-14);
    assertEquals(-1.959963984540054, forecast.quantile(0.025, 0, 0), 1e-14);
    assertEquals(0, Double.compare(0.0, forecast.quantile(0.5, 0, 0)));
    assertEquals(-0.9189385332046727 - 2, forecast.logDensity(0, 0, 2), 1e-15);
    // 2φ(0) − 1/√π, Gneiting and Raftery 2007, equation 21
    assertEquals(0.23369497725510913, forecast.crps(0, 0, 0), 1e-15);
    assertEquals(0.6024413576276163, forecast.crps(0, 0, -1), 1e-15);
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 50})
  void scoreAgreesWithItsDefiningIntegral(int samples) {
    Forecast forecast = random(samples, samples);
    for (double y : new double[] {-6, -0.3, 1.2}) {
      assertEquals(integratedScore(forecast, y), forecast.crps(0, 0, y), 1e-6);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 50})
  void densityIsTheSlopeOfTheDistribution(int samples) {
    Forecast forecast = random(samples, 10 + samples);
    for (double y = -5; y < 5; y += 0.37) {
      double slope = (forecast.cdf(0, 0, y + 1e-5) - forecast.cdf(0, 0, y - 1e-5)) / 2e-5;
      assertEquals(slope, Math.exp(forecast.logDensity(0, 0, y)), 1e-8);
    }
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 5, 50})
  void quantileInvertsTheDistribution(int samples) {
    Forecast forecast = random(samples, 20 + samples);
    for (double p : new double[] {1e-12, 1e-3, 0.05, 0.3, 0.5, 0.500001, 0.8, 0.95, 0.999}) {
      double y = forecast.quantile(p, 0, 0);
      double slope = Math.exp(forecast.logDensity(0, 0, y));
      assertEquals(0, (forecast.cdf(0, 0, y) - p) / slope, 1e-10, "p = " + p);
      assertEquals(y, forecast.quantile(p)[0][0]);
    }
  }

  @Test
  void quantileCrossesTheGapBetweenFarModes() {
    Forecast forecast = point(new double[] {-1e6, 1e6}, new double[] {1e-3, 2});
    assertEquals(-1e6, forecast.quantile(0.25, 0, 0), 1e-3);
    assertEquals(1e6, forecast.quantile(0.75, 0, 0), 1e-3);
    assertEquals(-1e6 + 1.959963984540054e-3, forecast.quantile(0.4875, 0, 0), 4e-6);
    assertEquals(1e6 + 2 * 1.959963984540054, forecast.quantile(0.9875, 0, 0), 4e-6);
  }

  @Test
  void upperAndLowerTailMirrorEachOther() {
    double[] mean = {-1, 0.5, 4};
    double[] std = {1, 0.2, 3};
    Forecast forecast = point(mean, std);
    Forecast mirrored = point(new double[] {1, -0.5, -4}, std);
    for (double p : new double[] {0x1p-40, 0x1p-10, 0.125, 0.375}) {
      assertEquals(-mirrored.quantile(1 - p, 0, 0), forecast.quantile(p, 0, 0), 1e-11);
    }
  }

  @Test
  void certainForecastIsAStep() {
    Forecast forecast = point(new double[] {2}, new double[] {0});
    assertEquals(0, forecast.std(0, 0));
    assertEquals(0, forecast.cdf(0, 0, Math.nextDown(2.0)));
    assertEquals(1, forecast.cdf(0, 0, 2));
    assertEquals(2, forecast.quantile(0.01, 0, 0));
    assertEquals(2, forecast.quantile(0.99, 0, 0));
    assertEquals(3, forecast.crps(0, 0, -1));
    assertEquals(0, forecast.crps(0, 0, 2));
    assertEquals(Double.POSITIVE_INFINITY, forecast.logDensity(0, 0, 2));
    assertEquals(Double.NEGATIVE_INFINITY, forecast.logDensity(0, 0, 2.1));
  }

  @Test
  void pointMassesBehaveLikeAnEnsemble() {
    Forecast forecast = point(new double[] {1, 2, 4, 8}, new double[4]);
    assertEquals(0.5, forecast.cdf(0, 0, 3));
    // The smallest value that reaches p, also where p is met exactly.
    assertEquals(1, forecast.quantile(0.25, 0, 0), 1e-10);
    assertEquals(2, forecast.quantile(0.5, 0, 0), 1e-10);
    assertEquals(4, forecast.quantile(0.75, 0, 0), 1e-10);
    assertEquals(8, forecast.quantile(0.76, 0, 0), 1e-10);
    // mean |x − 3| = 9/4; half the mean |x − x′| = 23/16
    assertEquals(9.0 / 4 - 23.0 / 16, forecast.crps(0, 0, 3), 1e-15);
  }

  @Test
  void pointMassBesideAGaussian() {
    Forecast forecast = point(new double[] {0, 0}, new double[] {0, 1});
    assertEquals(0.75, forecast.cdf(0, 0, 0));
    assertEquals(0, forecast.quantile(0.5, 0, 0), 1e-10);
    assertEquals(Double.POSITIVE_INFINITY, forecast.logDensity(0, 0, 0));
    assertEquals(-0.9189385332046727 - 0.5 - Math.log(2), forecast.logDensity(0, 0, 1), 1e-15);
    assertEquals(integratedScore(forecast, 0.5), forecast.crps(0, 0, 0.5), 1e-3);
  }

  @Test
  void farTailsStayFinite() {
    Forecast forecast = point(new double[] {0, 1}, new double[] {1, 1});
    double expected = -0.5 * 99 * 99 - 0.9189385332046727 - Math.log(2);
    assertEquals(expected, forecast.logDensity(0, 0, 100), 1e-9);
    assertEquals(99.5, forecast.crps(0, 0, 100), 1);
  }

  @Test
  void identicalSamplesAreOneGaussian() {
    double[] mean = {0.3, 0.3, 0.3};
    double[] std = {0.7, 0.7, 0.7};
    Forecast mixture = point(mean, std);
    Forecast single = point(new double[] {0.3}, new double[] {0.7});
    assertEquals(single.std(0, 0), mixture.std(0, 0), 1e-15);
    assertEquals(single.crps(0, 0, 1), mixture.crps(0, 0, 1), 1e-15);
    assertEquals(single.logDensity(0, 0, 1), mixture.logDensity(0, 0, 1), 1e-15);
    assertEquals(single.quantile(0.9, 0, 0), mixture.quantile(0.9, 0, 0), 1e-15);
  }

  @Test
  void noTimesAreAnEmptyForecast() {
    Forecast forecast =
        Forecast.gaussian("a", ONE, new double[0], new double[0][], new double[0][]);
    assertEquals(0, forecast.length());
    assertEquals(0, forecast.quantile(0.5).length);
  }

  @Test
  void badInputIsRefusedWithARemedy() {
    refused("no channel", () -> gaussian(List.of(), 1, 0, 1));
    refused("the time NaN at index 0", () -> gaussian(ONE, Double.NaN, 0, 1));
    refused("the mean NaN at time 1.0, channel 'x'", () -> gaussian(ONE, 1, Double.NaN, 1));
    refused("standard deviation -1.0", () -> gaussian(ONE, 1, 0, -1));
    refused("standard deviation NaN", () -> gaussian(ONE, 1, 0, Double.NaN));
    refused("a mean array with 1 channels; 2 are", () -> gaussian(List.of("x", "y"), 1, 0, 1));
    refused(
        "no samples",
        () -> Forecast.mixture("a", ONE, new double[1], new double[0][][], new double[0][][]));
    refused(
        "a mean array with 2 times; 1 are expected",
        () -> Forecast.gaussian("a", ONE, new double[1], new double[2][1], new double[2][1]));
    refused(
        "a standard deviation array with 1 samples; 2 are expected",
        () -> Forecast.mixture("a", ONE, new double[1], new double[2][1][1], new double[1][1][1]));
  }

  @Test
  void badQuestionsAreRefused() {
    Forecast forecast = gaussian(ONE, 1, 0, 1);
    for (double p : new double[] {0, 1, -0.1, 1.1, Double.NaN}) {
      refused("strictly between 0 and 1", () -> forecast.quantile(p));
      refused("strictly between 0 and 1", () -> forecast.quantile(p, 0, 0));
    }
    refused("the value NaN", () -> forecast.cdf(0, 0, Double.NaN));
    refused("the value NaN", () -> forecast.crps(0, 0, Double.NaN));
    refused("the value NaN", () -> forecast.logDensity(0, 0, Double.NaN));
    assertThrows(IndexOutOfBoundsException.class, () -> forecast.mean(1, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> forecast.mean(0, 1));
    assertThrows(IndexOutOfBoundsException.class, () -> forecast.component(1, 0, 0));
    assertThrows(IndexOutOfBoundsException.class, () -> forecast.time(-1));
  }

  private static Forecast gaussian(List<String> channels, double time, double mean, double std) {
    return Forecast.gaussian(
        "a", channels, new double[] {time}, new double[][] {{mean}}, new double[][] {{std}});
  }

  private static void refused(String part, Runnable attempt) {
    String message = assertThrows(IllegalArgumentException.class, attempt::run).getMessage();
    assertTrue(message.contains(part), message);
    assertTrue(message.contains("expected"), message);
  }
}
