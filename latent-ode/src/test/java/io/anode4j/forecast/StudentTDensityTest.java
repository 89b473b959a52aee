package io.anode4j.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Against SciPy 1.17: its t distribution, and its adaptive quadrature of definitions. */
class StudentTDensityTest {
  @ParameterizedTest
  @CsvSource({
    "2.1, -30, 4.219658788739914e-4",
    "2.1, -2.5, 0.06184819344866689",
    "2.1, -0.1, 0.46453915612937896",
    "2.1, 0.7, 0.723316007268713",
    "5, -30, 3.8593243102480265e-07",
    "5, 0.7, 0.7424255258425918",
    "40, -30, 2.4254538302951023e-29",
    "40, -0.1, 0.4604219265226401",
  })
  void tailsAreThoseOfTheReference(double nu, double z, double expected) {
    double found = ComponentDensity.studentT(nu).lowerTail(3 * z, 3);
    assertEquals(expected, found, 1e-12 * expected);
  }

  @ParameterizedTest
  @CsvSource({
    "2.1, 1e-6, -534.1150268957418",
    "2.1, 0.05, -2.8273354002997513",
    "2.1, 0.4, -0.2869544957672079",
    "5, 1e-6, -24.771029720515948",
    "5, 0.05, -2.015048373333024",
    "40, 0.05, -1.6838510133356523",
    "40, 0.4, -0.25503868634581395",
    "5, 0.5, 0",
  })
  void quantilesAreThoseOfTheReference(double nu, double tail, double expected) {
    double found = ComponentDensity.studentT(nu).lowerQuantile(tail);
    assertEquals(expected, found, 1e-12 * Math.abs(expected) + 1e-15);
  }

  @Test
  void densitiesAreThoseOfTheReference() {
    assertEquals(-1.0993311960351229, ComponentDensity.studentT(2.1).logDensity(0.3, 1), 1e-13);
    assertEquals(-11.1521447695888, ComponentDensity.studentT(5).logDensity(12, 1), 1e-12);
    double scaled = ComponentDensity.studentT(5).logDensity(24, 2);
    assertEquals(-11.1521447695888 - Math.log(2), scaled, 1e-12);
  }

  @ParameterizedTest
  @CsvSource({
    "2.1, 0, 1, 1, 2.1162639837281128",
    "2.1, 0.7, 1, 1, 2.217815015710711",
    "2.1, 5, 1, 1, 5.3482140281503465",
    "2.1, 300, 1, 1, 300.0036636441969",
    "2.1, 0.7, 1, 0.4, 1.6923668898738173",
    "5, 0, 1, 1, 1.3839827233111774",
    "5, 0.7, 1, 1, 1.5037648029613848",
    "5, 5, 1, 1, 5.018286222745218",
    "5, 0.7, 1, 0.4, 1.1988087256698805",
    "40, 0, 1, 1, 1.1537935011928602",
    "40, 0.7, 1, 1, 1.2871977061579618",
    "40, 0.7, 0.4, 1, 1.0506986482273555",
  })
  void distancesOfTwoAgreeWithQuadrature(
      double nu, double offset, double scale, double other, double expected) {
    double found = ComponentDensity.studentT(nu).expectedDistance(offset, scale, other);
    assertEquals(expected, found, 2e-7 * Math.max(1, expected)); // twice what is documented
  }

  @ParameterizedTest
  @CsvSource({
    "2.1, 0.3, 0.583967081705772, 0.46695889485432834",
    "2.1, 6, 4.073348390679715, 0.9646550759683344",
    "5, 0.3, 0.5148331342975392, 0.46364219540041574",
    "5, 6, 4.27074530311136, 0.9892468508619975",
    "40, 0.3, 0.4793919973609226, 0.46118768612002975",
  })
  void aMixtureScoresAsItsDefinitionSays(double nu, double y, double crps, double cdf) {
    Forecast forecast = mixture(nu, -1, 0.5, 2);
    assertEquals(crps, forecast.crps(0, 0, y), 1e-7); // SciPy's own quadrature over heavy tails
    assertEquals(cdf, forecast.cdf(0, 0, y), 1e-13);
    assertEquals(y, forecast.quantile(cdf, 0, 0), 1e-9);
  }

  private static Forecast mixture(double nu, double... locations) {
    double[][][] means = new double[locations.length][1][1];
    double[][][] scales = new double[locations.length][1][1];
    for (int s = 0; s < locations.length; s++) {
      means[s][0][0] = locations[s];
      scales[s][0][0] = 1.5;
    }
    return Forecast.mixture(
        "a", List.of("x"), new double[] {0}, means, scales, List.of(ComponentDensity.studentT(nu)));
  }

  @Test
  void theLawOfTotalVarianceHolds() {
    double within = 1.5 * 1.5 * 5 / 3;
    assertEquals(Math.sqrt(within + 1.5), mixture(5, -1, 0.5, 2).std(0, 0), 1e-12);
  }

  @Test
  void manyDegreesOfFreedomAreAGaussian() {
    ComponentDensity t = ComponentDensity.studentT(1e7);
    ComponentDensity normal = ComponentDensity.gaussian();
    for (double z = -6; z <= 6; z += 0.37) {
      assertEquals(normal.lowerTail(z, 1), t.lowerTail(z, 1), 1e-7);
      assertEquals(normal.expectedAbsolute(z, 1), t.expectedAbsolute(z, 1), 1e-6);
      assertEquals(normal.expectedDistance(z, 2, 2), t.expectedDistance(z, 2, 2), 1e-6);
    }
  }

  @Test
  void aScaleOfZeroIsAPointMass() {
    ComponentDensity t = ComponentDensity.studentT(4);
    assertEquals(1, t.lowerTail(0, 0));
    assertEquals(0, t.lowerTail(-1e-300, 0));
    assertEquals(Double.POSITIVE_INFINITY, t.logDensity(0, 0));
    assertEquals(Double.NEGATIVE_INFINITY, t.logDensity(1, 0));
    assertEquals(3, t.expectedAbsolute(-3, 0));
    assertEquals(t.expectedAbsolute(3, 2), t.expectedDistance(3, 0, 2));
    assertEquals(0, t.halfSpread(0));
  }

  @ParameterizedTest
  @ValueSource(doubles = {2, 0, -1, Double.NaN, Double.POSITIVE_INFINITY})
  void withoutAVarianceItIsRefused(double nu) {
    String message =
        assertThrows(IllegalArgumentException.class, () -> ComponentDensity.studentT(nu))
            .getMessage();
    assertTrue(message.contains("expected more than 2"), message);
  }
}
