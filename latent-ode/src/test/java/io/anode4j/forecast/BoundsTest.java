package io.anode4j.forecast;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Collections;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** A forecast within bounds against draws from it, and against what must hold of it. */
class BoundsTest {
  private static final double INFINITE = Double.POSITIVE_INFINITY;
  private static final int DRAWS = 400_000;

  static Stream<Arguments> forecasts() {
    return Stream.of(
        Arguments.of(ComponentDensity.gaussian(), new Bounds(0, INFINITE)),
        Arguments.of(ComponentDensity.gaussian(), new Bounds(-INFINITE, 1)),
        Arguments.of(ComponentDensity.gaussian(), new Bounds(-0.5, 1)),
        Arguments.of(ComponentDensity.studentT(5), new Bounds(0, INFINITE)),
        Arguments.of(ComponentDensity.studentT(5), new Bounds(-0.5, 1)));
  }

  private static final double[] MEANS = {-0.4, 0.3, 0.9};
  private static final double[] SCALES = {0.5, 0.2, 1.1};

  private static Forecast forecast(ComponentDensity density, Bounds bounds) {
    double[][][] means = new double[3][1][1];
    double[][][] scales = new double[3][1][1];
    for (int s = 0; s < 3; s++) {
      means[s][0][0] = MEANS[s];
      scales[s][0][0] = SCALES[s];
    }
    return Forecast.mixture("f", List.of("c"), new double[] {1}, means, scales, List.of(density))
        .within(List.of(bounds));
  }

  private static double draw(ComponentDensity density, Bounds bounds, SplittableRandom random) {
    int s = random.nextInt(3);
    double p = random.nextDouble(1e-12, 1);
    double z = p <= 0.5 ? density.lowerQuantile(p) : -density.lowerQuantile(1 - p);
    return bounds.clamp(MEANS[s] + SCALES[s] * z);
  }

  @ParameterizedTest
  @MethodSource("forecasts")
  void figuresAreThoseOfDraws(ComponentDensity density, Bounds bounds) {
    Forecast forecast = forecast(density, bounds);
    SplittableRandom random = new SplittableRandom(7);
    double sum = 0;
    double squares = 0;
    double below = 0;
    double[] apart = new double[3];
    double[] outcomes = {bounds.clamp(0), 0.4, 3};
    double between = 0;
    for (int k = 0; k < DRAWS; k++) {
      double x = draw(density, bounds, random);
      sum += x;
      squares += x * x;
      below += x <= 0.2 ? 1 : 0;
      for (int i = 0; i < 3; i++) {
        apart[i] += Math.abs(x - outcomes[i]);
      }
      between += Math.abs(x - draw(density, bounds, random));
    }
    // Standard deviations are below 1.2, so means of the draws are right to about 0.002; 3 of them.
    double mean = sum / DRAWS;
    assertEquals(mean, forecast.mean(0, 0), 0.006);
    assertEquals(Math.sqrt(squares / DRAWS - mean * mean), forecast.std(0, 0), 0.02);
    assertEquals(below / DRAWS, forecast.cdf(0, 0, 0.2), 0.004);
    for (int i = 0; i < 3; i++) {
      double expected = apart[i] / DRAWS - between / DRAWS / 2;
      assertEquals(expected, forecast.crps(0, 0, outcomes[i]), 0.006);
    }
  }

  @ParameterizedTest
  @MethodSource("forecasts")
  void quantilesStayWithin(ComponentDensity density, Bounds bounds) {
    Forecast forecast = forecast(density, bounds);
    for (double p = 0.01; p < 1; p += 0.01) {
      double q = forecast.quantile(p, 0, 0);
      assertTrue(bounds.contains(q));
      assertTrue(forecast.cdf(0, 0, q) >= p - 1e-9);
    }
    assertEquals(0, forecast.cdf(0, 0, bounds.lower() - 1e-9));
    assertEquals(1, forecast.cdf(0, 0, Math.min(bounds.upper(), 1e9)), 1e-9);
  }

