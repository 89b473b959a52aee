package io.anode4j.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Counts against a table of their probabilities, made from the mixture that is rounded. */
class RoundedMixtureTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;
  private static final double[] MEANS = {-0.4, 2.3, 4.9};

  /** As many counts as hold all but 1e-9 of the heaviest tail. */
  private static final int TABLE = 4000;

  static Stream<Arguments> counts() {
    return Stream.of(
        Arguments.of(ComponentDensity.gaussian(), new Bounds(0, INFINITE, true), 1.0, 0.0),
        Arguments.of(ComponentDensity.gaussian(), new Bounds(0, 7, true), 1.0, 0.0),
        Arguments.of(ComponentDensity.gaussian(), new Bounds(-2, INFINITE, true), 0.05, 0.0),
        Arguments.of(ComponentDensity.studentT(9), new Bounds(0, INFINITE, true), 2.0, 0.0),
        // As those of a series whose level was taken off.
        Arguments.of(ComponentDensity.gaussian(), new Bounds(0, INFINITE, true), 1.0, -3.25));
  }

  private static Forecast forecast(
      ComponentDensity density, Bounds bounds, double scale, double moved) {
    double[][][] means = new double[MEANS.length][1][1];
    double[][][] scales = new double[MEANS.length][1][1];
    for (int s = 0; s < MEANS.length; s++) {
      means[s][0][0] = MEANS[s];
      scales[s][0][0] = scale * (1 + 0.2 * s);
    }
    return Forecast.mixture("f", List.of("c"), new double[] {1}, means, scales, List.of(density))
        .within(List.of(bounds))
        .moved(new double[] {moved});
  }

  /** What is put on each count from the lower bound on. */
  private static double[] probabilities(ComponentDensity density, Bounds bounds, double scale) {
    Forecast smooth = forecast(density, Bounds.NONE, scale, 0);
    double[] table = new double[TABLE];
    double before = 0;
    for (int k = 0; k < TABLE; k++) {
      double count = bounds.lower() + k;
      double upTo = count >= bounds.upper() ? 1 : smooth.cdf(0, 0, count + 0.5);
      table[k] = upTo - before;
      before = upTo;
    }
    return table;
  }

  @ParameterizedTest
  @MethodSource("counts")
  void figuresAreThoseOfTheTable(
      ComponentDensity density, Bounds bounds, double scale, double moved) {
    Forecast forecast = forecast(density, bounds, scale, moved);
    double[] table = probabilities(density, bounds, scale);
    double mean = 0;
    double square = 0;
    for (int k = 0; k < TABLE; k++) {
      mean += table[k] * k;
      square += table[k] * k * k;
    }
    double lower = bounds.lower() + moved;
    // The sums of the table lose what lies beyond nine deviations: 1e-8 of Student's t.
    assertEquals(lower + mean, forecast.mean(0, 0), 1e-5);
    assertEquals(Math.sqrt(square - mean * mean), forecast.std(0, 0), 1e-3);
    double upTo = 0;
    for (int k = 0; k < 12; k++) {
      upTo += table[k];
      assertEquals(upTo, forecast.cdf(0, 0, lower + k), 1e-9);
      assertEquals(upTo, forecast.cdf(0, 0, lower + k + 0.9), 1e-9);
      if (table[k] > 1e-5) {
        assertEquals(Math.log(table[k]), forecast.logDensity(0, 0, lower + k), 1e-6);
      }
      double score = 0;
      for (int i = 0; i < TABLE; i++) {
        for (int j = 0; j < i && table[i] > 1e-12; j++) {
          score -= table[i] * table[j] * (i - j);
        }
        score += table[i] * Math.abs(i - k);
      }
      boolean possible = bounds.lower() + k <= bounds.upper();
      if (possible) {
        assertEquals(score, forecast.crps(0, 0, lower + k), 1e-5, "of " + k);
      }
    }
  }

  @ParameterizedTest
  @MethodSource("counts")
  void quantilesAreTheLeastCountsThatDo(
      ComponentDensity density, Bounds bounds, double scale, double moved) {
    Forecast forecast = forecast(density, bounds, scale, moved);
    for (double p = 0.01; p < 1; p += 0.01) {
      double quantile = forecast.quantile(p, 0, 0);
      double above = quantile - bounds.lower() - moved;
      assertEquals(Math.rint(above), above, 1e-12);
      assertTrue(forecast.cdf(0, 0, quantile) >= p - 1e-12, "at " + p);
      assertTrue(forecast.cdf(0, 0, quantile - 1) < p, "at " + p);
    }
  }

  @Test
  void ofLargeCountsRoundingChangesNextToNothing() {
    Bounds counts = new Bounds(0, INFINITE, true);
    ComponentDensity gaussian = ComponentDensity.gaussian();
    Forecast near = forecast(gaussian, counts, 8, 1000);
    Forecast smooth = forecast(gaussian, counts.ofFractions(), 8, 1000);
    Forecast wide = forecast(gaussian, counts, 80, 1000);
    assertEquals(smooth.mean(0, 0), near.mean(0, 0), 0.01);
    assertEquals(smooth.crps(0, 0, 1010), near.crps(0, 0, 1010), 0.005);
    assertEquals(
        forecast(gaussian, counts.ofFractions(), 80, 1000).crps(0, 0, 1010),
        wide.crps(0, 0, 1010),
        0);
  }

  @Test
  void whatIsNoCountIsImprobableNotImpossible() {
    Forecast forecast = forecast(ComponentDensity.gaussian(), new Bounds(0, INFINITE, true), 1, 0);
    double density = forecast.logDensity(0, 0, 2.5);
    assertTrue(Double.isFinite(density) && density < forecast.logDensity(0, 0, 2) - 5);
    assertTrue(Double.isFinite(forecast.crps(0, 0, 2.5)));
    assertTrue(Double.isFinite(forecast.logDensity(0, 0, 400)));
  }

  @Test
  void countsHaveALowerBound() {
    assertThrows(IllegalArgumentException.class, () -> new Bounds(-INFINITE, 3, true));
  }
}
