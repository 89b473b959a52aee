package io.anode4j.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Golden values of scipy 1.17.1: {@code nbinom(1/a, 1/(1 + a·m))} and {@code poisson}. */
class CountMixtureTest {
  private static Forecast forecast(double[] means, double[] stds) {
    double[][][] m = new double[means.length][1][1];
    double[][][] s = new double[means.length][1][1];
    for (int i = 0; i < means.length; i++) {
      m[i][0][0] = means[i];
      s[i][0][0] = stds[i];
    }
    return Forecast.mixture(
        "s", List.of("n"), new double[] {1}, m, s, List.of(ComponentDensity.negativeBinomial()));
  }

  private static Forecast one(double mean, double dispersion) {
    double std = Math.sqrt(mean + dispersion * mean * mean);
    return forecast(new double[] {mean}, new double[] {std});
  }

  @ParameterizedTest
  @CsvSource({
    "0.3, 0.5, 0, -0.2795238847503172, 0.7561436672967865",
    "0.3, 0.5, 3, -5.003875305413548, 0.9987037670304395",
    "0.3, 0.5, 30, -57.95199449809638, 1.0",
    "4, 0.25, 0, -2.772588722239781, 0.0625",
    "4, 0.25, 3, -1.8562979903656252, 0.5",
    "4, 0.25, 30, -14.962532939514823, 0.9999996169935912",
    "20, 2.0, 3, -3.0940146809289493, 0.3334188926169292",
    "20, 2.0, 30, -4.874694518648755, 0.782179317489292",
    "150, 0.1, 3, -22.525875239458166, 2.1826895846288608e-10",
    "150, 0.1, 30, -10.490346424793131, 0.0001352284878301777",
  })
  void itIsAsScipySays(double mean, double dispersion, double count, double log, double cdf) {
    Forecast forecast = one(mean, dispersion);
    assertEquals(log, forecast.logDensity(0, 0, count), 1e-9 * Math.max(1, -log));
    assertEquals(cdf, forecast.cdf(0, 0, count), 1e-9 * Math.max(cdf, 1e-4));
    assertEquals(cdf, forecast.cdf(0, 0, count + 0.9), 1e-9, "nothing lies between two counts");
    assertEquals(0, forecast.cdf(0, 0, -1));
    assertEquals(mean, forecast.mean(0, 0), 1e-12 * mean);
    assertEquals(Math.sqrt(mean + dispersion * mean * mean), forecast.std(0, 0), 1e-9 * (1 + mean));
  }

  @ParameterizedTest
  @CsvSource({
    "0.3, 0.5, 0, 0, 1",
    "4, 0.25, 0, 3, 9",
    "20, 2.0, 0, 9, 78",
    "150, 0.1, 79, 145, 238"
  })
  void quantilesAreCounts(double mean, double dispersion, double low, double middle, double high) {
    Forecast forecast = one(mean, dispersion);
    assertEquals(low, forecast.quantile(0.05, 0, 0));
    // 0.5 is the very step of the second: either side of a rounding is right there.
    assertEquals(middle, forecast.quantile(0.4999999, 0, 0));
    assertEquals(high, forecast.quantile(0.95, 0, 0));
  }

  @Test
  void withoutOverdispersionItIsThePoisson() {
    for (double std : new double[] {2, 1, 0}) {
      Forecast forecast = forecast(new double[] {4}, new double[] {std});
      assertEquals(-4, forecast.logDensity(0, 0, 0), 1e-12);
      assertEquals(-4.325178230002454, forecast.logDensity(0, 0, 9), 1e-9);
      assertEquals(0.43347012036670896, forecast.cdf(0, 0, 3), 1e-12);
      assertEquals(2, forecast.std(0, 0), 1e-12);
    }
    assertEquals(-1.0, forecast(new double[] {1}, new double[] {0}).logDensity(0, 0, 0), 1e-12);
    Forecast none = forecast(new double[] {-3}, new double[] {0});
    assertTrue(none.logDensity(0, 0, 0) > -1e-6 && none.quantile(0.99, 0, 0) == 0);
  }

  /** Half of size 2 around 3, half of size 5 around 12; sums over 2,000 counts in numpy. */
  @Test
  void aMixtureIsTheMeanOfItsComponents() {
    Forecast forecast =
        forecast(new double[] {3, 12}, new double[] {2.73861278752583, 6.387487769068525});
    assertEquals(7.5, forecast.mean(0, 0), 1e-12);
    assertEquals(6.663332499583071, forecast.std(0, 0), 1e-9);
    assertEquals(-3.0032137951291182, forecast.logDensity(0, 0, 7), 1e-9);
    assertEquals(0.5952092119678094, forecast.cdf(0, 0, 7), 1e-9);
    assertEquals(1, forecast.quantile(0.1, 0, 0));
    assertEquals(6, forecast.quantile(0.5, 0, 0));
    assertEquals(17, forecast.quantile(0.9, 0, 0));
    assertEquals(1.6472467195527656, forecast.crps(0, 0, 7), 1e-8);
    assertEquals(3.9239267310410453, forecast.crps(0, 0, 0), 1e-8);
  }

  @Test
  void whatIsNoCountIsImprobableAndNotImpossible() {
    Forecast forecast = one(4, 0.25);
    assertTrue(forecast.logDensity(0, 0, 3.5) < forecast.logDensity(0, 0, 30) + 10);
    assertTrue(Double.isFinite(forecast.logDensity(0, 0, -2)));
    assertTrue(Double.isFinite(forecast.crps(0, 0, -2)) && forecast.crps(0, 0, 3.5) > 0);
    Forecast many = one(1e6, 0.1);
    assertTrue(many.crps(0, 0, 1e6) > 0 && many.quantile(0.5, 0, 0) > 9e5);
  }
}