  /** Far bounds change nothing, whatever the scale of the mixture. */
  @Test
  void farBoundsAreAsNone() {
    for (double level : new double[] {1, 80, 1e6}) {
      Forecast free =
          Forecast.mixture(
              "f",
              List.of("c"),
              new double[] {1},
              new double[][][] {{{level}}, {{level + 0.01}}},
              new double[][][] {{{0.002}}, {{0.05}}});
      Forecast bound = free.within(List.of(new Bounds(0, INFINITE)));
      assertEquals(free.mean(0, 0), bound.mean(0, 0), 1e-9 * level);
      assertEquals(free.std(0, 0), bound.std(0, 0), 1e-12);
      assertEquals(free.crps(0, 0, level), bound.crps(0, 0, level), 1e-12);
      assertEquals(free.quantile(0.05, 0, 0), bound.quantile(0.05, 0, 0));
      assertEquals(free.logDensity(0, 0, level), bound.logDensity(0, 0, level));
    }
  }

  @Test
  void aBoundCarriesItsProbabilityAndBeyondItIsImprobable() {
    Forecast forecast = forecast(ComponentDensity.gaussian(), new Bounds(0, INFINITE));
    double atBound = Math.exp(forecast.logDensity(0, 0, 0));
    assertEquals(forecast.cdf(0, 0, 0), atBound, 1e-12);
    double beyond = forecast.logDensity(0, 0, -0.1);
    assertTrue(Double.isFinite(beyond) && beyond < -5, "log density " + beyond);
  }

  /** Logarithms of Φ(−9.5), Φ(−40) and Φ(−1000) by SciPy's log_ndtr. */
  @Test
  void aValueOnABoundFarOutIsImprobableNotImpossible() {
    double[][] known = {
      {9.5, -48.30601929896523}, {40, -804.6084420137539}, {1000, -500007.8266948122}
    };
    for (double[] one : known) {
      Forecast free =
          Forecast.gaussian(
              "f", List.of("c"), new double[1], new double[1][1], new double[][] {{1 / one[0]}});
      Forecast below = free.within(List.of(new Bounds(-1, INFINITE)));
      assertEquals(one[1], below.logDensity(0, 0, -1), 1e-8 * -one[1]);
      Forecast above = free.within(List.of(new Bounds(-INFINITE, 1)));
      assertEquals(one[1], above.logDensity(0, 0, 1), 1e-8 * -one[1]);
    }
  }

  @Test
  void boundsHaveAnOrder() {
    assertThrows(IllegalArgumentException.class, () -> new Bounds(1, 1));
    assertThrows(IllegalArgumentException.class, () -> new Bounds(Double.NaN, 1));
    Forecast two =
        Forecast.gaussian(
            "f",
            List.of("a", "b"),
            new double[] {1},
            new double[][] {{0, 0}},
            new double[][] {{1, 1}});
    assertThrows(
        IllegalArgumentException.class, () -> two.within(Collections.nCopies(1, Bounds.NONE)));
  }

  @Test
  void aMovedForecastKeepsItsShape() {
    Forecast here =
        Forecast.mixture(
                "x",
                List.of("a"),
                new double[] {1},
                new double[][][] {{{0}}, {{9}}},
                new double[][][] {{{1}}, {{2}}})
            .within(List.of(new Bounds(-0.5, 20)));
    Forecast there = here.moved(new double[] {100});
    for (double p : new double[] {0.01, 0.25, 0.5, 0.75, 0.99}) {
      assertEquals(here.quantile(p, 0, 0) + 100, there.quantile(p, 0, 0), 1e-9);
    }
    assertEquals(here.crps(0, 0, 3), there.crps(0, 0, 103), 1e-9);
    assertThrows(IllegalArgumentException.class, () -> here.moved(new double[] {1, 2}));
    assertThrows(IllegalArgumentException.class, () -> here.moved(new double[] {Double.NaN}));
  }
}
